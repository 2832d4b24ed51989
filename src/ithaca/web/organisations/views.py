from typing import TypeAlias
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ithaca.access.permissions import Permission
from ithaca.access.rules import Denied, allowed
from ithaca.accounts.models import Person
from ithaca.accounts.queries import proven_addresses
from ithaca.accounts.who import viewer
from ithaca.design.views import own_route, perform, route
from ithaca.kernel.ids import new_id
from ithaca.organisations import actions, queries
from ithaca.organisations.forms import (
    AdministratorForm,
    ConflictForm,
    IdentityForm,
    OrganisationForm,
    PositionForm,
)
from ithaca.organisations.models import Organisation
from ithaca.organisations.places import country_name, region_name, regions
from ithaca.organisations.policies import roles_above, roles_in_organisation
from ithaca.programmes import queries as programmes
from ithaca.programmes.policies import organisations_for_new_programmes, roles_for_new_programmes
from ithaca.web.organisations import resolvers
from ithaca.web.organisations.people import lines_of, people_of

PER_PAGE = 50
Member: TypeAlias = tuple[Organisation, Person]


@own_route(Permission.USE_OWN_ACCOUNT)
def index(request: HttpRequest) -> HttpResponseBase:
    """Those that one administers or coordinates something for."""
    person = viewer(request)
    mine = {
        row.pk: row for row in [*queries.organisations_of(person), *organisations_for_new_programmes(person)]
    }
    may_found = allowed(roles_above(person), Permission.CREATE_ORGANISATION)
    context = {
        "organisations": sorted(mine.values(), key=lambda row: row.name),
        "may_found": may_found,
        "letters": queries.letters_to(proven_addresses(person)),
    }
    return render(request, "web/organisations/index.html", context)


@route(Permission.CREATE_ORGANISATION, resolvers.founding)
def new(request: HttpRequest, _founding: None) -> HttpResponseBase:
    form = OrganisationForm(request.POST or None, initial={"id": new_id()})
    if request.method == "POST" and form.is_valid():
        made = perform(
            request,
            lambda: actions.create_organisation(actor=viewer(request), **form.cleaned_data),
            done=_("The organisation is founded. Next comes its first programme."),
            form=form,
        )
        if made is not None:
            return redirect("organisations:page", slug=made.slug)
    return render(request, "web/organisations/new.html", {"form": form})


@route(Permission.SEE_ORGANISATION, resolvers.organisation)
def page(request: HttpRequest, organisation: Organisation) -> HttpResponseBase:
    return _page(request, organisation, AdministratorForm())


def _page(request: HttpRequest, organisation: Organisation, form: BaseForm) -> HttpResponseBase:
    context = _context(request, organisation) | {
        "form": form,
        "place": region_name(organisation.region) or country_name(organisation.country),
        "administrators": queries.administrators(organisation),
        "letters": queries.letters_of(organisation),
        "programmes": programmes.programmes_of(organisation),
        "may_create": allowed(
            roles_for_new_programmes(viewer(request), organisation), Permission.CREATE_PROGRAMME
        ),
        "head_count": len(people_of(organisation)),
    }
    return render(request, "web/organisations/page.html", context)


@route(Permission.MANAGE_ORGANISATION, resolvers.organisation)
def settings(request: HttpRequest, organisation: Organisation) -> HttpResponseBase:
    """Name, country and region."""
    form = IdentityForm(request.POST or None, organisation=organisation)
    if request.method == "POST" and form.is_valid():
        identity = form.identity()
        if perform(
            request,
            lambda: actions.change_organisation(
                actor=viewer(request), organisation=organisation, identity=identity
            ),
            done=_("Saved."),
            form=form,
        ):
            moved = identity.country != organisation.country and regions(identity.country)
            return redirect(f"organisations:{'settings' if moved else 'page'}", slug=organisation.slug)
    context = {"organisation": organisation, "form": form}
    return render(request, "web/organisations/settings.html", context, status=422 if form.errors else 200)


def _context(request: HttpRequest, organisation: Organisation) -> dict[str, object]:
    roles = roles_in_organisation(viewer(request), organisation)
    return {"organisation": organisation, "may_manage": allowed(roles, Permission.MANAGE_ORGANISATION)}


@route(Permission.MANAGE_ORGANISATION, resolvers.organisation)
def add_administrator(request: HttpRequest, organisation: Organisation) -> HttpResponseBase:
    """Asks by mail: the answer here is the same whether or not the address has an account."""
    form = AdministratorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        done = _("%(email)s gets a mail, and administers the organisation once they have agreed.")
        if perform(
            request,
            lambda: (
                actions.invite_administrator(actor=viewer(request), organisation=organisation, email=email)
                or True
            ),
            done=done % {"email": email},
            form=form,
        ):
            return redirect("organisations:page", slug=organisation.slug)
    return _page(request, organisation, form)


