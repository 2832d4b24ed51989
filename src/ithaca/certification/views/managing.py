"""What an organisation arranges: schemes, panels, applications, assessors; and who is certified."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ithaca.access.permissions import Permission
from ithaca.access.rules import allowed
from ithaca.accounts.who import viewer
from ithaca.certification import actions, figures, policies, queries
from ithaca.certification.forms import (
    SCHEME_FIELDS,
    AssessorsForm,
    NewSchemeForm,
    PanelForm,
    ReasonsForm,
    SchemeForm,
)
from ithaca.certification.models import File, Scheme
from ithaca.certification.states import RUNNING, SCHEME
from ithaca.certification.views.candidate import frame, language_of
from ithaca.competences import queries as competences
from ithaca.competences.states import VersionState
from ithaca.design.views import perform, route, submitted
from ithaca.kernel.ids import new_id
from ithaca.organisations.models import Organisation
from ithaca.programmes.queries import programmes_of
from ithaca.programmes.texts import localised

of_organisation = route(Permission.MANAGE_CERTIFICATION, policies.organisation)
of_scheme = route(Permission.MANAGE_CERTIFICATION, policies.scheme)
of_file = route(Permission.MANAGE_CERTIFICATION, policies.file)
PER_PAGE = 50


@of_organisation
def overview(request: HttpRequest, organisation: Organisation) -> HttpResponseBase:
    """Schemes, files under way, who is certified and whose certificate ends soon."""
    language = language_of()
    programmes = list(programmes_of(organisation))
    chosen = next((row for row in programmes if row.slug == request.GET.get("programme")), None)
    certified = figures.certified_in(organisation, chosen)
    running = queries.files_in(organisation).filter(state__in=RUNNING).exclude(person=viewer(request))
    page = Paginator(running, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "organisation": organisation,
        "schemes": [
            (row, queries.framework_of(row).text(language)) for row in queries.schemes_of(organisation)
        ],
        "page": page,
        "running": [(row, frame(row)["level"]) for row in page],
        "certified": [(row, frame(row)["level"]) for row in certified],
        "levels": figures.by_level(certified, language),
        "programmes": [(row, localised(row.name, language)) for row in programmes],
        "chosen": chosen,
        "expiring": {row.pk for row in queries.expiring_in(organisation)},
    }
    return render(request, "certification/overview.html", context)


@of_organisation
def new_scheme(request: HttpRequest, organisation: Organisation) -> HttpResponseBase:
    taken = {row.version_id for row in queries.schemes_of(organisation)}
    versions = [
        (row, competences.framework(row).text(language_of()).title)
        for row in competences.versions_of(organisation)
        if row.state == VersionState.PUBLISHED and row.pk not in taken
    ]
    form = NewSchemeForm(request.POST or None, versions=versions, initial={"id": new_id()})
    made = submitted(
        request,
        form,
        lambda: actions.make_scheme(
            actor=viewer(request),
            version=form.versions[form.cleaned_data["version"]],
            id=UUID(str(form.cleaned_data["id"])),
            content=form.content(),
        ),
    )
    if made is not None:
        return redirect("certification:scheme", made.pk)
    context = {"organisation": organisation, "form": form, "versions": versions}
    return render(request, "certification/new_scheme.html", context, status=422 if form.errors else 200)


@of_scheme
def scheme(request: HttpRequest, row: Scheme) -> HttpResponseBase:
    """Settings and panel of a scheme."""
    form = SchemeForm(request.POST or None, initial={name: getattr(row, name) for name in SCHEME_FIELDS})
    saved = submitted(
        request,
        form,
        lambda: actions.change_scheme(actor=viewer(request), scheme=row, content=form.content()),
        done=_("Saved."),
    )
    if saved is not None:
        return redirect("certification:scheme", row.pk)
    return _scheme_page(request, row, form, PanelForm())


def _scheme_page(request: HttpRequest, row: Scheme, form: SchemeForm, panel: PanelForm) -> HttpResponseBase:
    context = {
        "scheme": row,
        "organisation": row.organisation,
        "words": queries.framework_of(row).text(language_of()),
        "form": form,
        "panel_form": panel,
        "panel": queries.panel_of(row),
        "can_open": SCHEME.allows("open", row.state),
        "needs": figures.needs_of(row) if SCHEME.allows("open", row.state) else {},
        "makes_keys": allowed(policies.roles_towards(viewer(request), row), Permission.MANAGE_ISSUER_KEYS),
        "can_close": SCHEME.allows("close", row.state),
    }
    status = 422 if form.errors or panel.errors else 200
    return render(request, "certification/scheme.html", context, status=status)


@of_scheme
@require_POST
def panel(request: HttpRequest, row: Scheme) -> HttpResponseBase:
    """Names somebody, or lets somebody go."""
    drop = request.POST.get("drop", "")
    member = next((each for each in queries.panel_of(row) if str(each.person_id) == drop), None)
    if member is not None:
        perform(
            request,
            lambda: actions.drop_from_panel(actor=viewer(request), scheme=row, person=member.person),
            done=_("Done."),
        )
        return redirect("certification:scheme", row.pk)
    form = PanelForm(request.POST)
    if form.is_valid():
        email = form.cleaned_data["email"]
        saved = perform(
            request,
            lambda: actions.name_to_panel(actor=viewer(request), scheme=row, email=email, trust=form.trust()),
            done=_("Done."),
            form=form,
        )
        if saved:
            return redirect("certification:scheme", row.pk)
    settings = SchemeForm(initial={name: getattr(row, name) for name in SCHEME_FIELDS})
    return _scheme_page(request, row, settings, form)


@of_scheme
@require_POST
def move(request: HttpRequest, row: Scheme) -> HttpResponseBase:
    act = actions.close_scheme if request.POST.get("verb") == "close" else actions.open_scheme
    perform(request, lambda: act(actor=viewer(request), scheme=row), done=_("Done."))
    return redirect("certification:scheme", row.pk)


@of_file
def application(request: HttpRequest, row: File) -> HttpResponseBase:
    """What the level asks for beforehand, and the answer."""
    form = ReasonsForm(request.POST if "refuse" in request.POST else None)
    done = None
    if "confirm" in request.POST:
        done = perform(
            request,
            lambda: actions.confirm_application(actor=viewer(request), file=row),
            done=_("Confirmed. The candidate can hand the portfolio in."),
        )
    elif request.method == "POST" and form.is_valid():
        done = perform(
            request,
            lambda: actions.turn_down_application(
                actor=viewer(request), file=row, reasons=form.cleaned_data["reasons"]
            ),
            done=_("Turned down. The candidate reads your reasons."),
            form=form,
        )
    if done is not None:
        return redirect("certification:file", row.pk)
    context = frame(row) | {"form": form, "lacking": queries.lacking_to_apply(row)}
    return render(request, "certification/application.html", context, status=422 if form.errors else 200)


@of_file
def assessors(request: HttpRequest, row: File) -> HttpResponseBase:
    """Who can assess, who can't and why; then the naming."""
    panel, named = queries.could_assess(row), queries.parts_of(row)
    wanted = max(row.scheme.assessors - len(named), 0)
    form = AssessorsForm(request.POST or None, panel=panel, wanted=wanted)
    saved = submitted(
        request,
        form,
        lambda: actions.name_assessors(actor=viewer(request), file=row, people=form.chosen()),
        done=_("Named. They are told."),
    )
    if saved is not None:
        return redirect("certification:file", row.pk)
    context = frame(row) | {
        "form": form,
        "against": [(member, against[0]) for member, against in panel if against],
        "named": named,
        "wanted": wanted,
    }
    return render(request, "certification/assessors.html", context, status=422 if form.errors else 200)
