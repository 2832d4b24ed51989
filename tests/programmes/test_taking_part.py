"""Busy, pause, leaving, exclusion, and the number of people a mentor accompanies."""

import pytest

from ithaca.access.rules import Denied
from ithaca.kernel.errors import Refusal
from ithaca.kernel.states import ForbiddenTransition
from ithaca.programmes import actions, queries
from ithaca.programmes.models import Participation
from tests import factories
from tests.cast import Cast


def state(participation: Participation) -> str:
    return queries.participation(participation.pk).state


def test_publishing_the_profile_makes_active(cast: Cast) -> None:
    person = factories.make_person("Zoé Martin", email="zoe@example.org")
    participation = factories.make_participation(person, cast.programme, "mentor", state="accepted")
    with pytest.raises(Denied):
        actions.activate(person=cast.outsider, participation=participation)
    actions.activate(person=person, participation=participation)
    assert state(participation) == "active"


def test_a_mentor_is_busy_and_available_again(cast: Cast) -> None:
    actions.set_busy(person=cast.mentor, participation=cast.mentoring)
    actions.set_busy(person=cast.mentor, participation=cast.mentoring)
    assert state(cast.mentoring) == "busy"
    actions.set_available(person=cast.mentor, participation=cast.mentoring)
    assert state(cast.mentoring) == "active"
    with pytest.raises(Denied):
        actions.set_busy(person=cast.coordinator, participation=cast.mentoring)


def test_a_mentee_is_never_busy(cast: Cast) -> None:
    with pytest.raises(Refusal):
        actions.set_busy(person=cast.mentee, participation=cast.being_mentored)


def test_a_pause_by_the_person_or_the_coordinator(cast: Cast) -> None:
    actions.pause(actor=cast.mentee, participation=cast.being_mentored)
    actions.resume(actor=cast.coordinator, participation=cast.being_mentored)
    assert state(cast.being_mentored) == "active"
    for stranger in (cast.outsider, cast.mentor):
        with pytest.raises(Denied):
            actions.pause(actor=stranger, participation=cast.being_mentored)


def test_leaving_with_a_running_mentorship_asks_to_end_it_first(cast: Cast) -> None:
    actions.take_place(cast.mentoring)
    with pytest.raises(Refusal):
        actions.leave(person=cast.mentor, participation=cast.mentoring)
    actions.give_place_back(cast.mentoring)
    actions.leave(person=cast.mentor, participation=cast.mentoring)
    assert state(cast.mentoring) == "left"


def test_exclusion_is_the_coordinators(cast: Cast) -> None:
    for stranger in (cast.outsider, cast.mentor, cast.mentee):
        with pytest.raises(Denied):
            actions.exclude(actor=stranger, participation=cast.being_mentored)
    actions.exclude(actor=cast.coordinator, participation=cast.being_mentored)
    with pytest.raises(ForbiddenTransition):
        actions.pause(actor=cast.coordinator, participation=cast.being_mentored)


def test_capacity_holds(cast: Cast) -> None:
    actions.take_place(cast.mentoring)
    actions.take_place(cast.mentoring)
    with pytest.raises(Refusal, match="Marc"):
        actions.take_place(cast.mentoring)


def test_a_mentor_chooses_a_capacity_within_the_programmes(cast: Cast) -> None:
    for wrong in (0, 3):
        with pytest.raises(Refusal):
            actions.set_capacity(person=cast.mentor, participation=cast.mentoring, capacity=wrong)
    actions.set_capacity(person=cast.mentor, participation=cast.mentoring, capacity=1)
    actions.take_place(cast.mentoring)
    with pytest.raises(Refusal):
        actions.take_place(cast.mentoring)


def test_what_the_directory_shows_gets_a_new_version(cast: Cast) -> None:
    before = queries.programme(cast.programme.pk).directory_version
    actions.set_busy(person=cast.mentor, participation=cast.mentoring)
    assert queries.programme(cast.programme.pk).directory_version == before + 1
