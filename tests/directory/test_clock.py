"""Reminders and lapsing."""

from datetime import timedelta

import pytest
import time_machine

from ithaca.directory import actions, figures
from ithaca.directory.rules import reminder_moments
from ithaca.journal.models import Event
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from tests.cast import Cast
from tests.directory.people import Keys


def told(verb: str) -> int:
    return Event.objects.filter(verb=verb).count()


def test_a_mentor_is_reminded_at_half_time_and_a_day_before_each_once(cast: Cast, keys: Keys) -> None:
    request = keys.ask(cast.being_mentored, cast.mentoring)
    half, last = reminder_moments(request.created_at, request.reply_by)
    for moment, so_far in (
        (half - timedelta(hours=1), 0),
        (half, 1),
        (last - timedelta(hours=1), 1),
        (last, 2),
    ):
        for _again in range(2):
            actions.remind_and_lapse_due(moment)
            assert told("request.reminder due") == so_far


def test_a_worker_that_slept_reminds_once(cast: Cast, keys: Keys) -> None:
    request = keys.ask(cast.being_mentored, cast.mentoring)
    assert actions.remind_and_lapse_due(request.reply_by - timedelta(hours=2)) == 1
    assert actions.remind_and_lapse_due(request.reply_by - timedelta(hours=1)) == 0


def test_a_request_without_an_answer_lapses_and_the_coordination_sees_it(cast: Cast, keys: Keys) -> None:
    request = keys.ask(cast.being_mentored, cast.mentoring)
    assert list(figures.unanswered(cast.programme)) == [request]
    with time_machine.travel(request.reply_by, tick=False):
        assert actions.remind_and_lapse_due() == 1
        assert actions.remind_and_lapse_due() == 0
        assert list(figures.lapsed_lately(cast.programme)) == [request]
    assert list(figures.unanswered(cast.programme)) == []
    assert not figures.unanswered(cast.elsewhere).exists()
    assert told("request.lapsed") == 1
    with pytest.raises(Refusal, match="time to answer"):
        actions.accept_request(actor=cast.mentor, request=request)


def test_an_answered_request_is_left_alone(cast: Cast, keys: Keys) -> None:
    request = keys.ask(cast.being_mentored, cast.mentoring)
    actions.decline_request(actor=cast.mentor, request=request)
    assert actions.remind_and_lapse_due(clock.now() + timedelta(days=60)) == 0
