"""Which roles a person holds towards a programme, and whom the addresses of this app speak of."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet

from ithaca.access.permissions import COORDINATION, Permission
from ithaca.access.roles import Role
from ithaca.access.rules import Denied, allowed
from ithaca.access.rules import require as require_roles
from ithaca.accounts.models import Person
from ithaca.design.views import Scoped
from ithaca.organisations.models import Organisation
from ithaca.organisations.policies import roles_in_organisation
from ithaca.organisations.queries import organisations_of
from ithaca.programmes import queries
from ithaca.programmes.models import (
    Charter,
    Cohort,
    Coordinator,
    EligibilityQuestion,
    Invitation,
    OwnDuty,
    Participation,
    ParticipationRole,
    Programme,
)
from ithaca.programmes.states import INSIDE, ParticipationState, ProgrammeState

Row = TypeVar("Row", EligibilityQuestion, OwnDuty, Invitation, Cohort, Coordinator, Charter)

# Whoever asked for a place may see how the matter stands, also after a no; an excluded person sees nothing.
OUTSIDE = (
    ParticipationState.APPLIED,
    ParticipationState.WAITING,
    ParticipationState.REFUSED,
    ParticipationState.WITHDRAWN,
    ParticipationState.LEFT,
)


def roles_of_coordination(person: Person, programme: Programme) -> frozenset[Role]:
    """What somebody is to a programme without taking part: those of its organisation, and who coordinates it."""
    roles = roles_in_organisation(person, programme.organisation)
    coordinates = Coordinator.objects.filter(programme=programme, person=person).exists()
    return roles | {Role.COORDINATOR} if coordinates else roles


def roles_in_programme(person: Person, programme: Programme) -> frozenset[Role]:
    """The roles of a signed-in person towards one programme, those of its organisation included."""
    roles = {Role.SIGNED_IN, *roles_of_coordination(person, programme)}
    for role, state in Participation.objects.filter(programme=programme, person=person).values_list(
        "role", "state"
    ):
        if state in INSIDE:
            roles.add(Role(role))
        elif state in OUTSIDE:
            roles.add(Role.APPLICANT)
    return frozenset(roles)


def may_search(roles: Collection[Role], programme: Programme) -> bool:
    """Whether these roles see the people of the programme; once it has ended, only who coordinates it does."""
    if programme.state == ProgrammeState.ENDED:
        roles = COORDINATION & frozenset(roles)
    return allowed(roles, Permission.SEARCH_DIRECTORY)


def roles_towards(person: Person, participation: Participation) -> frozenset[Role]:
    """The roles towards one participation: SELF for whoever it is about."""
    own = {Role.SELF} if participation.person_id == person.pk else set()
    return roles_in_programme(person, participation.programme) | own


def roles_for_new_programmes(person: Person, organisation: Organisation) -> frozenset[Role]:
    """Towards an organisation: whoever coordinates one of its programmes may set up another."""
    roles = roles_in_organisation(person, organisation)
    coordinates = Coordinator.objects.filter(person=person, programme__organisation=organisation).exists()
    return roles | {Role.COORDINATOR} if coordinates else frozenset(roles)


def require(person: Person, programme: Programme, permission: Permission) -> None:
    require_roles(roles_in_programme(person, programme), permission)


def require_towards(person: Person, participation: Participation, permission: Permission) -> None:
    if participation.person_id == person.pk and allowed({Role.SELF}, permission):
        return  # as nearly always: nothing has to be looked up
    require_roles(roles_towards(person, participation), permission)


# --- Resolvers of addresses ---


def programme_by_slug(person: Person, slug: str) -> Scoped[Programme]:
    programme = Programme.objects.select_related("organisation").filter(slug=slug).first()
    if programme is None:
        raise Denied(slug)
    return Scoped(programme, roles_in_programme(person, programme))


def programme_by_code(person: Person, code: str) -> Scoped[Programme]:
    """A programme by its public link; as long as it is a draft only those who set it up find it."""
    programme = Programme.objects.select_related("organisation").filter(join_code=code).first()
    if programme is None:
        raise Denied(code)
    roles = roles_in_programme(person, programme)
    if programme.state == ProgrammeState.DRAFT:
        require_roles(roles, Permission.CONFIGURE_PROGRAMME)
    return Scoped(programme, roles | {Role.ANYONE})


def organisations_for_new_programmes(person: Person) -> list[Organisation]:
    """Where the person may set up a programme, by name."""
    coordinated = queries.organisations_coordinated_by(person)
    may = {row.pk: row for row in (*organisations_of(person), *coordinated)}
    return sorted(may.values(), key=lambda organisation: organisation.name)


def organisation_for_new_programme(person: Person, organisation: str) -> Scoped[Organisation]:
    found = next((o for o in organisations_for_new_programmes(person) if o.slug == organisation), None)
    if found is None:
        raise Denied(organisation)
    return Scoped(found, roles_for_new_programmes(person, found))


def participation_by_id(person: Person, participation_id: UUID) -> Scoped[Participation]:
    rows = Participation.objects.select_related("programme__organisation", "person", "charter")
    participation = rows.filter(pk=participation_id).first()
    if participation is None:
        raise Denied(str(participation_id))
    return Scoped(participation, roles_towards(person, participation))


def own_participation(person: Person, slug: str, role: str) -> Scoped[Participation]:
    rows = Participation.objects.select_related("programme__organisation", "person", "charter")
    participation = rows.filter(programme__slug=slug, person=person, role=role).first()
    if participation is None:
        raise Denied(slug)
    return Scoped(participation, roles_towards(person, participation))


def participation_in_programme(person: Person, slug: str, participation_id: UUID) -> Scoped[Participation]:
    scoped = participation_by_id(person, participation_id)
    if scoped.subject.programme.slug != slug:
        raise Denied(slug)
    return scoped


def _in_programme(rows: QuerySet[Row], person: Person, slug: str, **which: object) -> Scoped[Row]:
    """What stands in a programme, for the roles that the person has there."""
    found = rows.select_related("programme__organisation").filter(programme__slug=slug, **which).first()
    if found is None:
        raise Denied(slug)
    return Scoped(found, roles_in_programme(person, found.programme))


def question_in_programme(person: Person, slug: str, question_id: UUID) -> Scoped[EligibilityQuestion]:
    return _in_programme(EligibilityQuestion.objects.all(), person, slug, pk=question_id)


def duty_in_programme(person: Person, slug: str, duty_id: UUID) -> Scoped[OwnDuty]:
    return _in_programme(OwnDuty.objects.all(), person, slug, pk=duty_id)


def invitation_in_programme(person: Person, slug: str, invitation_id: UUID) -> Scoped[Invitation]:
    return _in_programme(Invitation.objects.all(), person, slug, pk=invitation_id)


def cohort_in_programme(person: Person, slug: str, cohort_id: UUID) -> Scoped[Cohort]:
    return _in_programme(Cohort.objects.all(), person, slug, pk=cohort_id)


def coordinator_in_programme(person: Person, slug: str, person_id: UUID) -> Scoped[Coordinator]:
    return _in_programme(Coordinator.objects.select_related("person"), person, slug, person_id=person_id)


def charter_version(person: Person, slug: str, number: int) -> Scoped[Charter]:
    return _in_programme(Charter.objects.all(), person, slug, number=number)


@dataclass(frozen=True)
class Application:
    """What the address of an application speaks of, before there is one."""

    programme: Programme
    role: str


def application(person: Person, code: str, role: str) -> Scoped[Application]:
    scoped = programme_by_code(person, code)
    if role not in ParticipationRole.values or scoped.subject.state == ProgrammeState.DRAFT:
        raise Denied(code)
    return Scoped(Application(scoped.subject, role), scoped.roles)
