"""What a person may fetch of the vault: facts and ciphertext, of one's own rooms alone."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Prefetch, Q, QuerySet

from ithaca.access.permissions import Permission
from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.vault import policies, rules
from ithaca.vault.models import (
    Attachment,
    ContentObject,
    Draft,
    Epoch,
    FormerWrap,
    FrozenCopy,
    Grant,
    KeyCard,
    Keyring,
    Revision,
    Room,
    RoomMember,
    Wrap,
)


def keyring_of(person: Person) -> Keyring | None:
    return Keyring.objects.prefetch_related("wraps").filter(person=person).first()


def has_keyring(person: Person) -> bool:
    return Keyring.objects.filter(person=person).exists()


def ways_of(person: Person) -> set[str]:
    """The ways in which somebody can open their vault."""
    return set(Wrap.objects.filter(keyring__person=person).values_list("way", flat=True))


def former_wraps_of(person: Person) -> QuerySet[FormerWrap]:
    """The wraps of one's former keys, the latest first."""
    return FormerWrap.objects.filter(keyring__person=person).order_by("-created_at", "id")


def people_in_rooms_with(person: Person) -> QuerySet[RoomMember]:
    """The other present members of the rooms that somebody is in, one row a person and room."""
    mine = RoomMember.objects.filter(person=person, left_at=None).values("room")
    others = RoomMember.objects.filter(room__in=mine, left_at=None).exclude(person=person)
    return others.select_related("person", "room").order_by("person_id", "room_id")


def have_met(person: Person, other_id: UUID) -> bool:
    """Whether the two are or were in a room together, or one has shown the other a text."""
    mine = RoomMember.objects.filter(person=person).values("room")
    if RoomMember.objects.filter(room__in=mine, person_id=other_id).exists():
        return True
    shown = Q(owner=person, reader_id=other_id) | Q(owner_id=other_id, reader=person)
    return FrozenCopy.objects.filter(shown).exists()


def with_keyring(people: Iterable[Person]) -> set[UUID]:
    """The ids of those who can be given a room."""
    return set(Keyring.objects.filter(person__in=people).values_list("person_id", flat=True))


def cards_of(person_ids: Iterable[UUID]) -> QuerySet[KeyCard]:
    """The whole card chains of these people, in order."""
    return KeyCard.objects.filter(person_id__in=person_ids).order_by("person_id", "number")


def claims_signed_by(person: Person, jws: str, purpose: str) -> dict[str, Any] | None:
    """What one of a person's keys has signed for this purpose; None where none of them has."""
    for card in cards_of([person.pk]):
        key = rules.read_card(card.jws)
        claims = rules.signed_claims(jws, purpose, key.signing) if key else None
        if claims is not None and claims.get("card") == card.sha256:
            return claims
    return None


def rooms_of(person: Person) -> QuerySet[Room]:
    """The rooms that somebody is in now, with their members."""
    members = RoomMember.objects.select_related("person").order_by("created_at", "id")
    mine = RoomMember.objects.filter(person=person, left_at=None).values("room")
    rooms = Room.objects.filter(id__in=mine, destroyed_at=None)
    return rooms.prefetch_related(Prefetch("members", members)).order_by("id")


def left_at(person: Person, room_id: UUID) -> datetime | None:
    """When somebody gave up a room; None while they are in it, or never were."""
    rows = RoomMember.objects.filter(room_id=room_id, person=person)
    return rows.values_list("left_at", flat=True).first()


def own_room(person: Person, *, purpose: str) -> Room | None:
    """The room of this purpose that the person is alone in, such as a private journal."""
    return rooms_of(person).filter(purpose=purpose).first()


@dataclass(frozen=True)
class RoomState:
    """Everything in a room that its reader may fetch; `files` holds the newest revision's bytes by object."""

    room: Room
    members: list[RoomMember]
    epochs: list[Epoch]
    grants: list[Grant]
    cards: list[KeyCard]
    contents: list[ContentObject]
    revisions: dict[UUID, list[Revision]]
    files: dict[UUID, bytes]


def room_version(person: Person, room_id: UUID) -> str:
    """
    A mark that changes with everything that `room_state` shows: nothing in a room is ever less than before. Raises Denied.
    """
    policies.require_member(person, room_id)
    members = RoomMember.objects.filter(room_id=room_id)
    contents = ContentObject.objects.filter(room_id=room_id)
    room = Room.objects.values_list("closed_at", "destroyed_at").get(id=room_id)
    counts = [
        members.count(),
        members.exclude(left_at=None).count(),
        KeyCard.objects.filter(person__in=members.values("person")).count(),
        Epoch.objects.filter(room_id=room_id).count(),
        Grant.objects.filter(epoch__room_id=room_id, member=person).count(),
        Revision.objects.filter(content__room_id=room_id).count(),
        contents.exclude(destroyed_at=None).count(),
    ]
    return "-".join(str(one) for one in [*counts, *(moment is not None for moment in room)])


