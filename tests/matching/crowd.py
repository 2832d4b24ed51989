"""A programme of our own with people to match."""

from ithaca.directory.models import Profile
from ithaca.kernel.ids import new_id
from ithaca.matching.actions import Order, save_policy, solving, start_run
from ithaca.matching.models import Run
from ithaca.matching.policy import Policy
from ithaca.matching.pool import Scope
from ithaca.matching.queries.policy import versions
from ithaca.programmes.models import Participation, Programme
from ithaca.programmes.queries import coordinators_of
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


def make_solved_run(programme: Programme) -> Run:
    """A run of the programme's own people by the first version of its policy, solved."""
    coordinator = coordinators_of(programme)[0]
    version = versions(programme).last() or save_policy(
        actor=coordinator, programme=programme, id=new_id(), policy=Policy(), after=0
    )
    run = start_run(
        actor=coordinator,
        programme=programme,
        id=new_id(),
        order=Order(policy=version, scope=Scope(with_invited=True), name="Un essai"),
    )
    while solving.solve_waiting():
        pass
    run.refresh_from_db()
    return run
