"""Who reads: what the room's static page cannot have in its markup."""

import uuid

from django.http import HttpRequest
from ninja import Router

from ithaca.accounts.entrance import confirmed_lately
from ithaca.accounts.models import Person
from ithaca.accounts.who import viewer
from ithaca.api.access import own
from ithaca.api.vault_shapes import Shape
from ithaca.directory.models import Request
from ithaca.directory.queries import requests_of
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.queries import places_of_rooms
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
        "confirmed": confirmed_lately(request),
    }


@router.get("/rooms")
@own
def my_rooms(request: HttpRequest) -> list[Shape]:
    """Which request or mentorship each shared room belongs to, so that search and export can name it and lead there."""
    person = viewer(request)
    places = {asked.room_id: _place(asked, person, "request", asked.room_id) for asked in requests_of(person)}
    for room_id, found in places_of_rooms(person).items():
        topic = str(found.topic.pk) if found.topic else None
        places[room_id] = {**_place(found.mentorship, person, "mentorship", room_id), "topic": topic}
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