def room_state(person: Person, room_id: UUID, since: datetime | None = None) -> RoomState:
    """The room as its members see it; raises Denied. Ten queries at most.

    With `since`, without the files of what was written before: whoever asks has them.
    """
    policies.require_member(person, room_id)
    members = list(
        RoomMember.objects.filter(room_id=room_id).select_related("person").order_by("created_at", "id")
    )
    contents = list(ContentObject.objects.filter(room_id=room_id).order_by("id"))
    revisions = list(_revisions(room_id))
    by_object: dict[UUID, list[Revision]] = {content.id: [] for content in contents}
    for revision in revisions:
        by_object[revision.content_id].append(revision)
    heads = [chain[-1] for chain in by_object.values() if chain]
    newest = [head.id for head in heads if since is None or head.created_at >= since]
    files = Revision.objects.filter(content__room_id=room_id, id__in=newest).values_list("content_id", "file")
    return RoomState(
        room=Room.objects.get(id=room_id),
        members=members,
        epochs=list(Epoch.objects.filter(room_id=room_id).order_by("number")),
        grants=list(
            Grant.objects.filter(epoch__room_id=room_id, member=person)
            .select_related("epoch")
            .order_by("epoch__number")
        ),
        cards=list(cards_of(member.person_id for member in members)),
        contents=contents,
        revisions=by_object,
        files={content_id: bytes(file) for content_id, file in files},
    )


def history(person: Person, room_id: UUID, object_id: UUID) -> list[Revision]:
    """Every revision of an object with its bytes, oldest first; raises Denied for who is not of the room."""
    policies.require_member(person, room_id)
    rows = Revision.objects.filter(content_id=object_id, content__room_id=room_id, content__destroyed_at=None)
    return list(rows.select_related("epoch").order_by("number"))


def attachment(person: Person, room_id: UUID, attachment_id: UUID) -> Attachment:
    """A document of a room that somebody is in; raises Denied."""
    policies.require_member(person, room_id)
    found = Attachment.objects.filter(id=attachment_id, room_id=room_id).first()
    if found is None:
        raise Denied(Permission.OPEN_ROOM.value)
    return found


def drafts_of(person: Person, room_id: UUID) -> QuerySet[Draft]:
    """The person's own unfinished texts of a room; raises Denied for who is not in it."""
    policies.require_member(person, room_id)
    return Draft.objects.filter(person=person, room_id=room_id).order_by("saved_at")


def contents(room: Room, *, kind: str) -> QuerySet[ContentObject]:
    """What stands in a room of one kind: facts for the layers above."""
    return ContentObject.objects.filter(room=room, kind=kind, destroyed_at=None)


def ever_written(room_ids: Collection[UUID], *, kind: str) -> QuerySet[ContentObject]:
    """Everything of one kind that was ever written in these rooms, destroyed or not: facts for the layers above."""
    return ContentObject.objects.filter(room__in=room_ids, kind=kind)


def content(content_id: UUID) -> ContentObject | None:
    return ContentObject.objects.filter(id=content_id).first()


def current_epoch(room: Room) -> int:
    """The number of the room key in service."""
    return Epoch.objects.filter(room=room).order_by("-number").values_list("number", flat=True)[0]


def head_of(content: ContentObject) -> Revision:
    """The newest revision of an object, without its bytes."""
    return Revision.objects.defer("file").get(content=content, number=content.head)


def copies_released_by(person: Person) -> QuerySet[FrozenCopy]:
    """What somebody has shown to readers outside their rooms, the latest first, without the bytes."""
    return _copies().filter(owner=person)


def copies_released_to(person: Person) -> QuerySet[FrozenCopy]:
    """What others have shown to somebody, the latest first, without the bytes; what is judged is read where it is."""
    return _copies().filter(reader=person).exclude(content__room__purpose__in=rules.JUDGED)


def copies_judged_by(person: Person) -> QuerySet[FrozenCopy]:
    """What somebody was shown to judge by it, the latest first, without the bytes."""
    return _copies().filter(reader=person, content__room__purpose__in=rules.JUDGED)


def copies_from(rooms: Iterable[Room], readers: Iterable[Person]) -> QuerySet[FrozenCopy]:
    """What of these rooms these readers were shown, the oldest first, without the bytes."""
    return _copies().filter(content__room__in=rooms, reader__in=readers).order_by("created_at", "id")


