"""What is kept for a time goes when its time is over, and not a day before."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from ithaca.directory.models import Profile
from ithaca.kernel import clock
from ithaca.kernel.personal_data import forget_due
from ithaca.mentorships import actions as mentorships
from ithaca.mentorships.models import Meeting
from ithaca.notifications.models import Message
from ithaca.programmes import actions as programmes
from ithaca.programmes.models import Participation
from tests.cast import Cast, make_cast
from tests.matching.crowd import make_profile
from tests.mentorships.meetings import met
from tests.mentorships.rooms import open_room

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TWO_YEARS = timedelta(days=730)


@pytest.fixture
def past(db: None) -> Cast:
    with time_machine.travel(NOON, tick=False):
        return make_cast()


def after(time: timedelta) -> None:
    with time_machine.travel(NOON + time, tick=False):
        forget_due()


def test_profile_and_answers_go_two_years_after_somebody_has_left(past: Cast) -> None:
    with time_machine.travel(NOON, tick=False):
        for place in (past.mentoring, past.second_mentoring):
            Participation.objects.filter(pk=place.pk).update(answers={"why": "parce que"}, level="junior")
            make_profile(place)
        programmes.leave(person=past.mentor, participation=past.mentoring)
    after(TWO_YEARS - timedelta(days=1))
    assert Profile.objects.count() == 2
    after(TWO_YEARS + timedelta(days=1))
    assert [each.participation_id for each in Profile.objects.all()] == [past.second_mentoring.pk]
    past.mentoring.refresh_from_db()
    past.second_mentoring.refresh_from_db()
    assert (past.mentoring.answers, past.mentoring.level) == ({}, "")
    assert past.second_mentoring.answers == {"why": "parce que"}, "whoever still takes part keeps theirs"


def test_where_a_pair_met_goes_two_years_after_its_end(past: Cast) -> None:
    with time_machine.travel(NOON, tick=False):
        pair = open_room(past).row
        met(past, pair)
        Meeting.objects.update(place="12 quai des Brumes")
        mentorships.withdraw(actor=past.mentor, mentorship=pair)
    after(TWO_YEARS - timedelta(days=1))
    assert Meeting.objects.get().place == "12 quai des Brumes"
    after(TWO_YEARS + timedelta(days=1))
    assert Meeting.objects.get().place == ""


def test_that_somebody_was_written_to_goes_after_half_a_year_unless_it_still_waits(db: None) -> None:
    with time_machine.travel(NOON, tick=False):
        for state in ("sent", "given up", "waiting", "held"):
            Message.objects.create(
                key=state,
                to="ines@example.org",
                subject="Bonjour",
                text="",
                state=state,
                next_try_at=clock.now(),
            )
    after(timedelta(days=179))
    assert Message.objects.count() == 4
    after(timedelta(days=181))
    assert set(Message.objects.values_list("state", flat=True)) == {"waiting", "held"}
