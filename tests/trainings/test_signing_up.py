"""Places in a training: taken, given back, waited for."""

from datetime import timedelta

import pytest
import time_machine

from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.journal.dispatch import dispatch_waiting
from ithaca.journal.queries import history
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.programmes import actions as programmes
from ithaca.trainings import actions, queries
from ithaca.trainings.models import SignUp, Training
from tests.cast import Cast
from tests.factories import make_participation, make_person, make_training

pytestmark = pytest.mark.django_db


def state(person: Person, training: Training) -> str:
    found = queries.sign_up_of(person, training)
    return found.state if found else ""


def taken(training: Training) -> int:
    training.refresh_from_db()
    return training.taken


def test_a_place_is_taken_and_a_second_click_finds_it(cast: Cast) -> None:
    training = make_training(cast.programme, places=2)
    first = actions.sign_up(person=cast.mentor, training=training)
    assert actions.sign_up(person=cast.mentor, training=training) == first
    assert (first.state, taken(training)) == ("placed", 1)
    assert [event.verb for event in history(training.pk)] == ["training.placed"]


def test_the_line_moves_up_in_its_order_and_never_beyond_the_places(cast: Cast) -> None:
    training = make_training(cast.programme, places=1)
    for person in (cast.mentor, cast.mentee, cast.second_mentor):
        actions.sign_up(person=person, training=training)
    assert [row.person for row in queries.waiting(training)] == [cast.mentee, cast.second_mentor]
    actions.give_up(person=cast.mentor, training=training)
    assert [state(p, training) for p in (cast.mentor, cast.mentee, cast.second_mentor)] == [
        "given up",
        "placed",
        "waiting",
    ]
    assert taken(training) == 1
    actions.sign_up(person=cast.mentor, training=training)  # at the end of the line now
    assert [row.person for row in queries.waiting(training)] == [cast.second_mentor, cast.mentor]
    actions.give_up(person=cast.second_mentor, training=training)
    assert taken(training) == 1
    assert [row.person for row in queries.waiting(training)] == [cast.mentor]


def test_nobody_signs_up_too_late_or_for_what_is_not_open(cast: Cast) -> None:
    soon = make_training(cast.programme, sign_up_until=clock.now() - timedelta(hours=1))
    with pytest.raises(Refusal, match="time to sign up is over"):
        actions.sign_up(person=cast.mentor, training=soon)
    with pytest.raises(Refusal, match="begun already"):
        actions.sign_up(person=cast.mentor, training=make_training(cast.programme, days=-0.1))
    for other in ("held", "cancelled"):
        with pytest.raises(Refusal, match="at the moment"):
            actions.sign_up(person=cast.mentor, training=make_training(cast.programme, state=other))
    with pytest.raises(Denied):
        actions.sign_up(person=cast.mentor, training=make_training(cast.programme, state="draft"))
    assert not SignUp.objects.exists()


def test_a_place_is_not_given_back_once_it_has_begun(cast: Cast) -> None:
    training = make_training(cast.programme, days=1)
    actions.sign_up(person=cast.mentor, training=training)
    later = time_machine.travel(clock.now() + timedelta(days=1, minutes=1))
    with later, pytest.raises(Refusal, match="begun already"):
        actions.give_up(person=cast.mentor, training=training)
    assert state(cast.mentor, training) == "placed"


def test_only_those_whom_it_is_for_sign_up(cast: Cast) -> None:
    training = make_training(cast.programme, audience="mentor")
    newcomer = make_person("Nathan Neuf")
    make_participation(newcomer, cast.programme, "mentor", state="applied")
    for person in (cast.mentee, cast.coordinator, cast.outsider, newcomer):
        with pytest.raises(Denied):
            actions.sign_up(person=person, training=training)
    actions.sign_up(person=cast.mentor, training=training)


def test_a_coordinator_gives_places_after_the_deadline_but_not_beyond_the_number(cast: Cast) -> None:
    training = make_training(cast.programme, places=1, sign_up_until=clock.now() - timedelta(days=1))
    for person in (cast.mentor, cast.outsider):
        with pytest.raises(Denied):
            actions.add_person(actor=person, training=training, person=cast.mentor)
    with pytest.raises(Refusal, match="Choose somebody who takes part"):
        actions.add_person(actor=cast.coordinator, training=training, person=cast.outsider)
    actions.add_person(actor=cast.coordinator, training=training, person=cast.mentor)
    with pytest.raises(Refusal, match="Raise the number"):
        actions.add_person(actor=cast.coordinator, training=training, person=cast.mentee)
    actions.remove_person(actor=cast.coordinator, sign_up=SignUp.objects.get())
    actions.remove_person(actor=cast.coordinator, sign_up=SignUp.objects.get())  # a second click
    assert (state(cast.mentor, training), taken(training)) == ("given up", 0)


def test_whoever_leaves_the_programme_leaves_room_for_others(cast: Cast) -> None:
    training = make_training(cast.programme, places=1)
    actions.sign_up(person=cast.mentor, training=training)
    actions.sign_up(person=cast.mentee, training=training)
    programmes.exclude(actor=cast.coordinator, participation=cast.mentoring)
    dispatch_waiting()
    assert (state(cast.mentor, training), state(cast.mentee, training)) == ("given up", "placed")
    assert taken(training) == 1


def test_whoever_stays_in_another_role_keeps_the_place(cast: Cast) -> None:
    training = make_training(cast.programme)
    make_participation(cast.mentor, cast.programme, "mentee")
    actions.sign_up(person=cast.mentor, training=training)
    programmes.leave(person=cast.mentor, participation=cast.mentoring)
    dispatch_waiting()
    assert state(cast.mentor, training) == "placed"