def copies_open(room_id: UUID) -> dict[UUID, UUID]:
    """{copy: reader} of what is shown out of a room now."""
    rows = FrozenCopy.objects.filter(content__room=room_id, revoked_at=None)
    return dict(rows.values_list("id", "reader_id"))


def members_of(room: Room) -> list[Person]:
    """Who is in a room now, who joined first first."""
    rows = room.members.filter(left_at=None).select_related("person").order_by("created_at", "id")
    return [row.person for row in rows]


def peopled(rooms: Iterable[Room]) -> set[UUID]:
    """Ids of those of these rooms in which there is somebody now."""
    return set(RoomMember.objects.filter(room__in=rooms, left_at=None).values_list("room_id", flat=True))


def hashes_of_attachments(room: Room) -> dict[UUID, str]:
    """{document that arrived whole: SHA-256 of its sealed bytes} of a room."""
    return hashes_in([room])


def hashes_in(rooms: Iterable[Room]) -> dict[UUID, str]:
    """The same of several rooms."""
    rows = Attachment.objects.filter(room__in=rooms).exclude(completed_at=None)
    return dict(rows.values_list("id", "sha256"))


def purpose_of(room_id: UUID) -> str:
    """What a room is for; "" of a pair's."""
    return Room.objects.values_list("purpose", flat=True).filter(id=room_id).first() or ""


def left_since_key(room: Room) -> bool:
    """Whether somebody who holds the newest key of a room is in it no more: what comes next needs another."""
    begun = room.epochs.order_by("number").values_list("created_at", flat=True).last()
    return begun is not None and room.members.filter(left_at__gt=begun).exists()


def copies_to_open(person: Person) -> QuerySet[FrozenCopy]:
    """Those that the reader has not opened and that were not taken back."""
    return copies_released_to(person).filter(opened_at=None, revoked_at=None)


def _copies() -> QuerySet[FrozenCopy]:
    rows = FrozenCopy.objects.select_related("owner", "reader", "content__room").defer("file")
    return rows.order_by("-created_at", "id")


def copy(copy_id: UUID) -> FrozenCopy | None:
    return _copies().filter(id=copy_id).first()


def shown_document(person: Person, copy_id: UUID) -> Attachment:
    """The sealed bytes that a copy shown to somebody tells of; raises Denied once it is taken back or the file erased."""
    found = copy(copy_id)
    if found is None or found.reader_id != person.pk or found.revoked_at or found.content.about is None:
        raise Denied(Permission.READ_COPY.value)
    rows = Attachment.objects.filter(id=found.content.about, room=found.content.room_id)
    document = rows.exclude(completed_at=None).first()
    if document is None:
        raise Denied(Permission.READ_COPY.value)
    return document


def keys_since(people: Iterable[Person]) -> dict[UUID, datetime]:
    """{person: since when they have had the keys they have now}; what was sealed to them before stays shut."""
    rows = KeyCard.objects.filter(person__in=people).order_by("number")
    return dict(rows.values_list("person_id", "created_at"))


def standing(objects: Collection[UUID]) -> frozenset[UUID]:
    """Those of these objects whose content is not destroyed."""
    rows = ContentObject.objects.filter(id__in=objects, destroyed_at=None)
    return frozenset(rows.values_list("id", flat=True))


def room_of_object(object_id: UUID) -> UUID | None:
    """The room that an object stands in, for the layers above that decide whose it is."""
    return ContentObject.objects.filter(id=object_id).values_list("room_id", flat=True).first()


def _revisions(room_id: UUID) -> QuerySet[Revision]:
    rows = Revision.objects.filter(content__room_id=room_id).select_related("epoch").defer("file")
    return rows.order_by("content_id", "number")


def written(room_ids: Collection[UUID], *, kind: str) -> list[ContentObject]:
    """What stands in these rooms of one kind, oldest first: who and when, never what."""
    rows = ContentObject.objects.filter(room__in=room_ids, kind=kind, destroyed_at=None)
    return list(rows.order_by("created_at", "id"))


def heads_about(room: Room, *, kind: str) -> dict[UUID, dict[str, Any]]:
    """{what it is about: the object, the number and the hash of its newest revision} of the texts of one kind."""
    return heads_in([room], kind=kind)


def heads_in(rooms: Iterable[Room], *, kind: str) -> dict[UUID, dict[str, Any]]:
    """The same of several rooms: what a text is about lies in one of them alone."""
    rows = Revision.objects.filter(
        content__room__in=rooms, content__kind=kind, content__destroyed_at=None, number=F("content__head")
    )
    found = rows.values_list("content__about", "content_id", "number", "sha256")
    return {
        about: {"object": str(content), "revision": number, "sha256": sha256}
        for about, content, number, sha256 in found
        if about is not None
    }
