"""Any sequence of moves by anybody: each goes along the table, or is refused with nothing changed."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import models, transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from ithaca.access.rules import Denied
from ithaca.journal.models import Event
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.kernel.states import ForbiddenTransition, StateTable
from ithaca.mentorships import actions
from ithaca.mentorships.actions import Task
from ithaca.mentorships.models import Action, Goal, Introduction
from ithaca.mentorships.states import ACTION, GOAL, INTRODUCTION
from tests.cast import Cast
from tests.machines import run
from tests.mentorships.rooms import RoomOfTwo, open_room

WHO = st.sampled_from(["mentor", "mentee", "coordinator", "administrator", "second_mentor", "outsider"])
PAIR = ("mentor", "mentee")
# Who of the two makes which move of an introduction.
MENTOR_ALONE, MENTEE_ALONE = ("make", "take back"), ("accept", "decline", "thank")


def verbs_of(table: StateTable) -> st.SearchStrategy[str]:
    return st.sampled_from(sorted({transition.verb for transition in table.transitions}))


class Machine(RuleBasedStateMachine):
    """One goal, one action, one introduction of a pair; the model keeps their states by the tables alone."""

    room: RoomOfTwo

    @initialize()
    def begin(self) -> None:
        self.saved = transaction.savepoint()
        cast, pair = self.room.cast, {"mentorship": self.room.row, "id": new_id()}
        self.rows: dict[str, models.Model] = {
            "goal": self.room.goal(),
            "action": actions.add_action(
                actor=cast.mentor, sealed=self.room.sealed("action"), task=Task("both"), **pair
            ),
            "introduction": actions.offer_introduction(
                actor=cast.mentor, sealed=self.room.sealed("introduction"), **pair
            ),
        }
        self.states = {"goal": "set", "action": "open", "introduction": "offered"}
        self.made = 0

    @rule(who=WHO, verb=verbs_of(GOAL))
    def goal_moves(self, who: str, verb: str) -> None:
        self.attempt("goal", GOAL, who, verb, actions.move_goal, allowed=who in PAIR)

    @rule(who=WHO, verb=verbs_of(ACTION))
    def action_moves(self, who: str, verb: str) -> None:
        if (verb, self.states["action"]) == ("finish", "done") and who in PAIR:
            return  # done twice is done: not refused, and nothing happens; its own test says so
        self.attempt("action", ACTION, who, verb, actions.move_action, allowed=who in PAIR)

    @rule(who=WHO, verb=verbs_of(INTRODUCTION), other_door=st.booleans())
    def introduction_moves(self, who: str, verb: str, other_door: bool) -> None:
        mentors = (verb in MENTOR_ALONE) != other_door
        action = actions.carry_introduction if mentors else actions.answer_introduction
        right = not other_door and who == ("mentor" if verb in MENTOR_ALONE else "mentee")
        self.attempt("introduction", INTRODUCTION, who, verb, action, allowed=right)

    @rule(who=WHO)
    def introduction_offered(self, who: str) -> None:
        if who == "mentor":
            return
        with pytest.raises(Denied):
            actions.offer_introduction(
                actor=getattr(self.room.cast, who),
                id=new_id(),
                mentorship=self.room.row,
                sealed=self.room.sealed("introduction"),
            )

    def attempt(
        self, name: str, table: StateTable, who: str, verb: str, action: Callable[..., None], *, allowed: bool
    ) -> None:
        possible = allowed and table.allows(verb, self.states[name])
        events = Event.objects.count()
        argument: dict[str, Any] = {f"{name}_id": self.rows[name].pk}
        try:
            with transaction.atomic():
                action(
                    actor=getattr(self.room.cast, who),
                    mentorship=self.room.row,
                    verb=verb.replace(" ", "-") if name == "introduction" else verb,
                    **argument,
                )
        except (Denied, Refusal, ForbiddenTransition):
            assert not possible, f"{who} may {verb} the {name} from {self.states[name]}"
            assert Event.objects.count() == events
        else:
            assert possible, f"{who} must not {verb} the {name} from {self.states[name]}"
            self.states[name] = table.after(verb, self.states[name])
            assert Event.objects.count() == events + 1

    @invariant()
    def the_rows_stand_where_the_tables_say(self) -> None:
        if not hasattr(self, "rows"):
            return
        for name, model in (("goal", Goal), ("action", Action), ("introduction", Introduction)):
            assert model.objects.get(pk=self.rows[name].pk).state == self.states[name]  # type: ignore[attr-defined]
        row = self.room.row
        assert row.goals_reached == (self.states["goal"] == "reached")
        assert row.actions_done == (self.states["action"] == "done")
        assert row.introductions_made == (self.states["introduction"] in ("made", "thanked"))

    def teardown(self) -> None:
        if hasattr(self, "saved"):
            transaction.savepoint_rollback(self.saved)


@pytest.mark.django_db
def test_goals_actions_and_introductions_move_along_their_tables_or_not_at_all(cast: Cast) -> None:
    class OfThisPair(Machine):
        room = open_room(cast)

    run(OfThisPair, examples=15, steps=20)
