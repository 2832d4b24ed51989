"""Which roles a person holds towards a room. No role outside the room is ever looked at."""

from uuid import UUID

from ithaca.access import rules
from ithaca.access.permissions import Permission
from ithaca.access.roles import Role
from ithaca.accounts.models import Person
from ithaca.vault.models import FrozenCopy, RoomMember

OWN = frozenset({Role.SIGNED_IN, Role.SELF})


def roles_in_room(person: Person, room_id: UUID) -> frozenset[Role]:
    """The roles of somebody who is in the room now."""
    rows = RoomMember.objects.filter(room_id=room_id, person=person, left_at=None)
    return OWN | {Role.ROOM_MEMBER} if rows.filter(room__destroyed_at=None).exists() else OWN


def roles_towards_copy(person: Person, copy: FrozenCopy) -> frozenset[Role]:
    """Owner and reader; nobody else knows that there is a copy."""
    roles = {Role.SIGNED_IN}
    if copy.owner_id == person.pk:
        roles.add(Role.SELF)
    if copy.reader_id == person.pk:
        roles.add(Role.COPY_READER)
    return frozenset(roles)


def require_own(person: Person) -> None:
    rules.require(OWN if person.is_active else (), Permission.USE_OWN_VAULT)


def require_member(person: Person, room_id: UUID) -> None:
    rules.require(roles_in_room(person, room_id), Permission.OPEN_ROOM)
