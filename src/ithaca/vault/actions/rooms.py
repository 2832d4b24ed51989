import uuid
from collections.abc import Collection

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.journal import actions as journal
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.vault import policies, queries, rules
from ithaca.vault.actions.attachments import forget_attachments
from ithaca.vault.actions.checks import malformed, require_sealed
from ithaca.vault.actions.contents import add_revision
from ithaca.vault.actions.copies import withdraw_copies
from ithaca.vault.events import EpochBegun, RoomCreated, RoomDestroyed, RoomGrantedAgain, RoomLeft
from ithaca.vault.models import (
    ContentObject,
    Draft,
    Epoch,
    Grant,
    KeyCard,
    Keyring,
    Revision,
    Room,
    RoomMember,
)
from ithaca.vault.sealed import SealedEpoch, SealedRevision, SealedRoom


@transaction.atomic
def create_room(
    *,
    actor: Person,
    sealed: SealedRoom,
    members: Collection[Person],
    purpose: str = "",
    closed: bool = False,
) -> Room:
    """Creates a room for exactly these members, the actor among them, with a grant for each and its first objects.

    The caller decides who may share a room; this checks that the sealed room was made for them and no one else.
    A room made closed holds nothing, and takes nothing until it is reopened.
    """
    policies.require_own(actor)
    people = {person.id: person for person in members}
    if actor.id not in people:
        raise Denied(Permission.OPEN_ROOM.value)
    existing = Room.objects.filter(id=sealed.id).first()
    if existing is not None:
        policies.require_member(actor, existing.id)
        if not _is_same(existing, sealed, people.keys(), purpose):
            raise malformed()
        return existing  # a second click
    _require_keyrings(people.values())
    if set(sealed.grants) != set(people) or not rules.is_recipient(sealed.recipient):
        raise malformed()
    if closed and sealed.objects:
        raise malformed()
    room = Room.objects.create(id=sealed.id, purpose=purpose, closed_at=clock.now() if closed else None)
    RoomMember.objects.bulk_create([RoomMember(room=room, person=person) for person in people.values()])
    epoch = _begin(room, actor, SealedEpoch(1, sealed.recipient, sealed.grants))
    for first in sealed.objects:
        content = _new_object(room, actor, first.id, first.kind, first.about)
        add_revision(
            content, epoch, actor, SealedRevision(first.id, first.kind, 1, 1, "", first.file, first.about)
        )
    journal.record(RoomCreated(actor_id=actor.id, subject_id=room.id, members=len(people)))
    return room


@transaction.atomic
def create_own_room(*, actor: Person, sealed: SealedRoom, purpose: str) -> Room:
    """Creates the one room of this purpose that the actor is alone in; finds it where it is there already."""
    policies.require_own(actor)
    Keyring.objects.select_for_update().filter(person=actor).first()  # two tabs, one room
    return queries.own_room(actor, purpose=purpose) or create_room(
        actor=actor, sealed=sealed, members=[actor], purpose=purpose
    )


def _is_same(room: Room, sealed: SealedRoom, people: Collection[uuid.UUID], purpose: str) -> bool:
    """Whether a room that is there is the one that is asked for, and not just any that the actor is in."""
    first = room.epochs.order_by("number").first()
    present = set(room.members.filter(left_at=None).values_list("person_id", flat=True))
    return (
        room.purpose == purpose
        and room.closed_at is None
        and present == set(people)
        and first is not None
        and first.recipient == sealed.recipient
    )


def _require_keyrings(people: Collection[Person]) -> None:
    ready = queries.with_keyring(people)
    for person in people:
        if person.id not in ready:
            raise Refusal(
                _("%(name)s has not set up a confidential space yet: nothing can be encrypted to them.")
                % {"name": person.name}
            )


def _new_object(
    room: Room, author: Person, object_id: uuid.UUID, kind: str, about: uuid.UUID | None
) -> ContentObject:
    if ContentObject.objects.filter(id=object_id).exists():
        raise malformed()
    return ContentObject.objects.create(
        id=object_id, room=room, kind=kind, author=author, about=about, head=1
    )


def _begin(room: Room, issuer: Person, sealed: SealedEpoch) -> Epoch:
    require_sealed(sealed.grants.values())
    epoch = Epoch.objects.create(room=room, number=sealed.number, recipient=sealed.recipient)
    Grant.objects.bulk_create(
        [
            Grant(epoch=epoch, member_id=member, issuer=issuer, file=file)
            for member, file in sealed.grants.items()
        ]
    )
    return epoch


@transaction.atomic
def begin_epoch(*, actor: Person, room_id: uuid.UUID, sealed: SealedEpoch) -> Epoch:
    """Begins the next room key, granted to exactly those who are in the room now; a closed room too has its readers."""
    policies.require_member(actor, room_id)
    room = Room.objects.select_for_update().get(id=room_id)
    last = room.epochs.order_by("number").last()
    if last is None:
        raise malformed()
    if last.recipient == sealed.recipient:
        return last  # a second click
    shut_out = _with_newer_card(room, last)
    if room.closed_at is not None and not shut_out:
        raise Refusal(_("This room is closed: what was written stays readable, nothing new is added."))
    _require_next(last, sealed)
    present = set(room.members.filter(left_at=None).values_list("person_id", flat=True))
    if set(sealed.grants) != present or not rules.is_recipient(sealed.recipient):
        raise malformed()
    epoch = _begin(room, actor, sealed)
    journal.record(EpochBegun(actor_id=actor.id, subject_id=room.id, number=epoch.number))
    for person_id in sorted(shut_out - {actor.id}):
        journal.record(RoomGrantedAgain(actor_id=actor.id, subject_id=room.id, person_id=person_id))
    return epoch


