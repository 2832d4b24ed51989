"""What stands in the rooms of mentorships, as facts."""

from dataclasses import dataclass
from uuid import UUID

from ithaca.accounts.models import Person
from ithaca.mentorships.models import Goal, Mentorship, PrivateTopic
from ithaca.mentorships.queries.pairs import mentorships_of


@dataclass(frozen=True)
class PlaceOfRoom:
    """Where a room is found: the mentorship, and the private topic where it is one's own room."""

    mentorship: Mentorship
    topic: PrivateTopic | None


def places_of_rooms(person: Person) -> dict[UUID, PlaceOfRoom]:
    """Where each room of a person's mentorships is found, those of destroyed topics included."""
    places: dict[UUID, PlaceOfRoom] = {}
    for row in mentorships_of(person).prefetch_related("topics"):
        if row.room_id:
            places[row.room_id] = PlaceOfRoom(row, None)
        places |= {topic.room_id: PlaceOfRoom(row, topic) for topic in row.topics.all()}
    return places


def topics(row: Mentorship) -> list[PrivateTopic]:
    """Private ground of the pair, oldest first."""
    return list(row.topics.select_related("marked_by").order_by("created_at", "id"))


def goals(row: Mentorship) -> list[Goal]:
    return list(Goal.objects.filter(mentorship=row).order_by("created_at", "id"))
