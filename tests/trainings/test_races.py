"""The last place of a training, wanted by fifty at the same moment."""

import pytest

from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.programmes.models import Participation
from ithaca.trainings import actions
from ithaca.trainings.models import SignUp
from tests.cast import make_cast
from tests.factories import make_training
from tests.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)
CROWD = 50


def test_exactly_one_of_fifty_gets_the_last_place_and_the_others_stand_in_line() -> None:
    cast = make_cast()
    training = make_training(cast.programme, places=1)
    people = Person.objects.bulk_create(
        Person(email=f"foule{n}@example.org", name=f"Foule {n}", password="!") for n in range(CROWD)
    )
    charter = cast.mentoring.charter
    Participation.objects.bulk_create(
        Participation(
            programme=cast.programme,
            person=person,
            role="mentee",
            state="active",
            charter=charter,
            charter_sha256=charter.sha256,
            charter_accepted_at=clock.now(),
        )
        for person in people
    )

    came = at_once(*(lambda p=p: actions.sign_up(person=p, training=training) for p in people))  # type: ignore[misc]

    assert all(isinstance(one, SignUp) for one in came)
    states = list(SignUp.objects.filter(training=training).values_list("state", flat=True))
    assert (states.count("placed"), states.count("waiting")) == (1, CROWD - 1)
    training.refresh_from_db()
    assert training.taken == 1


def test_a_place_that_frees_goes_to_one_of_the_line_and_not_to_a_newcomer_as_well() -> None:
    cast = make_cast()
    training = make_training(cast.programme, places=1)
    actions.sign_up(person=cast.mentor, training=training)
    actions.sign_up(person=cast.mentee, training=training)
    at_once(
        lambda: actions.give_up(person=cast.mentor, training=training),
        lambda: actions.sign_up(person=cast.second_mentor, training=training),
        lambda: actions.sign_up(person=cast.second_mentee, training=training),
    )
    placed = SignUp.objects.filter(training=training, state="placed")
    assert [row.person for row in placed] == [cast.mentee]