@transaction.atomic
def change_members(
    *, actor: Person, room_id: uuid.UUID, sealed: SealedEpoch, members: Collection[Person]
) -> Epoch:
    """Begins the next room key for exactly these people: who is new among them joins, who is not leaves.

    Part of the action that knows who belongs to the room; a closed one too has its readers.
    """
    policies.require_member(actor, room_id)
    room = Room.objects.select_for_update().get(id=room_id)
    people = {person.id for person in members}
    last = room.epochs.order_by("number").last()
    if last is None or actor.id not in people:
        raise malformed()
    if last.recipient == sealed.recipient:
        return last  # a second click
    _require_next(last, sealed)
    _require_keyrings(members)
    if set(sealed.grants) != people or not rules.is_recipient(sealed.recipient):
        raise malformed()
    for gone in room.members.filter(left_at=None).exclude(person__in=people):
        _take_out(room, gone.person_id)
    room.members.filter(person__in=people).update(left_at=None)
    known = set(room.members.values_list("person_id", flat=True))
    RoomMember.objects.bulk_create([RoomMember(room=room, person_id=one) for one in people - known])
    epoch = _begin(room, actor, sealed)
    journal.record(EpochBegun(actor_id=actor.id, subject_id=room.id, number=epoch.number))
    return epoch


def _require_next(last: Epoch, sealed: SealedEpoch) -> None:
    if sealed.number != last.number + 1:
        raise Refusal(_("The room has a new key already, made in another window. Reload the page."))


def _with_newer_card(room: Room, epoch: Epoch) -> set[uuid.UUID]:
    """Those of the room who have made new keys since, and so can't read what was written before."""
    people = room.members.filter(left_at=None).values("person_id")
    newer = KeyCard.objects.filter(person_id__in=people, created_at__gt=epoch.created_at)
    return set(newer.values_list("person_id", flat=True))


@transaction.atomic
def leave_room(*, actor: Person, room_id: uuid.UUID) -> None:
    """Takes the actor out of a room for good, with every grant of its key to them; who stays keeps theirs.

    Part of the action that may ask for it. Once nobody is left, nobody can read it, and it is destroyed.
    """
    room = Room.objects.select_for_update().get(id=room_id)
    left = room.destroyed_at is None and _take_out(room, actor.id)
    if left and not room.members.filter(left_at=None).exists():
        destroy_room_content(actor=actor, room_id=room_id)


@transaction.atomic
def end_membership(*, person_id: uuid.UUID, room_id: uuid.UUID) -> None:
    """Takes somebody out of a room that they were in by their office, which has ended; part of the reaction to that.

    What stands there is not theirs: it stays, and so does what was shown of it.
    """
    _take_out(Room.objects.select_for_update().get(id=room_id), person_id)


def _take_out(room: Room, person_id: uuid.UUID) -> bool:
    """Whether the person was in the room till now; every grant of its key to them goes with them."""
    if not room.members.filter(person=person_id, left_at=None).update(left_at=clock.now()):
        return False
    Grant.objects.filter(epoch__room=room, member=person_id).delete()
    Draft.objects.filter(room=room, person=person_id).delete()
    journal.record(RoomLeft(actor_id=person_id, subject_id=room.id, person_id=person_id))
    return True


@transaction.atomic
def close_room(*, room_id: uuid.UUID) -> None:
    """Ends the writing in a room; its members go on reading. Part of the action that ends what the room was for."""
    Room.objects.filter(id=room_id, closed_at=None).update(closed_at=clock.now())


@transaction.atomic
def reopen_room(*, room_id: uuid.UUID) -> None:
    """Lets the members of a closed room write again. Part of the action that has the right to say so."""
    Room.objects.filter(id=room_id, destroyed_at=None).update(closed_at=None)


@transaction.atomic
def destroy_room_content(*, actor: Person, room_id: uuid.UUID) -> None:
    """Destroys a room for good: every grant of its key, every text, draft, document and copy shown outside.

    Part of the action that may ask for it. That texts were there, by whom and when, stays known; nobody can fetch
    anything of the room any more.
    """
    room = Room.objects.select_for_update().get(id=room_id)
    if room.destroyed_at is not None:
        return
    now = clock.now()
    Grant.objects.filter(epoch__room=room).delete()
    Revision.objects.filter(content__room=room).update(file=b"")
    ContentObject.objects.filter(room=room, destroyed_at=None).update(destroyed_at=now)
    Draft.objects.filter(room=room).delete()
    forget_attachments(Q(room=room))
    withdraw_copies(Q(content__room=room))
    room.closed_at, room.destroyed_at = room.closed_at or now, now
    room.save(update_fields=["closed_at", "destroyed_at"])
    journal.record(RoomDestroyed(actor_id=actor.id, subject_id=room.id))
