"""Why a pair is flagged: rules over facts, the same in a list of thousands, and the same for everybody who may read them."""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.agreements.models import Agreement
from ithaca.journal.dispatch import dispatch_waiting
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.mentorships import actions, attention, figures, health
from ithaca.mentorships.health import Concern, Facts
from ithaca.mentorships.models import Meeting, Mentorship, Nudge, Proposal
from ithaca.notifications.models import Message
from ithaca.vault.models import ContentObject, Room
from tests.cast import Cast
from tests.factories import make_participation, make_person

SignIn = Callable[[Person], Client]
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def concerns(**facts: object) -> list[Concern]:
    known: dict[str, object] = {"now": NOW, "state": "development", "begun_at": ago(100), **facts}
    return [one.concern for one in health.findings(Facts(**known))]  # type: ignore[arg-type]


FINE = {"contacts": 2, "last_contact_at": ago(10), "agreed_at": ago(80), "goals_set": 1}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (FINE, []),
        ({"state": "launch", "begun_at": ago(22)}, [Concern.NO_FIRST_MEETING]),
        ({"state": "launch", "begun_at": ago(20)}, []),
        ({"state": "launch", "begun_at": ago(22), "next_meeting_at": ago(-1)}, []),
        ({**FINE, "last_contact_at": ago(61)}, [Concern.SILENT]),
        ({**FINE, "last_contact_at": ago(61), "next_meeting_at": ago(-3)}, []),
        ({**FINE, "last_contact_at": ago(31), "silent_days": 30}, [Concern.SILENT]),
        ({**FINE, "missed_since_held": 2, "last_missed_at": ago(2)}, [Concern.ABSENCES]),
        ({**FINE, "missed_since_held": 1, "last_missed_at": ago(2)}, []),
        ({**FINE, "decision_since": ago(8)}, [Concern.DECISION]),
        ({**FINE, "official_end_at": ago(15)}, [Concern.OFFICIAL_END]),
        ({**FINE, "official_end_at": ago(15), "goes_on_since": ago(14)}, []),
        ({**FINE, "state": "separation", "official_end_at": ago(15)}, []),
        ({**FINE, "state": "launch", "agreed_at": None}, [Concern.AGREEMENT]),
        ({**FINE, "unrecorded_since": ago(4)}, [Concern.UNRECORDED]),
        ({**FINE, "unrecorded_since": ago(2)}, []),
        ({**FINE, "goals_set": 0, "agreed_at": ago(22)}, [Concern.NO_GOAL]),
        ({**FINE, "goals_set": 0, "agreed_at": ago(20)}, []),
        ({**FINE, "state": "paused", "last_contact_at": ago(90)}, []),
        ({**FINE, "state": "ended", "decision_since": ago(90)}, []),
    ],
)
def test_a_pair_is_flagged_for_a_reason(facts: dict[str, object], expected: list[Concern]) -> None:
    assert concerns(**facts) == expected


def test_each_concern_says_since_when() -> None:
    found = health.findings(
        Facts(now=NOW, state="launch", begun_at=ago(30), first_meeting_days=21, decision_since=ago(9))
    )
    assert [(one.concern, one.since) for one in found] == [
        (Concern.NO_FIRST_MEETING, ago(9)),
        (Concern.DECISION, ago(9)),
    ]


@pytest.fixture
def pair(cast: Cast) -> Mentorship:
    return actions.begin(actor=cast.mentor, id=new_id(), mentor=cast.mentoring, mentee=cast.being_mentored)


def some_agreement(person: Person, chance: random.Random) -> Agreement | None:
    if chance.random() < 0.3:
        return None
    content = ContentObject.objects.create(room=Room.objects.create(), kind="agreement", author=person)
    signed = clock.now() - timedelta(days=chance.choice([1, 40])) if chance.random() < 0.8 else None
    return Agreement.objects.create(content=content, effective_at=signed)


def scatter(cast: Cast, count: int) -> None:
    """Pairs in every corner that the rules know, some in several."""
    chance, now = random.Random(4), clock.now()

    def past(*days: int) -> datetime | None:
        picked = chance.choice([0, *days])
        return now - timedelta(days=picked, hours=1) if picked else None

    for number in range(count):
        people = [
            make_person(f"P {number}", email=f"{role}{number}@example.org") for role in ("mentor", "mentee")
        ]
        mentor, mentee = (
            make_participation(person, cast.programme, role)
            for person, role in zip(people, ("mentor", "mentee"), strict=True)
        )
        state = chance.choice(["launch", "development", "separation", "paused", "ended"])
        contacts = chance.choice([0, 1, 3])
        last = past(5, 90) if contacts else None
        row = Mentorship.objects.create(
            programme=cast.programme, mentor=mentor, mentee=mentee, state=state, end_kind="completed" if state == "ended" else "",
            begun_at=now - timedelta(days=chance.choice([10, 120])), contacts=contacts if last else 0, last_contact_at=last,
            goals_set=chance.choice([0, 2]), official_end_at=past(5, 40), goes_on_since=past(3), agreement=some_agreement(people[0], chance),
        )  # fmt: skip
        for meeting_state in chance.choices(
            ["planned", "missed", "missed", "cancelled"], k=chance.choice([0, 2, 3])
        ):
            Meeting.objects.create(
                mentorship=row, state=meeting_state, contact_type="video", minutes=60, missed_by="both" if meeting_state == "missed" else "",
                starts_at=now + timedelta(days=chance.choice([-100, -20, -4, -1, 3]), hours=1),
            )  # fmt: skip
        row.missed = row.meetings.filter(state="missed").count()
        row.save()
        if chance.random() < 0.4:
            made = now - timedelta(days=chance.choice([2, 20]))
            Proposal.objects.create(mentorship=row, kind="close", proposed_by=people[0], created_at=made)


