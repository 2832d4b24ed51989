"""Training followed elsewhere: told by its holder, counted by the organisation."""

from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ithaca.access.permissions import Permission
from ithaca.accounts.who import viewer
from ithaca.certification import actions, policies
from ithaca.certification.forms import FurtherTrainingForm
from ithaca.certification.models import File
from ithaca.certification.views.candidate import frame
from ithaca.design.views import perform, route, submitted
from ithaca.kernel.ids import new_id, read_id

own = route(Permission.KEEP_OWN_FILE, policies.file)


@own
def tell(request: HttpRequest, row: File) -> HttpResponseBase:
    """One training, towards the renewal."""
    form = FurtherTrainingForm(request.POST or None, initial={"id": new_id()})
    made = submitted(
        request,
        form,
        lambda: actions.tell_training(
            actor=viewer(request), file=row, id=UUID(str(form.cleaned_data["id"])), followed=form.followed()
        ),
        done=_("Told. It counts once the organisation says so."),
    )
    if made is not None:
        return redirect("certification:file", row.pk)
    context = frame(row) | {
        "form": form,
        "title": _("Training followed elsewhere"),
        "lead": _("What you followed in your programmes here counts by itself."),
        "button": _("Tell the organisation"),
    }
    return render(request, "certification/form.html", context, status=422 if form.errors else 200)


@own
@require_POST
def take_back(request: HttpRequest, row: File) -> HttpResponseBase:
    id = read_id(request.POST.get("training", "")) or new_id()
    perform(request, lambda: actions.take_training_back(actor=viewer(request), file=row, id=id))
    return redirect("certification:file", row.pk)


@route(Permission.MANAGE_CERTIFICATION, policies.file)
@require_POST
def answer(request: HttpRequest, row: File) -> HttpResponseBase:
    """Whether it counts: the button says which."""
    id, counts = read_id(request.POST.get("training", "")) or new_id(), "count" in request.POST
    perform(
        request,
        lambda: actions.answer_training(actor=viewer(request), file=row, id=id, counts=counts),
        done=_("Counted.") if counts else _("It does not count."),
    )
    return redirect("certification:file", row.pk)
