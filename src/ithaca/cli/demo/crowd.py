"""The large world: enough rows to take figures, written in bulk, without rooms."""

import itertools
import random
from collections.abc import Iterator
from datetime import timedelta
from typing import TypeVar

from allauth.account.models import EmailAddress
from django.db import connection, transaction

from ithaca.accounts.models import Person
from ithaca.cli.demo.people import MENTEES, MENTORS
from ithaca.directory.entries import reindex_programme
from ithaca.directory.models import Profile
from ithaca.kernel import clock
from ithaca.kernel.ids import new_id
from ithaca.mentorships.models import Mentorship
from ithaca.organisations.models import Administrator, Organisation
from ithaca.programmes import actions as programmes
from ithaca.programmes.models import Participation, Programme
from ithaca.programmes.queries import charter_in_force

BATCH = 2000
PLACES = (
    "Nantes",
    "Lyon",
    "Québec",
    "Genève",
    "Marseille",
    "Lille",
    "Montréal",
    "Rennes",
    "Lausanne",
    "Toulouse",
)


def build(people: int, *, mentorships: int | None = None) -> Programme:
    """A programme of so many people, half of them mentors, with a mentorship for each fifth mentor."""
    chance = random.Random(7)  # noqa: S311 - the same world each time
    coordinator = _staff()
    programme = _programme(coordinator)
    half = people // 2
    mentors = list(_participations(programme, half, "mentor"))
    mentees = list(_participations(programme, people - half, "mentee"))
    _profiles(mentors, chance)
    _mentorships(
        programme,
        list(zip(mentors, mentees, strict=False))[: half // 5 if mentorships is None else mentorships],
        chance,
    )
    reindex_programme(programme)
    with connection.cursor() as cursor:
        # As the database does by itself a minute later: its plans are those for empty tables.
        cursor.execute("ANALYZE")
    return programme


def _staff() -> Person:
    person = Person.objects.create_user(
        f"foule-{new_id().hex[-8:]}@demo.example.org", None, name="Camille Foule", is_demo=True
    )
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def _programme(coordinator: Person) -> Programme:
    organisation = Organisation.objects.create(
        name="Grande Fédération", slug=f"federation-{new_id().hex[-8:]}"
    )
    Administrator.objects.create(person=coordinator, organisation=organisation)
    made = programmes.create_programme(
        actor=coordinator,
        id=new_id(),
        organisation=organisation,
        template="association-directory",
        languages=["fr", "en"],
        name={"fr": "Grand programme", "en": "Large programme"},
    )
    programmes.open_programme(actor=coordinator, programme=made)
    return Programme.objects.get(pk=made.pk)


Row = TypeVar("Row")


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while some := list(itertools.islice(rows, BATCH)):
        yield some


def _participations(programme: Programme, count: int, role: str) -> Iterator[Participation]:
    told = MENTORS if role == "mentor" else MENTEES
    charter = charter_in_force(programme)
    tag = programme.pk.hex[-8:]
    numbers = iter(range(count))
    for some in _batches(numbers):
        people = [
            Person(
                email=f"{role}-{tag}-{n}@demo.example.org",
                name=f"{told[n % len(told)].first} {told[n // len(told) % len(told)].last} {n}",
                password="!",  # noqa: S106 - no password fits it: nobody signs in as the crowd
                is_demo=True,
            )
            for n in some
        ]
        with transaction.atomic():
            Person.objects.bulk_create(people)
            yield from Participation.objects.bulk_create(
                Participation(
                    programme=programme,
                    person=person,
                    role=role,
                    state="active",
                    capacity=2,
                    charter=charter,
                    charter_sha256=charter.sha256,
                    charter_accepted_at=clock.now(),
                )
                for person in people
            )


def _profiles(mentors: list[Participation], chance: random.Random) -> None:
    def rows() -> Iterator[Profile]:
        for number, mentor in enumerate(mentors):
            told = MENTORS[number % len(MENTORS)]
            other = chance.choice(MENTORS)
            yield Profile(
                participation=mentor,
                headline=told.headline,
                presentation=other.story,
                expertise=list(dict.fromkeys([*told.expertise, *other.expertise]))[:5],
                sectors=list(other.sectors),
                languages=list(told.languages),
                mentor_roles=list(other.roles),
                place=chance.choice(PLACES),
                published_at=clock.now(),
            )

    for some in _batches(rows()):
        Profile.objects.bulk_create(some)


def _mentorships(
    programme: Programme, pairs: list[tuple[Participation, Participation]], chance: random.Random
) -> None:
    states = ["launch", "development", "development", "development", "separation", "ended", "ended"]

    def rows() -> Iterator[Mentorship]:
        for mentor, mentee in pairs:
            state = chance.choice(states)
            begun = clock.now() - timedelta(days=chance.randint(5, 300))
            held = 0 if state == "launch" else chance.randint(1, 6)
            yield Mentorship(
                programme=programme,
                mentor=mentor,
                mentee=mentee,
                state=state,
                begun_at=begun,
                ended_at=clock.now() if state == "ended" else None,
                end_kind="completed" if state == "ended" else "",
                contacts=held,
                missed=chance.randint(0, 2),
                goals_set=2 if held else 0,
                goals_reached=chance.randint(0, 2) if held else 0,
                last_contact_at=begun + timedelta(days=3) if held else None,
                official_end_at=clock.now() if held >= 4 else None,
            )

    for some in _batches(rows()):
        Mentorship.objects.bulk_create(some)
        running = [m.mentor_id for m in some if m.state != "ended"]
        Participation.objects.filter(pk__in=running).update(pairs=1)
