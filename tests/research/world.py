"""A network of three organisations whose pairs came and went: rows as the actions write them, with their events."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

from ithaca.accounts.models import Person
from ithaca.journal.models import Event
from ithaca.kernel import clock
from ithaca.kernel.ids import new_id
from ithaca.kernel.periods import Period
from ithaca.mentorships.models import Mentorship
from ithaca.networks.models import Network
from ithaca.organisations.models import Organisation
from ithaca.programmes.models import Participation, Programme
from ithaca.research import actions
from ithaca.research.actions import StudyContent
from ithaca.research.models import Release, Study
from ithaca.research.variables import CIRCUMSTANCES, OUTCOMES, SLUGS
from tests.factories import (
    make_administrator,
    make_coordinator,
    make_membership,
    make_network,
    make_organisation,
    make_participation,
    make_person,
    make_programme,
)

BEGINNING = datetime(2026, 1, 15, 12, tzinfo=UTC)
SUMMER = datetime(2026, 7, 10, 12, tzinfo=UTC)
FIRST_HALF = Period(datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC))
CONTENT = StudyContent(
    title="Durer ensemble",
    purpose="Ce qui fait qu’une relation de mentorat va jusqu’au bout.",
    contact="etudes@example.org",
    language="fr",
    licence="CC-BY-4.0",
    variables=[slug for slug in SLUGS if slug not in ("contact", "months")],
)

SENT = {  # the same as a form sends it
    "title": CONTENT.title,
    "purpose": CONTENT.purpose,
    "contact": CONTENT.contact,
    "language": "fr",
    "licence": "CC0-1.0",
    "circumstances": [each.slug for each in CIRCUMSTANCES[:3]],
    "outcomes": [each.slug for each in OUTCOMES[:2]],
    "k": "12",
}


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    with clock.telling(moment):
        yield


@dataclass
class House:
    """An organisation with one programme."""

    organisation: Organisation
    programme: Programme
    administrator: Person
    coordinator: Person
    pairs: list[Mentorship] = field(default_factory=list)


@dataclass
class World:
    network: Network
    researcher: Person  # administers the network
    houses: list[House]
    study: Study

    @property
    def pairs(self) -> list[Mentorship]:
        return [pair for house in self.houses for pair in house.pairs]

    def publish(self, period: Period = FIRST_HALF, id: UUID | None = None) -> Release:
        return actions.publish(actor=self.researcher, study=self.study, id=id or new_id(), period=period)

    def consent(self, pair: Mentorship, *roles: str) -> None:
        for role in roles or ("mentor", "mentee"):
            one = getattr(pair, role)
            actions.give_consent(actor=one.person, study=self.study, participation=one, adult=True)

    def withdraw(self, one: Participation) -> None:
        actions.withdraw_consent(actor=one.person, study=self.study, participation=one)


def make_study(network: Network, actor: Person, content: StudyContent = CONTENT) -> Study:
    study = actions.draft_study(actor=actor, network=network, id=new_id(), content=content)
    actions.open_study(actor=actor, study=study)
    study.refresh_from_db()
    return study


def make_world(pairs: int = 4) -> World:
    """Three organisations that take part in an open study, each with so many ended pairs whose people consent."""
    with at(BEGINNING):
        researcher = make_person("Rosa Recherche")
        network = make_network(researcher)
        houses = [_house(network, number) for number in range(3)]
        study = make_study(network, researcher)
        world = World(network, researcher, houses, study)
        for house in houses:
            actions.agree(actor=house.administrator, study=study, organisation=house.organisation)
            actions.join(actor=house.coordinator, study=study, programme=house.programme, adults=True)
        for house in houses:
            for _pair in range(pairs):
                world.consent(make_pair(house))
    return world


def _house(network: Network, number: int) -> House:
    organisation = make_organisation(f"Maison {number}", region="FR-PDL")
    programme = make_programme(organisation, f"programme-{number}")
    administrator = make_person(f"Admin{number} Maison")
    coordinator = make_person(f"Coord{number} Maison")
    make_administrator(administrator, organisation)
    make_coordinator(coordinator, programme)
    make_membership(network, organisation)
    return House(organisation, programme, administrator, coordinator)


def make_pair(
    house: House, *, begun: datetime = BEGINNING, days: int = 120, kind: str = "completed"
) -> Mentorship:
    """A pair that has come to its end, with what the journal tells of it."""
    mentor, mentee = (_takes_part(house, role) for role in ("mentor", "mentee"))
    ended = begun + timedelta(days=days)
    row = Mentorship.objects.create(
        programme=house.programme,
        mentor=mentor,
        mentee=mentee,
        state="ended",
        end_kind=kind,
        begun_at=begun,
        ended_at=ended,
    )
    facts = {"mentor_id": str(mentor.pk), "mentee_id": str(mentee.pk)}
    tell(row, "mentorship.begun", begun, by_request=True, **facts)
    for number in range(1 + len(house.pairs) % 3):
        tell_within(
            row, "meeting.held", begun + timedelta(days=10 * (number + 1)), contact_type="video", minutes=60
        )
    tell(row, "mentorship.ended", ended, kind=kind, **facts)
    house.pairs.append(row)
    return row


def _takes_part(house: House, role: str) -> Participation:
    number = Person.objects.count()
    person = Person.objects.create(email=f"p{number}@example.org", name=f"Personne {number}")
    return make_participation(person, house.programme, role)


def tell(row: Mentorship, verb: str, moment: datetime, **facts: object) -> Event:
    return Event.objects.create(
        verb=verb, at=moment, subject_id=row.pk, programme_id=row.programme_id, facts=facts
    )


def tell_within(row: Mentorship, verb: str, moment: datetime, **facts: object) -> Event:
    """Of something that belongs to the pair."""
    return Event.objects.create(
        verb=verb,
        at=moment,
        subject_id=new_id(),
        within_id=row.pk,
        programme_id=row.programme_id,
        facts={"mentorship_id": str(row.pk), **facts},
    )
