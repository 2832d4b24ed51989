"""A network's studies: written, opened, published from."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ithaca.access.permissions import Permission
from ithaca.accounts.who import viewer
from ithaca.design.views import perform, route, stale_page
from ithaca.editions.document import digest
from ithaca.editions.entered import too_late
from ithaca.editions.forms import offered
from ithaca.editions.seen import Seen
from ithaca.kernel.ids import new_id
from ithaca.networks.models import Network
from ithaca.networks.tabs import tabs
from ithaca.research import actions, making, policies, presentation, queries, seen
from ithaca.research.forms import PeriodForm, StudyForm
from ithaca.research.models import Release, Study
from ithaca.research.states import STUDY, StudyState

managing = route(Permission.MANAGE_RESEARCH, policies.study)


@route(Permission.MANAGE_RESEARCH, policies.network)
def index(request: HttpRequest, network: Network) -> HttpResponseBase:
    context = {
        "network": network,
        "tabs": tabs(network, "research:index"),
        "studies": queries.studies_of(network),
    }
    return render(request, "research/index.html", context)


@route(Permission.MANAGE_RESEARCH, policies.network)
def new(request: HttpRequest, network: Network) -> HttpResponseBase:
    contact = {"id": new_id(), "contact": viewer(request).email}
    form = StudyForm(request.POST or None, network=network, initial=contact)
    if request.method == "POST" and form.is_valid():
        id = form.cleaned_data["id"] or new_id()
        made = perform(
            request,
            lambda: actions.draft_study(
                actor=viewer(request), network=network, id=id, content=form.content()
            ),
            done=_("The study is drafted. Read it once more, then open it to your members."),
            form=form,
        )
        if made is not None:
            return redirect("research:study", network.slug, made.pk)
    context = {"network": network, "form": form}
    return render(request, "research/write.html", context, status=422 if form.errors else 200)


@managing
def study(request: HttpRequest, study: Study) -> HttpResponseBase:
    """Where the study stands: who agrees, as counts, and what was published."""
    context = {
        "network": study.network,
        "study": study,
        "made_from": digest(seen.study(study)),
        "described": presentation.variables(study),
        "organisations": queries.agreeing(study),
        "programmes": queries.parts_of(study).count(),
        "people": making.in_steps(queries.consenting(study)),
        "step": making.STEP,
        "releases": queries.releases_with(study),
    }
    return render(request, "research/study.html", context)


@managing
def edit(request: HttpRequest, study: Study) -> HttpResponseBase:
    home = reverse("research:study", args=[study.network.slug, study.pk])
    if study.state != StudyState.DRAFT:
        words = {"title": _("Title"), "purpose": _("What it is for")}
        if request.method == "POST":
            return too_late(request, why=stale_page(), back=home, fields=words)
        return redirect(home)
    form = offered(partial(StudyForm, network=study.network, study=study), request.POST or None)
    if form.repeated:
        return redirect(home)
    if request.method == "POST" and form.is_valid():
        saved = perform(
            request,
            lambda: actions.change_study(
                actor=viewer(request), study=study, content=form.content(), seen=form.seen
            ),
            done=_("Saved."),
            form=form,
        )
        if saved:
            return redirect(home)
    context = {"network": study.network, "study": study, "form": form}
    status = 409 if form.late else 422 if form.errors else 200
    return render(request, "research/write.html", context, status=status)


@managing
@require_POST
def open_to_members(request: HttpRequest, study: Study) -> HttpResponseBase:
    shown = Seen(request.POST.get("seen", ""), seen.study)
    perform(
        request,
        lambda: actions.open_study(actor=viewer(request), study=study, seen=shown),
        done=_("The study is open: the administrators of your members are told."),
    )
    return redirect("research:study", study.network.slug, study.pk)


@managing
def close(request: HttpRequest, study: Study) -> HttpResponseBase:
    """Asks once more: a closed study is never opened again."""
    if request.method == "POST":
        perform(
            request,
            lambda: actions.close_study(actor=viewer(request), study=study),
            done=_("The study is closed. What was published stays."),
        )
    if request.method == "POST" or not STUDY.allows("close", study.state):
        return redirect("research:study", study.network.slug, study.pk)
    return render(request, "research/close.html", {"network": study.network, "study": study})


@managing
def publish(request: HttpRequest, study: Study) -> HttpResponseBase:
    """What would go out of a period; published when the button says so."""
    if study.state != StudyState.OPEN:
        return redirect("research:study", study.network.slug, study.pk)
    asked = request.POST if request.method == "POST" else request.GET
    form = PeriodForm(asked if "until" in asked else None, initial={"id": new_id()})
    if request.method == "POST" and form.is_valid():
        id, period = form.cleaned_data["id"] or new_id(), form.period()
        made = perform(
            request,
            lambda: actions.publish(actor=viewer(request), study=study, id=id, period=period),
            done=_("The edition is published. It never changes."),
            form=form,
        )
        if made is not None:
            return redirect("research:release", made.pk)
    shown = presentation.preview(study, form.period()) if form.is_bound and form.is_valid() else None
    context = {"network": study.network, "study": study, "form": form, "preview": shown, "new_id": new_id()}
    return render(request, "research/publish.html", context, status=422 if form.errors else 200)


@route(Permission.MANAGE_RESEARCH, policies.release)
@require_POST
def again(request: HttpRequest, release: Release) -> HttpResponseBase:
    """Makes an edition once more from the journal, and says whether it is the same to the byte."""
    found = making.made(release)
    if found.sha256 == release.sha256:
        messages.success(request, _("Made again from the journal: the same to the byte."))
    elif found.table_sha256 == release.table_sha256:
        messages.success(
            request,
            _(
                "Made again from the journal: the table is the same to the byte; words around it are others in this version of Ithaca."
            ),
        )
    else:
        messages.error(request, _("Made again from the journal, the table is another one."))
    return redirect("research:study", release.study.network.slug, release.study_id)
