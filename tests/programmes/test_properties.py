"""Programmes, participations and invitations: any sequence by anybody keeps to the tables."""

from collections.abc import Callable
from typing import ClassVar

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from ithaca.accounts.models import Person
from ithaca.kernel.ids import new_id
from ithaca.programmes import actions, queries
from ithaca.programmes.models import Answering, Invitation, Participation, Programme
from ithaca.programmes.prepared import Guest
from ithaca.programmes.states import INSIDE, INVITATION, PARTICIPATION, PROGRAMME
from tests.cast import Cast
from tests.factories import make_person
from tests.machines import TableMachine, run

MANAGING = ("coordinator", "administrator")
CAST = (*MANAGING, "mentor", "mentee", "second_mentor", "second_mentee", "outsider")
PLACES = 2  # taken by the two mentees at first
EVERYBODY = (*CAST, "newcomer")
people = st.sampled_from(EVERYBODY)
team = st.sampled_from(MANAGING)
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


def machine(made: Cast, newcomer: Person) -> type[TableMachine]:
    programme = made.programme
    charter = queries.charter_in_force(programme)

    class Joining(TableMachine):
        tables: ClassVar = {Programme: PROGRAMME, Participation: PARTICIPATION, Invitation: INVITATION}
        cast: ClassVar = EVERYBODY

        def name_of(self, person: Person) -> str:
            return next((who for who in EVERYBODY if self.person(who) == person), "")

        def person(self, who: str) -> Person:
            return newcomer if who == "newcomer" else getattr(made, who)  # type: ignore[no-any-return]

        def participation(self, at: int) -> Participation:
            rows = list(Participation.objects.filter(programme=programme).order_by("created_at", "pk"))
            return rows[at % len(rows)]

        def letter(self, at: int) -> Invitation | None:
            rows = list(Invitation.objects.order_by("-created_at", "-pk"))
            return rows[at % len(rows)] if rows else None

        @rule(who=team, act=st.sampled_from(OF_A_PROGRAMME), sure=st.booleans())
        def turn(self, who: str, act: Callable[..., None], sure: bool) -> None:
            if sure or act is not actions.end_programme:
                self.only(MANAGING, who, lambda person: act(actor=person, programme=programme))

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

        @rule(at=number)
        def withdraw(self, at: int) -> None:
            row = self.participation(at)
            own = self.name_of(row.person)
            self.only([own], own, lambda p: actions.withdraw_application(actor=p, participation=row))

        @rule(who=team, at=number, act=st.sampled_from(BY_THE_TEAM))
        def manage(self, who: str, at: int, act: Callable[..., None]) -> None:
            row = self.participation(at)
            self.only(MANAGING, who, lambda person: act(actor=person, participation=row))

        @rule(at=number, act=st.sampled_from(BY_ONESELF))
        def take_part(self, at: int, act: Callable[..., None]) -> None:
            row = self.participation(at)
            own = self.name_of(row.person)
            self.only([own], own, lambda person: act(person=person, participation=row))

        @rule(who=team, at=number, act=st.sampled_from(BY_EITHER), oneself=st.booleans())
        def rest(self, who: str, at: int, act: Callable[..., None], oneself: bool) -> None:
            row = self.participation(at)
            own = self.name_of(row.person)
            self.only([*MANAGING, own], own if oneself else who, lambda p: act(actor=p, participation=row))

        @rule(who=team, whom=people, role=st.sampled_from(["mentor", "mentee"]), at_once=st.booleans())
        def invite(self, who: str, whom: str, role: str, at_once: bool) -> None:
            emails = [self.person(whom).email]
            self.only(
                MANAGING,
                who,
                lambda person: actions.invite(
                    actor=person, programme=programme, emails=emails, role=role, language="fr"
                ),
            )
            if at_once:
                self.join(0)

        @rule(who=team, at=number, again=st.booleans())
        def call_off(self, who: str, at: int, again: bool) -> None:
            letter = self.letter(at)
            act = actions.resend_invitation if again else actions.cancel_invitation
            if letter is not None:
                self.only(MANAGING, who, lambda person: act(actor=person, invitation=letter))

        @rule(at=number)
        def join(self, at: int) -> None:
            letter = self.letter(at)
            if letter is None:
                return
            guest = next(who for who in EVERYBODY if self.person(who).email == letter.email)
            self.only(
                [guest],
                guest,
                lambda person: actions.accept_invitation(
                    person=person, invitation=letter, answers={}, charter=charter, id=new_id()
                ),
            )

        @rule(who=team, at=number, verb=st.sampled_from(["accept", "refuse", "wait"]))
        def answer(self, who: str, at: int, verb: str) -> None:
            row = self.participation(at)
            self.only(
                MANAGING,
                who,
                lambda person: actions.answer_applications(
                    actor=person, programme=programme, applications=[row.pk], verb=verb
                ),
            )

        @rule(who=team)
        def take_back(self, who: str) -> None:
            last = Answering.objects.order_by("-created_at", "-pk").first()
            if last is not None:
                self.only(
                    MANAGING,
                    who,
                    lambda person: actions.undo(actor=person, programme=programme, answering_id=last.pk),
                )

        @rule(who=team, whom=people, send=st.booleans())
        def prepare(self, who: str, whom: str, send: bool) -> None:
            guest = Guest(
                email=self.person(whom).email, role="mentee", language="fr", prepared={"level": "A"}
            )
            self.only(
                MANAGING,
                who,
                lambda person: actions.prepare_invitations(
                    actor=person, programme=programme, guests=[guest], send=send
                ),
            )

        @invariant()
        def who_waits_has_a_rank(self) -> None:
            rows = Participation.objects.filter(programme=programme)
            assert not rows.filter(state="waiting", waiting_rank=None).exists()
            assert not rows.exclude(state="waiting").exclude(waiting_rank=None).exists()

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
    run(machine(cast, newcomer), examples=8, steps=20)
