"""Programmes, participations and invitations: any sequence by anybody keeps to the tables."""

from collections.abc import Callable
from typing import ClassVar

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from ithaca.accounts.models import Person
from ithaca.kernel.ids import new_id
from ithaca.programmes import actions, queries
from ithaca.programmes.models import Invitation, Participation, Programme
from ithaca.programmes.states import INSIDE, INVITATION, PARTICIPATION, PROGRAMME
from tests.cast import Cast
from tests.factories import make_person
from tests.machines import TableMachine, run

MANAGING = ("coordinator", "administrator")
CAST = (*MANAGING, "mentor", "mentee", "second_mentee", "outsider")
PLACES = 3
people = st.sampled_from((*CAST, "newcomer"))
number = st.integers(0, 9)
OF_A_PROGRAMME = (actions.open_programme, actions.close_applications, actions.end_programme)
BY_THE_TEAM = (actions.accept_application, actions.refuse_application, actions.exclude)
BY_ONESELF = (
    actions.activate,
    actions.set_busy,
    actions.set_available,
    actions.leave,
)
BY_EITHER = (actions.pause, actions.resume)


def machine(cast: Cast, newcomer: Person) -> type[TableMachine]:
    programme = cast.programme
    charter = queries.charter_in_force(programme)

    class Joining(TableMachine):
        tables: ClassVar = {Programme: PROGRAMME, Participation: PARTICIPATION, Invitation: INVITATION}

        def person(self, who: str) -> Person:
            return newcomer if who == "newcomer" else getattr(cast, who)  # type: ignore[no-any-return]

        def participation(self, at: int) -> Participation:
            rows = list(Participation.objects.filter(programme=programme).order_by("created_at", "pk"))
            return rows[at % len(rows)]

        @rule(who=people, act=st.sampled_from(OF_A_PROGRAMME))
        def turn(self, who: str, act: Callable[..., None]) -> None:
            self.attempt(lambda: act(actor=self.person(who), programme=programme), may=who in MANAGING)

        @rule(who=people, role=st.sampled_from(["mentor", "mentee"]))
        def apply(self, who: str, role: str) -> None:
            self.attempt(
                lambda: actions.apply(
                    person=self.person(who),
                    programme=programme,
                    role=role,
                    answers={},
                    charter=charter,
                    id=new_id(),
                )
            )

        @rule(who=people, at=number)
        def withdraw(self, who: str, at: int) -> None:
            row = self.participation(at)
            own = self.person(who) == row.person
            self.attempt(
                lambda: actions.withdraw_application(actor=self.person(who), participation=row), may=own
            )

        @rule(who=people, at=number, act=st.sampled_from(BY_THE_TEAM))
        def manage(self, who: str, at: int, act: Callable[..., None]) -> None:
            row = self.participation(at)
            self.attempt(lambda: act(actor=self.person(who), participation=row), may=who in MANAGING)

        @rule(who=people, at=number, act=st.sampled_from(BY_ONESELF))
        def take_part(self, who: str, at: int, act: Callable[..., None]) -> None:
            row = self.participation(at)
            own = self.person(who) == row.person
            self.attempt(lambda: act(person=self.person(who), participation=row), may=own)

        @rule(who=people, at=number, act=st.sampled_from(BY_EITHER))
        def rest(self, who: str, at: int, act: Callable[..., None]) -> None:
            row = self.participation(at)
            may = who in MANAGING or self.person(who) == row.person
            self.attempt(lambda: act(actor=self.person(who), participation=row), may=may)

        @rule(who=people, whom=people, role=st.sampled_from(["mentor", "mentee"]))
        def invite(self, who: str, whom: str, role: str) -> None:
            self.attempt(
                lambda: actions.invite(
                    actor=self.person(who),
                    programme=programme,
                    emails=[self.person(whom).email],
                    role=role,
                    language="fr",
                ),
                may=who in MANAGING,
            )

        @rule(who=people, at=number, again=st.booleans())
        def call_off(self, who: str, at: int, again: bool) -> None:
            rows = list(Invitation.objects.order_by("created_at", "pk"))
            act = actions.resend_invitation if again else actions.cancel_invitation
            if rows:
                letter = rows[at % len(rows)]
                self.attempt(lambda: act(actor=self.person(who), invitation=letter), may=who in MANAGING)

        @rule(who=people, at=number)
        def join(self, who: str, at: int) -> None:
            rows = list(Invitation.objects.order_by("created_at", "pk"))
            if rows:
                letter = rows[at % len(rows)]
                self.attempt(
                    lambda: actions.accept_invitation(
                        person=self.person(who), invitation=letter, answers={}, charter=charter, id=new_id()
                    ),
                    may=letter.email == self.person(who).email,
                )

        @invariant()
        def places_hold(self) -> None:
            mentees = Participation.objects.filter(programme=programme, role="mentee", state__in=INSIDE)
            assert mentees.count() <= PLACES

        @invariant()
        def who_used_an_invitation_is_known(self) -> None:
            used = Invitation.objects.filter(state="used")
            assert not used.filter(used_by=None).exists()

    return Joining


@pytest.mark.django_db
def test_any_sequence_keeps_to_the_tables_or_changes_nothing(cast: Cast) -> None:
    Programme.objects.filter(pk=cast.programme.pk).update(places=PLACES)
    newcomer = make_person("Zoé Martin", email="zoe@example.org")
    Participation.objects.filter(pk=cast.second_mentoring.pk).update(state="applied")
    run(machine(cast, newcomer), examples=6, steps=20)
