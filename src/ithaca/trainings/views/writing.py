from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ithaca.access.permissions import Permission
from ithaca.accounts.who import viewer
from ithaca.design.views import perform, route
from ithaca.kernel.ids import new_id
from ithaca.programmes.models import Programme
from ithaca.programmes.policies import programme_by_slug
from ithaca.trainings import actions, policies, queries
from ithaca.trainings.forms import LEAST_ROWS, TrainingForm, initial_of, one_more_date
from ithaca.trainings.models import Training
from ithaca.trainings.states import SignUpState, TrainingState
from ithaca.trainings.views.places import back

managing = route(Permission.MANAGE_TRAININGS, policies.training_in_programme)
FORM = "trainings/form.html"


@route(Permission.MANAGE_TRAININGS, programme_by_slug)
def new(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    zone = viewer(request).time_zone
    initial = {"id": new_id(), "rows": LEAST_ROWS, "kind": "training", "audience": "both", "time_zone": zone}
    return _write(request, programme, initial)


@managing
def again(request: HttpRequest, training: Training) -> HttpResponseBase:
    """The form with everything but the dates filled in."""
    initial = initial_of(training, []) | {"id": new_id(), "rows": max(1, len(queries.dates(training)))}
    return _write(request, training.programme, initial, again=training)


def _write(
    request: HttpRequest, programme: Programme, initial: dict[str, object], again: Training | None = None
) -> HttpResponseBase:
    context = {"programme": programme, "again": again}
    if "more" in request.POST:
        form = one_more_date(request.POST, programme.languages)
        return render(request, FORM, context | {"form": form})
    form = TrainingForm(request.POST or None, languages=programme.languages, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = perform(
            request,
            lambda: actions.write_training(
                actor=viewer(request),
                programme=programme,
                id=UUID(str(form.cleaned_data["id"])),
                content=form.content(),
                again=again,
            ),
            done=_("Saved as a draft. Look it over, then open it."),
            form=form,
        )
        if made is not None:
            return back(made)
    return render(request, FORM, context | {"form": form})


@managing
def change(request: HttpRequest, training: Training) -> HttpResponseBase:
    context = {"programme": training.programme, "training": training}
    languages = training.programme.languages
    if "more" in request.POST:
        return render(request, FORM, context | {"form": one_more_date(request.POST, languages)})
    initial = initial_of(training, queries.dates(training)) | {"id": training.pk}
    form = TrainingForm(request.POST or None, languages=languages, initial=initial)
    if request.method == "POST" and form.is_valid():
        changed = perform(
            request,
            lambda: actions.change_training(actor=viewer(request), training=training, content=form.content()),
            done=_("Saved."),
            form=form,
        )
        if changed is not None:
            return back(training)
    return render(request, FORM, context | {"form": form})


@managing
@require_POST
def open_(request: HttpRequest, training: Training) -> HttpResponseBase:
    perform(
        request,
        lambda: actions.open_training(actor=viewer(request), training=training),
        done=_("It is open: whom it is for hears of it by mail and can sign up."),
    )
    return back(training)


@managing
@require_POST
def require(request: HttpRequest, training: Training) -> HttpResponseBase:
    """Requires a training before pairing, or no longer does."""
    required = request.POST.get("required") == "yes"
    now = _("From now on, nobody whom it is for can be paired before having taken part.")
    perform(
        request,
        lambda: actions.require_training(actor=viewer(request), training=training, required=required),
        done=now if required else _("It is no longer required before pairing."),
    )
    return back(training)


@managing
def cancel(request: HttpRequest, training: Training) -> HttpResponseBase:
    """Asks first: people are told at once."""
    if request.method == "POST":
        perform(
            request,
            lambda: actions.cancel_training(actor=viewer(request), training=training),
            done=_("It is cancelled. Everybody who had signed up is told."),
        )
        return back(training)
    told = [row for row in (*queries.coming(training), *queries.waiting(training)) if row.state in _TOLD]
    context = {"programme": training.programme, "training": training, "told": len(told)}
    return render(request, "trainings/cancel.html", context)


_TOLD = (SignUpState.PLACED, SignUpState.WAITING)


@managing
def discard(request: HttpRequest, training: Training) -> HttpResponseBase:
    """Asks before a draft is thrown away."""
    if request.method == "POST":
        done = perform(
            request,
            lambda: actions.discard_training(actor=viewer(request), training=training),
            done=_("The draft is thrown away."),
        )
        return redirect("trainings:index", slug=training.programme.slug) if done else back(training)
    if training.state != TrainingState.DRAFT:
        return back(training)
    return render(request, "trainings/discard.html", {"programme": training.programme, "training": training})
