import uuid
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.journal import actions as journal
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.mentorships import events, policies
from ithaca.mentorships.actions.changes import locked_running
from ithaca.mentorships.models import Goal, Mentorship
from ithaca.mentorships.states import GOAL, GoalState
from ithaca.vault import actions as vault
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
    if row.room is None or sealed.kind != "goal":
        raise Refusal(_("Open the room first: the words of a goal are kept there."))
    revision = vault.write_revision(actor=actor, room_id=row.room.pk, sealed=sealed)
    goal = Goal.objects.create(id=id, mentorship=row, content_id=revision.content_id, due_on=due_on)
    row.goals_set += 1
    row.save(update_fields=["goals_set"])
    _record(events.GoalSet, actor, row, goal)
    return goal


@transaction.atomic
def move_goal(*, actor: Person, mentorship: Mentorship, goal_id: uuid.UUID, verb: str) -> None:
    """Starts, reaches, drops or reopens a goal."""
    row = locked_running(mentorship.pk)
    policies.require(actor, row, Permission.TAKE_PART_IN_MENTORSHIP)
    goal = Goal.objects.select_for_update(of=("self",)).filter(pk=goal_id, mentorship=row).first()
    if goal is None or verb not in FACTS:
        raise Refusal(_("This goal is not here any more. Reload the page."))
    before = goal.state
    goal.state = GOAL.after(verb, goal.state)
    goal.reached_at = clock.now() if goal.state == GoalState.REACHED else None
    goal.save()
    row.goals_reached += (goal.state == GoalState.REACHED) - (before == GoalState.REACHED)
    row.save(update_fields=["goals_reached"])
    _record(FACTS[verb], actor, row, goal)


def _record(fact: type[events.GoalFact], actor: Person, row: Mentorship, goal: Goal) -> None:
    journal.record(
        fact(actor_id=actor.pk, subject_id=goal.pk, programme_id=row.programme_id, mentorship_id=row.pk)
    )
