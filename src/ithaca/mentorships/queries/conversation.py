"""The messages of a pair, as facts: who wrote when, and how far somebody has read."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from ithaca.accounts.models import Person
from ithaca.mentorships.models import Mentorship, PrivateTopic, Reading
from ithaca.mentorships.queries.pairs import counterpart
from ithaca.vault.models import ContentObject
from ithaca.vault.queries import ever_written

MESSAGE = "message"


def rooms_of_pair(row: Mentorship) -> set[UUID]:
    """Where the two write to each other: their room, and those of their private topics."""
    shared = {row.room_id} if row.room_id else set()
    return shared | set(PrivateTopic.objects.filter(mentorship=row).values_list("room_id", flat=True))


def messages_to(person: Person, rooms: Collection[UUID]) -> QuerySet[ContentObject]:
    """What the other has written in these rooms, also what was taken back."""
    return ever_written(rooms, kind=MESSAGE).exclude(author=person)


def read_until(person: Person, rooms: Collection[UUID]) -> dict[UUID, datetime]:
    """By room, when the newest message that the person has seen came in."""
    rows = Reading.objects.filter(room__in=rooms, person=person).exclude(read_until=None)
    return {room: moment for room, moment in rows.values_list("room_id", "read_until") if moment}


def unread_by_room(person: Person, rooms: Collection[UUID]) -> dict[UUID, int]:
    """How many messages of the other somebody has not seen yet in each of these rooms, where there are any."""
    seen = Reading.objects.filter(room=OuterRef("room"), person=person).values("read_until")[:1]
    rows = messages_to(person, rooms).filter(destroyed_at=None).annotate(seen=Subquery(seen))
    new = rows.filter(Q(seen=None) | Q(created_at__gt=F("seen")))
    return dict(new.order_by().values_list("room").annotate(count=Count("id")))


def unread(person: Person, row: Mentorship) -> int:
    """How many messages of the other somebody has not seen yet, wherever in the pair's rooms."""
    return sum(unread_by_room(person, rooms_of_pair(row)).values())


@dataclass(frozen=True)
class Unread:
    """Messages that wait in a mentorship; `topic` where none of them stands in the shared room."""

    mentorship: Mentorship
    name: str  # the other's
    count: int
    topic: UUID | None


def waiting_messages(person: Person) -> list[Unread]:
    """In which mentorships messages wait for somebody, also where the mentorship has ended; three queries."""
    rows = Reading.objects.filter(person=person, room__members__person=person, room__members__left_at=None)
    rows = rows.exclude(waiting_since=None).select_related(
        "mentorship__mentor__person", "mentorship__mentee__person"
    )
    waiting = list(rows.order_by("waiting_since"))
    counts = unread_by_room(person, [one.room_id for one in waiting])
    pairs = {one.mentorship_id: one.mentorship for one in waiting if one.room_id in counts}
    topics = dict(PrivateTopic.objects.filter(room__in=counts).values_list("room_id", "id"))
    found = []
    for row in pairs.values():
        rooms = [one.room_id for one in waiting if one.mentorship_id == row.pk and one.room_id in counts]
        topic = None if row.room_id in rooms else topics.get(rooms[0])
        count = sum(counts[room] for room in rooms)
        found.append(Unread(row, counterpart(row, person).name, count, topic))
    return found
