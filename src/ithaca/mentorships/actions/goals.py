import uuid
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.mentorships import events, policies
from ithaca.mentorships.actions.changes import locked_running, record_of, write_words
from ithaca.mentorships.models import Goal, Mentorship
from ithaca.mentorships.states import GOAL, GoalState
from ithaca.vault import actions as vault
from ithaca.vault.models import Revision
from ithaca.vault.sealed import SealedRevision

FACTS: dict[str, type[events.GoalFact]] = {
    "start": events.GoalStarted,
    "reach": events.GoalReached,
    "drop": events.GoalDropped,
    "reopen": events.GoalReopened,
}


@transaction.atomic
def set_goal(
    *, actor: Person, id: uuid.UUID, mentorship: Mentorship, sealed: SealedRevision, due_on: date | None
) -> Goal:
    """Sets a goal: its words as a sealed object of the room, its date and state as facts."""
    row = locked_running(mentorship.pk)
    policies.require(actor, row, Permission.TAKE_PART_IN_MENTORSHIP)
    existing = Goal.made_before(id, mentorship=row)
    if existing is not None:
        return existing
    content = write_words(actor, row, sealed, kind="goal")
    goal = Goal.objects.create(id=id, mentorship=row, content=content, due_on=due_on)
    row.goals_set += 1
    row.save(update_fields=["goals_set"])
    record_of(events.GoalSet, actor, row, goal.pk)
    return goal


@transaction.atomic
def move_goal(
    *,
    actor: Person,
    mentorship: Mentorship,
    goal_id: uuid.UUID,
    verb: str,
    sealed: SealedRevision | None = None,
) -> None:
    """Starts, reaches, drops or reopens a goal; why is said in the room, sealed, where somebody says it."""
    row = locked_running(mentorship.pk)
    policies.require(actor, row, Permission.TAKE_PART_IN_MENTORSHIP)
    move_one(actor, row, goal_id, verb)
    if sealed is not None and sealed.about != goal_id:
        raise Refusal(_("What you wrote is about another goal. Reload the page."))
    if sealed is not None:
        write_words(actor, row, sealed, kind="progress")
    row.save(update_fields=["goals_reached"])


def move_one(actor: Person, row: Mentorship, goal_id: uuid.UUID, verb: str) -> None:
    """The move of one goal; only inside an action, which saves the mentorship."""
    if verb not in FACTS:
        raise _gone()
    goal = _locked(row, goal_id)
    before = goal.state
    goal.state = GOAL.after(verb, goal.state)
    goal.reached_at = clock.now() if goal.state == GoalState.REACHED else None
    goal.save()
    row.goals_reached += (goal.state == GoalState.REACHED) - (before == GoalState.REACHED)
    record_of(FACTS[verb], actor, row, goal.pk)


@transaction.atomic
def change_goal(
    *,
    actor: Person,
    mentorship: Mentorship,
    goal_id: uuid.UUID,
    due_on: date | None,
    sealed: SealedRevision,
) -> Revision:
    """Changes what a goal is and by when; why stands in its next version: both are saved, or neither."""
    row = locked_running(mentorship.pk)
    policies.require(actor, row, Permission.TAKE_PART_IN_MENTORSHIP)
    goal = _locked(row, goal_id)
    if row.room is None or sealed.id != goal.content_id:
        raise _gone()
    revision = vault.write_revision(actor=actor, room_id=row.room.pk, sealed=sealed)
    if goal.due_on != due_on:
        before, goal.due_on = goal.due_on, due_on
        goal.save(update_fields=["due_on"])
        record_of(events.GoalDateChanged, actor, row, goal.pk, due_on=due_on, before=before)
    return revision


def _locked(row: Mentorship, goal_id: uuid.UUID) -> Goal:
    goal = Goal.objects.select_for_update(of=("self",)).filter(pk=goal_id, mentorship=row).first()
    if goal is None:
        raise _gone()
    return goal


def _gone() -> Refusal:
    return Refusal(_("This goal is not here any more. Reload the page."))
