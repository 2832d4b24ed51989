"""Somebody closes their account in the very moment in which another answers them."""

from collections.abc import Callable
from time import sleep

import pytest

from ithaca.accounts.closing import close_account
from ithaca.accounts.models import Person
from ithaca.directory import actions as directory
from ithaca.directory.models import Request
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.kernel.states import ForbiddenTransition
from ithaca.matching import actions as matching
from ithaca.matching.models import MatchProposal
from ithaca.mentorships import actions as mentorships
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.states import RUNNING
from ithaca.organisations.models import Administrator
from ithaca.programmes.models import Coordinator, Participation
from ithaca.programmes.states import ASKING, INSIDE
from tests import factories
from tests.cast import Cast, make_cast
from tests.directory.people import Keys
from tests.matching.runs import propose
from tests.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 10


def close_while(person: Person, doing: Callable[[], object], *, later: int) -> None:
    """One waits for the other, which begins a little later each round; a refused closing is a click away."""

    def begin() -> object:
        sleep(later * 0.008)
        return doing()

    at_once(lambda: close_account(person), begin)
    person.refresh_from_db()
    if person.is_active:
        close_account(person)


def nobody_waits_for(person: Person) -> None:
    assert not Participation.objects.filter(person=person, state__in=(*INSIDE, *ASKING)).exists()
    assert not Mentorship.objects.filter(mentee__person=person, state__in=(*RUNNING, "proposed")).exists()
    assert not Request.objects.filter(mentee__person=person, state="sent").exists()
    assert not MatchProposal.objects.filter(mentee__participation__person=person, state="open").exists()


def newcomers(cast: Cast) -> list[Participation]:
    Participation.objects.filter(pk=cast.mentoring.pk).update(capacity=ROUNDS)
    people = [factories.make_person(f"Foule {n}", email=f"foule{n}@example.org") for n in range(ROUNDS)]
    return [factories.make_participation(person, cast.programme, "mentee") for person in people]


def test_a_mentor_says_yes_to_a_request_in_the_moment_of_the_closing() -> None:
    cast, keys = make_cast(), Keys()
    for later, place in enumerate(newcomers(cast)):
        request = keys.ask(place, cast.mentoring)
        close_while(
            place.person,
            lambda r=request: directory.accept_request(actor=cast.mentor, request=r),  # type: ignore[misc]
            later=later,
        )
        nobody_waits_for(place.person)


def test_a_mentor_says_yes_to_a_match_in_the_moment_of_the_closing() -> None:
    cast = make_cast()
    places = newcomers(cast)
    rows = propose(cast, *((place, cast.mentoring) for place in places))
    for later, (place, row) in enumerate(zip(places, rows, strict=True)):
        matching.accept_match(actor=place.person, proposal=row)
        close_while(
            place.person,
            lambda r=row: matching.accept_match(actor=cast.mentor, proposal=r),  # type: ignore[misc]
            later=later,
        )
        nobody_waits_for(place.person)


def test_a_mentor_agrees_to_a_proposed_pair_in_the_moment_of_the_closing() -> None:
    cast = make_cast()
    for later, place in enumerate(newcomers(cast)):
        row = mentorships.propose(actor=cast.coordinator, id=new_id(), mentor=cast.mentoring, mentee=place)
        mentorships.agree(actor=place.person, mentorship=row)

        def answer(row: Mentorship = row) -> object:
            try:
                return mentorships.agree(actor=cast.mentor, mentorship=row)
            except ForbiddenTransition:
                return None  # declined a moment before

        close_while(place.person, answer, later=later)
        nobody_waits_for(place.person)


def test_two_who_are_a_pair_close_at_once() -> None:
    cast = make_cast()
    row = mentorships.propose(
        actor=cast.coordinator, id=new_id(), mentor=cast.mentoring, mentee=cast.being_mentored
    )
    for person in (cast.mentor, cast.mentee):
        mentorships.agree(actor=person, mentorship=row)
    at_once(lambda: close_account(cast.mentor), lambda: close_account(cast.mentee))
    assert Mentorship.objects.get().state == "ended"
    assert not Participation.objects.filter(person__in=[cast.mentor, cast.mentee], state__in=INSIDE).exists()


def test_of_the_last_two_who_coordinate_and_administer_one_stays() -> None:
    cast = make_cast()
    heir = factories.make_person("Hélène Aubry")
    factories.make_administrator(heir, Administrator.objects.get(person=cast.outsider).organisation)
    factories.make_coordinator(heir, cast.elsewhere)
    came = at_once(lambda: close_account(cast.outsider), lambda: close_account(heir))
    assert sum(isinstance(one, Refusal) for one in came) == 1
    assert Coordinator.objects.filter(programme=cast.elsewhere).count() == 1
    assert Administrator.objects.filter(organisation=cast.elsewhere.organisation).count() == 1
