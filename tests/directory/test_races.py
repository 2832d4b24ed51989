"""Two things at the same moment."""

import pytest

from ithaca.directory import actions
from ithaca.directory.models import Request
from ithaca.directory.rules import LATELY
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.mentorships.models import Mentorship
from ithaca.programmes.models import Participation
from tests import factories
from tests.cast import make_cast
from tests.directory.people import Keys
from tests.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_last_place_of_a_mentor_is_given_once() -> None:
    cast, keys = make_cast(), Keys()
    Participation.objects.filter(pk=cast.mentoring.pk).update(capacity=1)
    people = [factories.make_person(f"Foule {n}", email=f"foule{n}@example.org") for n in range(4)]
    crowd = [factories.make_participation(person, cast.programme, "mentee") for person in people]
    requests = [keys.ask(mentee, cast.mentoring) for mentee in crowd]

    came = at_once(*(lambda r=r: actions.accept_request(actor=cast.mentor, request=r) for r in requests))  # type: ignore[misc]

    assert sum(isinstance(one, Mentorship) for one in came) == 1
    assert sum(isinstance(one, Refusal) for one in came) == 3
    cast.mentoring.refresh_from_db()
    assert cast.mentoring.pairs == 1


def test_two_mentors_say_yes_at_once_and_the_mentee_has_one() -> None:
    cast, keys = make_cast(), Keys()
    for _round in range(3):
        first = keys.ask(cast.being_mentored, cast.mentoring)
        second = keys.ask(cast.being_mentored, cast.second_mentoring)
        came = at_once(
            lambda first=first: actions.accept_request(actor=cast.mentor, request=first),  # type: ignore[misc]
            lambda second=second: actions.accept_request(actor=cast.second_mentor, request=second),  # type: ignore[misc]
        )
        assert sorted(type(one).__name__ for one in came) == ["Mentorship", "Refusal"]
        states = Request.objects.filter(pk__in=[first.pk, second.pk]).values_list("state", flat=True)
        assert sorted(states) == ["accepted", "withdrawn"]
        Mentorship.objects.update(state="ended", end_kind="completed")
        Participation.objects.update(pairs=0)
        Request.objects.update(created_at=clock.now() - LATELY)


def test_two_tabs_send_one_request_to_a_mentor() -> None:
    cast, keys = make_cast(), Keys()
    rooms = [keys.seal(cast.mentee, cast.mentor) for _tab in range(3)]
    came = at_once(
        *(
            lambda room=room: actions.send_request(  # type: ignore[misc]
                actor=cast.mentee, id=new_id(), mentor=cast.mentoring, sealed=room
            )
            for room in rooms
        )
    )
    assert sum(isinstance(one, Request) for one in came) == 1
    assert Request.objects.count() == 1
