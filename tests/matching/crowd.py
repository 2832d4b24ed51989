"""A programme of our own with people to match."""

from ithaca.directory.models import Profile
from ithaca.programmes.models import Participation, Programme
from tests import factories

TOPICS = ["leadership", "communication", "finance", "data", "career_change", "first_job"]
SECTORS = ["health", "education", "public_service"]


def make_profile(participation: Participation, **fields: object) -> Profile:
    defaults = {"headline": "Bonjour", "languages": ["fr"], "published_at": participation.charter_accepted_at}
    return Profile.objects.create(participation=participation, **{**defaults, **fields})


def make_people(programme: Programme, role: str, count: int, **fields: object) -> list[Participation]:
    """So many of one role, each with other topics."""
    found = []
    for number in range(count):
        person = factories.make_person(f"{role.title()} {number:03}", email=f"{role}{number}@example.org")
        place = factories.make_participation(person, programme, role, **fields)
        topics = [TOPICS[number % 6], TOPICS[(number + 1 + number // 6) % 6]]
        make_profile(place, expertise=sorted(set(topics)), sectors=[SECTORS[number % 3]])
        found.append(place)
    return found
