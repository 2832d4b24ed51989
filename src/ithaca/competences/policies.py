"""Which roles a person holds towards frameworks, portfolios and consents, and the subjects of addresses."""

from uuid import UUID

from ithaca.access.permissions import Permission
from ithaca.access.roles import Role
from ithaca.access.rules import Denied
from ithaca.access.rules import require as require_roles
from ithaca.accounts.models import Person
from ithaca.competences import queries
from ithaca.competences.models import FrameworkVersion, Item, Portfolio
from ithaca.competences.states import ConsentState, VersionState
from ithaca.design.views import Scoped
from ithaca.mentorships.policies import roles_in_mentorship
from ithaca.organisations.models import Organisation
from ithaca.organisations.queries import organisation_by_slug
from ithaca.programmes.policies import roles_for_new_programmes

OWN = frozenset({Role.SIGNED_IN, Role.SELF})


def roles_in_organisation(person: Person, organisation: Organisation) -> frozenset[Role]:
    """Administrators, whoever coordinates one of its programmes, and its mentors."""
    roles = {Role.SIGNED_IN, *roles_for_new_programmes(person, organisation)}
    if organisation in queries.organisations_mentored_in(person):
        roles.add(Role.MENTOR)
    return frozenset(roles)


def roles_towards(person: Person, version: FrameworkVersion) -> frozenset[Role]:
    """A draft is seen by those who write it; a mentor goes on seeing what their portfolio stands on."""
    roles = roles_in_organisation(person, version.organisation)
    if version.state == VersionState.DRAFT:
        return roles - {Role.MENTOR}
    if Role.MENTOR not in roles and Portfolio.objects.filter(person=person, version=version).exists():
        return roles | {Role.MENTOR}
    return roles


def roles_in_portfolio(person: Person, portfolio: Portfolio) -> frozenset[Role]:
    """Its owner's alone."""
    return OWN if portfolio.person_id == person.pk else frozenset({Role.SIGNED_IN})


def require_in_organisation(person: Person, organisation: Organisation, permission: Permission) -> None:
    require_roles(roles_in_organisation(person, organisation), permission)


def require_towards(person: Person, version: FrameworkVersion, permission: Permission) -> None:
    require_roles(roles_towards(person, version), permission)


def require_owner(person: Person, portfolio: Portfolio) -> None:
    require_roles(roles_in_portfolio(person, portfolio), Permission.KEEP_PORTFOLIO)


def require_asked(person: Person, item: Item) -> None:
    """The mentee of whom an item speaks."""
    if item.mentorship is None or item.consent == ConsentState.NOT_NEEDED:
        raise Denied(str(item.pk))
    require_roles(roles_in_mentorship(person, item.mentorship), Permission.CONSENT_TO_EVIDENCE)


# --- Resolvers of addresses ---


def organisation(person: Person, slug: str) -> Scoped[Organisation]:
    found = organisation_by_slug(slug)
    if found is None:
        raise Denied(slug)
    return Scoped(found, roles_in_organisation(person, found))


def version(person: Person, version_id: UUID) -> Scoped[FrameworkVersion]:
    found = FrameworkVersion.objects.select_related("organisation").filter(pk=version_id).first()
    if found is None:
        raise Denied(str(version_id))
    return Scoped(found, roles_towards(person, found))


def version_as(person: Person, version_id: UUID, form: str) -> Scoped[tuple[FrameworkVersion, str]]:
    """A version and the form in which it is asked for."""
    scoped = version(person, version_id)
    return Scoped((scoped.subject, form), scoped.roles)


def draft(person: Person, draft_id: UUID) -> Scoped[FrameworkVersion]:
    """A version that is being written, or was until just now: its pages tell whoever is late."""
    return version(person, draft_id)


def part_of_draft(person: Person, draft_id: UUID, **part: str) -> Scoped[tuple[FrameworkVersion, str]]:
    """A level, a competence or an area of a draft."""
    scoped = draft(person, draft_id)
    (slug,) = part.values()
    return Scoped((scoped.subject, slug), scoped.roles)


def portfolio(person: Person, portfolio_id: UUID) -> Scoped[Portfolio]:
    rows = Portfolio.objects.select_related("person", "version__organisation")
    found = rows.filter(pk=portfolio_id).first()
    if found is None:
        raise Denied(str(portfolio_id))
    return Scoped(found, roles_in_portfolio(person, found))


def portfolio_and_ability(person: Person, portfolio_id: UUID, ability: str) -> Scoped[tuple[Portfolio, str]]:
    scoped = portfolio(person, portfolio_id)
    return Scoped((scoped.subject, ability), scoped.roles)


def item(person: Person, item_id: UUID) -> Scoped[Item]:
    """Of its owner's portfolio."""
    found = _item(item_id)
    return Scoped(found, roles_in_portfolio(person, found.portfolio))


def asked_item(person: Person, item_id: UUID) -> Scoped[Item]:
    """For the mentee of whom it speaks."""
    found = _item(item_id)
    if found.mentorship is None or found.consent == ConsentState.NOT_NEEDED:
        raise Denied(str(item_id))
    return Scoped(found, roles_in_mentorship(person, found.mentorship))


def _item(item_id: UUID) -> Item:
    rows = Item.objects.select_related(
        "portfolio__person",
        "portfolio__version__organisation",
        "mentorship__programme__organisation",
        "mentorship__mentor__person",
        "mentorship__mentee__person",
    )
    found = rows.filter(pk=item_id).first()
    if found is None:
        raise Denied(str(item_id))
    return found
