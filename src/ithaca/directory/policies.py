"""Who stands how towards requests and profiles, and what the addresses of this app speak of."""

from uuid import UUID

from django.db.models import QuerySet

from ithaca.access.permissions import COORDINATION, Permission
from ithaca.access.roles import Role
from ithaca.access.rules import Denied
from ithaca.access.rules import require as require_roles
from ithaca.accounts.models import Person
from ithaca.design.views import Scoped
from ithaca.directory.entries import LISTED
from ithaca.directory.models import Profile, Request
from ithaca.directory.queries import in_touch
from ithaca.organisations.queries import not_independent_of
from ithaca.programmes.models import Participation, Programme
from ithaca.programmes.policies import may_search, programme_by_slug, roles_in_programme
from ithaca.programmes.queries import everybody, participation_in


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
    found = participation_in(person, programme, "mentee")
    if found is None:
        raise Denied(Permission.SEND_REQUEST.value)
    return found


def request_by_id(person: Person, request_id: UUID) -> Scoped[Request]:
    rows = Request.objects.select_related(
        "programme__organisation", "mentor__person", "mentee__person", "room"
    )
    found = rows.filter(pk=request_id).first()
    if found is None:
        raise Denied(str(request_id))
    return Scoped(found, roles_in_request(person, found))


def directory_of(person: Person, slug: str) -> Scoped[Programme]:
    """A programme whose people somebody may search among."""
    scoped = programme_by_slug(person, slug)
    if not may_search(scoped.roles, scoped.subject):
        raise Denied(slug)
    return scoped


def mentor_by_id(person: Person, participation_id: UUID) -> Scoped[Participation]:
    """A mentor whom the person may see: published, independent of them; whoever is not is not there at all."""
    return _visible(person, _published().filter(pk=participation_id, role="mentor").first())


def person_in_directory(person: Person, slug: str, participation_id: UUID) -> Scoped[Participation]:
    """Somebody with a published profile: a mentor as above, a mentee for those whom they turned to."""
    return _visible(person, _published().filter(pk=participation_id, programme__slug=slug).first())


def portrait_in_directory(person: Person, slug: str, participation_id: UUID) -> Scoped[Profile]:
    """The portrait of somebody whose profile the person may see."""
    scoped = person_in_directory(person, slug, participation_id)
    profile = Profile.objects.filter(participation=scoped.subject).exclude(photo="").first()
    if profile is None:
        raise Denied(slug)
    return Scoped(profile, scoped.roles)


def _published() -> QuerySet[Participation]:
    return everybody().filter(profile__published_at__isnull=False)


def _visible(person: Person, found: Participation | None) -> Scoped[Participation]:
    if found is None:
        raise Denied(Permission.SEARCH_DIRECTORY.value)
    roles = roles_in_programme(person, found.programme)
    sees_all = not roles.isdisjoint(COORDINATION) or found.person_id == person.pk
    if not (sees_all or _is_open_to(person, found, listed=may_search(roles, found.programme))):
        raise Denied(str(found.pk))
    return Scoped(found, roles)


def _is_open_to(person: Person, found: Participation, *, listed: bool) -> bool:
    """Whether the search shows them to the person, or the two are or were in touch."""
    if listed and found.role == "mentor" and found.state in LISTED and found.person.is_active:
        return found.person_id not in not_independent_of(
            person.pk, same_unit=found.programme.same_unit_excluded
        )
    return found.inside and in_touch(person, found)
