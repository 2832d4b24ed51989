"""Who reads: what the room's static page cannot have in its markup."""

import uuid

from django.http import HttpRequest
from ninja import Router

from ithaca.accounts.entrance import confirmed_lately
from ithaca.accounts.models import Person
from ithaca.api.vault import own, viewer
from ithaca.api.vault_shapes import Shape
from ithaca.directory.models import Request
from ithaca.directory.queries import requests_of
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.queries import mentorships_of
from ithaca.programmes.queries import participations_of
from ithaca.programmes.texts import localised
from ithaca.vault import queries

router = Router(tags=["me"])


@router.get("")
@own
def me(request: HttpRequest) -> Shape:
    person = viewer(request)
    return {
        "id": str(person.id),
        "name": person.name,
        "language": person.language,
        "time_zone": person.time_zone,
        "has_keyring": queries.has_keyring(person),
        "takes_part": participations_of(person).exists(),
        "confirmed": confirmed_lately(request),
    }


@router.get("/rooms")
@own
def my_rooms(request: HttpRequest) -> list[Shape]:
    """Which request or mentorship each shared room belongs to, so that search and export can name it and lead there."""
    person = viewer(request)
    places: dict[uuid.UUID, Shape] = {}
    for asked in requests_of(person):
        places[asked.room_id] = _place(asked, person, "request", asked.room_id)
    for pair in mentorships_of(person).prefetch_related("topics"):
        if pair.room_id:
            places[pair.room_id] = _place(pair, person, "mentorship", pair.room_id)
        for topic in pair.topics.all():
            place = _place(pair, person, "mentorship", topic.room_id)
            places[topic.room_id] = {**place, "topic": str(topic.pk)}
    return list(places.values())


def _place(row: Request | Mentorship, person: Person, kind: str, room_id: uuid.UUID) -> Shape:
    other = row.mentee if row.mentor.person_id == person.pk else row.mentor
    return {
        "room": str(room_id),
        "kind": kind,
        "id": str(row.pk),
        "topic": None,
        "counterpart": {"person": str(other.person_id), "name": other.person.name},
        "programme": localised(row.programme.name, person.language),
    }