@route(Permission.MANAGE_ORGANISATION, resolvers.organisation_and_letter)
@require_POST
def take_letter_back(request: HttpRequest, found: tuple[Organisation, UUID]) -> HttpResponseBase:
    organisation, letter_id = found
    perform(
        request,
        lambda: actions.take_letter_back(actor=viewer(request), organisation=organisation, id=letter_id),
        done=_("The invitation is taken back."),
    )
    return redirect("organisations:page", slug=organisation.slug)


@own_route(Permission.USE_OWN_ACCOUNT)
@require_POST
def answer_letter(request: HttpRequest, letter_id: UUID) -> HttpResponseBase:
    """Yes or no to administering an organisation."""
    accept = request.POST.get("answer") == "yes"
    try:
        joined = actions.answer_letter(actor=viewer(request), id=letter_id, accept=accept)
    except Denied:
        raise Http404
    if joined is None:
        messages.success(request, _("You have declined."))
        return redirect("organisations:index")
    messages.success(request, _("You now administer %(name)s.") % {"name": joined.name})
    return redirect("organisations:page", slug=joined.slug)


@route(Permission.MANAGE_ORGANISATION, resolvers.member)
def remove_administrator(request: HttpRequest, member: Member) -> HttpResponseBase:
    organisation, person = member
    if request.method == "POST":
        perform(
            request,
            lambda: actions.remove_administrator(
                actor=viewer(request), organisation=organisation, person=person
            ),
            done=_("%(name)s no longer administers the organisation.") % {"name": person.name},
        )
    if person == viewer(request) and not roles_in_organisation(person, organisation):
        return redirect("organisations:index")
    return redirect("organisations:page", slug=organisation.slug)


@route(Permission.MANAGE_ORGANISATION, resolvers.organisation)
def people(request: HttpRequest, organisation: Organisation) -> HttpResponseBase:
    """Reporting lines and declared conflicts."""
    return _people(request, organisation, ConflictForm(people=people_of(organisation)))


def _people(request: HttpRequest, organisation: Organisation, form: BaseForm) -> HttpResponseBase:
    lines = lines_of(organisation)
    context = _context(request, organisation) | {
        "page": Paginator(lines, PER_PAGE).get_page(request.GET.get("page")),
        "conflicts": queries.conflicts(organisation),
        "form": form,
    }
    return render(request, "web/organisations/people.html", context)


@route(Permission.MANAGE_ORGANISATION, resolvers.member)
def position(request: HttpRequest, member: Member) -> HttpResponseBase:
    """One person's manager and unit."""
    organisation, person = member
    lines = lines_of(organisation)
    now = next((line.position for line in lines if line.person == person), None)
    above = now.manager if now else None
    initial = {
        "manager": str((above.known_as or above).pk if above else ""),
        "unit": now.unit if now else "",
    }
    form = PositionForm(
        request.POST or None,
        people=[line.person for line in lines],
        person=person,
        now=now,
        initial=initial,
    )
    if request.method == "POST" and form.is_valid():
        saved = perform(
            request,
            lambda: actions.set_position(
                actor=viewer(request),
                organisation=organisation,
                person=person,
                manager=form.chosen_manager(),
                unit=form.cleaned_data["unit"],
            ),
            done=_("Saved. The directory takes it into account at once."),
            form=form,
        )
        if saved:
            return redirect("organisations:people", slug=organisation.slug)
    units = sorted({line.position.unit for line in lines if line.position and line.position.unit})
    context = _context(request, organisation) | {"person": person, "form": form, "units": units}
    return render(request, "web/organisations/position.html", context)


@route(Permission.MANAGE_ORGANISATION, resolvers.organisation)
def declare_conflict(request: HttpRequest, organisation: Organisation) -> HttpResponseBase:
    form = ConflictForm(request.POST or None, people=people_of(organisation))
    if request.method == "POST" and form.is_valid():
        one, other = form.pair()
        if perform(
            request,
            lambda: actions.declare_conflict(
                actor=viewer(request), organisation=organisation, person=one, other=other
            ),
            done=_("These two people will not be paired."),
            form=form,
        ):
            return redirect("organisations:people", slug=organisation.slug)
    return _people(request, organisation, form)


@route(Permission.MANAGE_ORGANISATION, resolvers.conflict)
def end_conflict(request: HttpRequest, found: tuple[Organisation, UUID]) -> HttpResponseBase:
    organisation, conflict_id = found
    if request.method == "POST":
        perform(
            request,
            lambda: actions.end_conflict(
                actor=viewer(request), organisation=organisation, conflict_id=conflict_id
            ),
            done=_("The conflict is taken back: these two people may be paired."),
        )
    return redirect("organisations:people", slug=organisation.slug)