@pytest.mark.django_db
def test_the_list_of_thousands_flags_whom_the_page_flags(cast: Cast) -> None:
    scatter(cast, 150)
    rows = list(figures.rows(cast.programme))
    with CaptureQueriesContext(connection) as captured:
        facts = attention.facts_of(rows)
    assert len(captured) == 3
    flagged = {row.pk: {one.concern for one in health.findings(facts[row.pk])} for row in rows}
    counts = attention.counts(cast.programme)
    for concern in Concern:
        listed = {row.pk for row in figures.rows(cast.programme, concern=concern)}
        assert listed == {pk for pk, found in flagged.items() if concern in found}, concern
        assert listed, f"{concern} is never met: this test says nothing of it"
        assert counts[concern] == len(listed)
    assert figures.figures(cast.programme).attention == sum(bool(found) for found in flagged.values())
    order = [
        len(flagged[row.pk]) for row in figures.by_attention(figures.rows(cast.programme), cast.programme)
    ]
    assert order == sorted(order, reverse=True)


def card(page: str) -> str:
    return page.split('id="health"')[1].split("</section>")[0]


@pytest.mark.django_db
def test_the_two_see_exactly_what_the_coordinator_sees(cast: Cast, pair: Mentorship, sign_in: SignIn) -> None:
    with time_machine.travel(clock.now() + timedelta(days=30)):
        actions.nudge(actor=cast.coordinator, id=new_id(), mentorship=pair, words="date")
        address = f"/mentorships/{pair.pk}/"
        seen = {
            card(sign_in(who).get(address).content.decode())
            for who in (cast.mentor, cast.mentee, cast.coordinator)
        }
    (same,) = seen
    assert "Pas de première rencontre" in same
    assert "quinze minutes suffisent" in same


@pytest.mark.django_db
def test_the_coordinators_home_says_how_many(cast: Cast, pair: Mentorship, sign_in: SignIn) -> None:
    assert "à regarder" not in sign_in(cast.coordinator).get("/").content.decode()
    with time_machine.travel(clock.now() + timedelta(days=22)):
        assert attention.to_look_at([cast.programme, cast.elsewhere]) == {cast.programme.pk: 1}
        assert "1 binôme à regarder dans Cap Ouest" in sign_in(cast.coordinator).get("/").content.decode()
        assert "à regarder" not in sign_in(cast.outsider).get("/").content.decode()


@pytest.mark.django_db
def test_a_kind_word_reaches_both_and_not_every_day(cast: Cast, pair: Mentorship, sign_in: SignIn) -> None:
    address = f"/mentorships/{pair.pk}/word/"
    browser = sign_in(cast.coordinator)
    data = {"id": str(new_id()), "words": "news"}
    for _click in range(2):
        assert browser.post(address, data).status_code == 302
    assert Nudge.objects.count() == 1
    dispatch_waiting()
    told = Message.objects.filter(subject__contains="Clémence Roy")
    assert {one.to for one in told} == {cast.mentor.email, cast.mentee.email}
    again = browser.post(address, {"id": str(new_id()), "words": "date"})
    assert "récemment" in again.content.decode()
    with time_machine.travel(clock.now() + timedelta(days=8)):
        actions.nudge(actor=cast.coordinator, id=new_id(), mentorship=pair, words="date")
    for somebody in (cast.mentor, cast.mentee, cast.outsider):
        assert sign_in(somebody).get(address).status_code == 404
        with pytest.raises(Denied):
            actions.nudge(actor=somebody, id=new_id(), mentorship=pair, words="news")


@pytest.mark.django_db
def test_nobody_is_nudged_once_it_is_over(cast: Cast, pair: Mentorship) -> None:
    with pytest.raises(Refusal, match=r"voulez dire|want to say"):
        actions.nudge(actor=cast.coordinator, id=new_id(), mentorship=pair, words="hurry up")
    actions.withdraw(actor=cast.mentee, mentorship=pair)
    with pytest.raises(Refusal):
        actions.nudge(actor=cast.coordinator, id=new_id(), mentorship=pair, words="news")
