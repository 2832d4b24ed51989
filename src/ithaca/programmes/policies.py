"""Which roles a person holds towards a programme, and whom the addresses of this app speak of."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from ithaca.access.permissions import COORDINATION, Permission
from ithaca.access.roles import Role
from ithaca.access.rules import Denied, allowed
from ithaca.access.rules import require as require_roles
from ithaca.accounts.models import Person
from ithaca.design.views import Scoped
from ithaca.organisations.models import Organisation
from ithaca.organisations.policies import organisations_with_roles, roles_in_organisation
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

# Whoever asked for a place may see how the matter stands, also after a no; an excluded person sees nothing.
OUTSIDE = (
    ParticipationState.APPLIED,
    ParticipationState.WAITING,
    ParticipationState.REFUSED,
    ParticipationState.WITHDRAWN,
    ParticipationState.LEFT,
)


def roles_in_programme(person: Person, programme: Programme) -> frozenset[Role]:
    """The roles of a signed-in person towards one programme, those of its organisation included."""
    roles = {Role.SIGNED_IN, *roles_in_organisation(person, programme.organisation)}
    if Coordinator.objects.filter(programme=programme, person=person).exists():
        roles.add(Role.COORDINATOR)
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
    near = [*organisations_with_roles(person), *((o, frozenset({Role.COORDINATOR})) for o in coordinated)]
    may = {o.pk: o for o, roles in near if allowed(roles, Permission.CREATE_PROGRAMME)}
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


def question_in_programme(person: Person, slug: str, question_id: UUID) -> Scoped[EligibilityQuestion]:
    rows = EligibilityQuestion.objects.select_related("programme__organisation")
    question = rows.filter(pk=question_id, programme__slug=slug).first()
    if question is None:
        raise Denied(slug)
    return Scoped(question, roles_in_programme(person, question.programme))


def duty_in_programme(person: Person, slug: str, duty_id: UUID) -> Scoped[OwnDuty]:
    rows = OwnDuty.objects.select_related("programme__organisation")
    duty = rows.filter(pk=duty_id, programme__slug=slug).first()
    if duty is None:
        raise Denied(slug)
    return Scoped(duty, roles_in_programme(person, duty.programme))


def invitation_in_programme(person: Person, slug: str, invitation_id: UUID) -> Scoped[Invitation]:
    rows = Invitation.objects.select_related("programme__organisation")
    invitation = rows.filter(pk=invitation_id, programme__slug=slug).first()
    if invitation is None:
        raise Denied(slug)
    return Scoped(invitation, roles_in_programme(person, invitation.programme))


def cohort_in_programme(person: Person, slug: str, cohort_id: UUID) -> Scoped[Cohort]:
    rows = Cohort.objects.select_related("programme__organisation")
    cohort = rows.filter(pk=cohort_id, programme__slug=slug).first()
    if cohort is None:
        raise Denied(slug)
    return Scoped(cohort, roles_in_programme(person, cohort.programme))


def coordinator_in_programme(person: Person, slug: str, person_id: UUID) -> Scoped[Coordinator]:
    rows = Coordinator.objects.select_related("programme__organisation", "person")
    coordinator = rows.filter(programme__slug=slug, person=person_id).first()
    if coordinator is None:
        raise Denied(slug)
    return Scoped(coordinator, roles_in_programme(person, coordinator.programme))


def charter_version(person: Person, slug: str, number: int) -> Scoped[Charter]:
    rows = Charter.objects.select_related("programme__organisation")
    charter = rows.filter(programme__slug=slug, number=number).first()
    if charter is None:
        raise Denied(slug)
    return Scoped(charter, roles_in_programme(person, charter.programme))


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
