"""Who stands how towards requests and profiles, and what the addresses of this app speak of."""

from uuid import UUID

from ithaca.access.permissions import Permission
from ithaca.access.roles import Role
from ithaca.access.rules import Denied
from ithaca.access.rules import require as require_roles
from ithaca.accounts.models import Person
from ithaca.design.views import Scoped
from ithaca.directory.models import Profile, Request
from ithaca.organisations.queries import not_independent_of
from ithaca.programmes.models import Participation, Programme
from ithaca.programmes.policies import participation_in_programme, roles_in_programme


def roles_in_request(person: Person, request: Request) -> frozenset[Role]:
    roles = {Role.SIGNED_IN}
    if person.pk == request.mentor.person_id:
        roles.add(Role.MENTOR)
    if person.pk == request.mentee.person_id:
        roles.add(Role.MENTEE)
    return frozenset(roles)


def require(person: Person, request: Request, permission: Permission) -> None:
    require_roles(roles_in_request(person, request), permission)


def require_mentee(person: Person, programme: Programme) -> Participation:
    """The person's participation as mentee; Denied where there is none."""
    require_roles(roles_in_programme(person, programme), Permission.SEND_REQUEST)
    found = Participation.objects.filter(person=person, programme=programme, role="mentee").first()
    if found is None:
        raise Denied(Permission.SEND_REQUEST.value)
    return found


def request_by_id(person: Person, request_id: UUID) -> Scoped[Request]:
    rows = Request.objects.select_related("programme__organisation", "mentor__person", "mentee__person", "room")
    found = rows.filter(pk=request_id).first()
    if found is None:
        raise Denied(str(request_id))
    return Scoped(found, roles_in_request(person, found))


def mentor_by_id(person: Person, participation_id: UUID) -> Scoped[Participation]:
    """A mentor whom the person may see: published, independent of them; whoever is not is not there at all."""
    rows = Participation.objects.select_related("programme__organisation", "person")
    mentor = rows.filter(pk=participation_id, role="mentor", profile__published_at__isnull=False).first()
    if mentor is None:
        raise Denied(str(participation_id))
    roles = roles_in_programme(person, mentor.programme)
    coordinates = {Role.COORDINATOR, Role.ORGANISATION_ADMINISTRATOR} & roles
    if not coordinates and mentor.person_id != person.pk:
        if not mentor.inside or mentor.person_id in not_independent_of(
            person.pk, same_unit=mentor.programme.same_unit_excluded
        ):
            raise Denied(str(participation_id))
    return Scoped(mentor, roles)


def mentor_in_programme(person: Person, slug: str, participation_id: UUID) -> Scoped[Participation]:
    scoped = mentor_by_id(person, participation_id)
    if scoped.subject.programme.slug != slug:
        raise Denied(slug)
    return scoped


def photo_in_programme(person: Person, slug: str, participation_id: UUID) -> Scoped[Profile]:
    """A portrait, for the people of the programme."""
    participation = participation_in_programme(person, slug, participation_id)
    profile = Profile.objects.filter(participation=participation.subject).exclude(photo="").first()
    if profile is None:
        raise Denied(slug)
    return Scoped(profile, participation.roles)


def new_request_to(person: Person, mentor: UUID) -> Scoped[Participation]:
    return mentor_by_id(person, mentor)
