"""Requests: any sequence by anybody keeps to the table, and no mentor takes more people than they have places for."""

from collections.abc import Callable
from datetime import timedelta
from typing import ClassVar

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from ithaca.accounts.models import Person
from ithaca.directory import actions
from ithaca.directory.models import Request
from ithaca.directory.states import REQUEST
from ithaca.kernel.ids import new_id
from ithaca.mentorships import actions as mentorships
from ithaca.mentorships.models import Mentorship
from ithaca.programmes.models import Participation
from ithaca.vault.models import Room
from tests.cast import Cast
from tests.directory.people import Keys, give_profile
from tests.machines import TableMachine, run

MENTORS, MENTEES = ("mentor", "second_mentor"), ("mentee", "second_mentee")
CAST = (*MENTORS, *MENTEES, "coordinator", "administrator", "outsider")
people = st.sampled_from((*MENTEES, *MENTEES, *MENTEES, "mentor", "coordinator", "outsider"))
number = st.integers(0, 5)


def machine(made: Cast, keys: Keys) -> type[TableMachine]:
    mentorings = {"mentor": made.mentoring, "second_mentor": made.second_mentoring}

    class Asking(TableMachine):
        tables: ClassVar = {Request: REQUEST}
        watched: ClassVar = (Mentorship, Participation, Room)
        cast: ClassVar = CAST

        def person(self, who: str) -> Person:
            return getattr(made, who)  # type: ignore[no-any-return]

        def name_of(self, participation: Participation) -> str:
            return next(who for who in CAST if self.person(who).pk == participation.person_id)

        def request(self, at: int) -> Request | None:
            rows = list(Request.objects.select_related("mentor", "mentee").order_by("created_at", "pk"))
            return rows[at % len(rows)] if rows else None

        @rule(who=people, whom=st.sampled_from(MENTORS))
        def ask(self, who: str, whom: str) -> None:
            mentor = mentorings[whom]
            sealed = keys.seal(self.person(who), mentor.person) if who != whom else None
            if sealed is not None:
                self.attempt(
                    lambda: actions.send_request(
                        actor=self.person(who), id=new_id(), mentor=mentor, sealed=sealed
                    ),
                    may=who in MENTEES,
                )

        @rule(at=number, act=st.sampled_from([actions.accept_request, actions.decline_request]))
        def answer(self, at: int, act: Callable[..., object]) -> None:
            row = self.request(at)
            if row is not None:
                whose = self.name_of(row.mentor)
                self.only([whose], whose, lambda person: act(actor=person, request=row))

        @rule(at=number)
        def take_back(self, at: int) -> None:
            row = self.request(at)
            if row is not None:
                whose = self.name_of(row.mentee)
                self.only([whose], whose, lambda person: actions.withdraw_request(actor=person, request=row))

        @rule(whose=st.sampled_from(["mentoring", "being_mentored"]))
        def leave(self, whose: str) -> None:
            """What follows when somebody leaves."""
            gone = getattr(made, whose).pk
            self.attempt(lambda: actions.end_requests_of(gone, reason="left", before=self.now))

        @rule(who=st.sampled_from((*MENTORS, *MENTEES)))
        def part(self, who: str) -> None:
            for row in Mentorship.objects.filter(ended_at=None):
                if self.person(who).pk in (row.mentor.person_id, row.mentee.person_id):
                    mentorships.withdraw(actor=self.person(who), mentorship=row)

        @rule(days=st.sampled_from([1, 8, 30]))
        def time_goes_by(self, days: int) -> None:
            self.now += timedelta(days=days)
            self.attempt(actions.remind_and_lapse_due)

        @invariant()
        def an_accepted_request_is_a_pair_and_places_hold(self) -> None:
            assert not Request.objects.filter(state="accepted", mentorship=None).exists()
            for row in Participation.objects.filter(role="mentor"):
                assert row.pairs <= row.capacity

        @invariant()
        def nobody_writes_on_in_the_room_of_a_request_that_came_to_nothing(self) -> None:
            over = Request.objects.filter(state__in=["declined", "withdrawn", "lapsed"])
            assert not over.filter(room__closed_at=None).exists()

    return Asking


@pytest.mark.django_db
def test_any_sequence_keeps_to_the_table_or_changes_nothing(cast: Cast) -> None:
    for participation in (cast.mentoring, cast.second_mentoring):
        give_profile(participation)
    Participation.objects.filter(role="mentor").update(capacity=1)
    keys = Keys()
    everybody = (cast.mentee, cast.second_mentee, cast.coordinator, cast.administrator, cast.outsider)
    keys.give(cast.mentor, cast.second_mentor, *everybody)
    run(machine(cast, keys), examples=8, steps=20)
