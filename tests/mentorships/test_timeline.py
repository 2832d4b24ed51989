"""The timeline of a pair: its facts in plain words, the same for all who may read them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ithaca.accounts.models import Person
from ithaca.agreements import events as agreement_events
from ithaca.journal.events import Fact
from ithaca.kernel import clock
from ithaca.kernel.ids import new_id
from ithaca.mentorships import actions, events, timeline
from ithaca.mentorships.models import Mentorship
from tests.cast import Cast
from tests.mentorships.meetings import met

SignIn = Callable[[Person], Client]


def every_verb() -> set[str]:
    modules = (events, agreement_events)
    facts = {
        f for module in modules for f in vars(module).values() if isinstance(f, type) and issubclass(f, Fact)
    }
    return {fact.verb for fact in facts if hasattr(fact, "verb")}


def test_every_fact_of_a_pair_has_its_words_or_a_reason_to_have_none() -> None:
    assert every_verb() - set(timeline.WORDS) - timeline.LEFT_OUT == set()
    assert not set(timeline.WORDS) & timeline.LEFT_OUT


@pytest.fixture
def pair(cast: Cast) -> Mentorship:
    return actions.begin(actor=cast.mentor, id=new_id(), mentor=cast.mentoring, mentee=cast.being_mentored)


def meet(cast: Cast, pair: Mentorship, days: float) -> None:
    met(cast, pair, -days)


def words(page: str) -> list[str]:
    return [part.split("</ol>")[0] for part in page.split('<ol class="timeline">')[1:]]


@pytest.mark.django_db
def test_all_three_read_the_same_facts(cast: Cast, pair: Mentorship, sign_in: SignIn) -> None:
    meet(cast, pair, 3)
    actions.tick(actor=cast.mentor, mentorship=pair, duty="launch/mentor/explain_role")
    address = f"/mentorships/{pair.pk}/timeline/"
    seen = {
        tuple(words(sign_in(who).get(address).content.decode()))
        for who in (cast.mentor, cast.mentee, cast.coordinator)
    }
    (same,) = seen
    text = "".join(same)
    assert "Le mentorat commence" in text
    assert "Séance tenue" in text
    assert "Inès Benali" in text
    assert text.index("Séance tenue") < text.index("Le mentorat commence"), "newest first"
    assert sign_in(cast.outsider).get(address).status_code == 404
    assert sign_in(cast.second_mentor).get(address).status_code == 404


@pytest.mark.django_db
def test_another_pairs_meetings_are_not_there(cast: Cast, pair: Mentorship) -> None:
    other = actions.begin(
        actor=cast.second_mentor, id=new_id(), mentor=cast.second_mentoring, mentee=cast.second_being_mentored
    )
    meet(cast, pair, 2)
    assert [e.verb for e in timeline.lines_of(other)] == ["mentorship.begun"]
    assert next(e.verb for e in timeline.lines_of(pair)) == "meeting.held"


@pytest.mark.django_db
def test_private_ground_is_never_told(cast: Cast, pair: Mentorship) -> None:
    assert {"topic.marked", "topic.consented"} <= timeline.LEFT_OUT


@pytest.mark.django_db
def test_the_number_of_queries_does_not_grow(cast: Cast, pair: Mentorship, sign_in: SignIn) -> None:
    browser, address = sign_in(cast.mentee), f"/mentorships/{pair.pk}/timeline/"
    browser.get(address)
    with CaptureQueriesContext(connection) as few:
        browser.get(address)
    for number in range(30):
        with clock.telling(datetime.now(UTC) - timedelta(days=3 * number)):
            meet(cast, pair, 1 + 3 * number)
    with CaptureQueriesContext(connection) as many:
        page = browser.get(address).content.decode()
    assert len(many) == len(few)
    assert page.count("<h2") >= 2, "by month"
