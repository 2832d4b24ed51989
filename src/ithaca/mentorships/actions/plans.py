import uuid
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.mentorships import events, policies
from ithaca.mentorships.actions.changes import locked_running, record_of, write_words
from ithaca.mentorships.models import Action, Goal, Meeting, Mentorship
from ithaca.mentorships.states import ACTION, ActionState
from ithaca.vault.sealed import SealedRevision

FACTS: dict[str, type[events.PlanFact]] = {
    "finish": events.ActionDone,
    "drop": events.ActionDropped,
    "reopen": events.ActionReopened,
}


@dataclass(frozen=True)
class Task:
    """Who does it, by when, and the goal or the meeting that it belongs to."""

    owner: str  # mentor | mentee | both
    due_on: date | None = None
    goal_id: UUID | None = None
    meeting_id: UUID | None = None


@transaction.atomic
def add_action(
    *, actor: Person, id: uuid.UUID, mentorship: Mentorship, sealed: SealedRevision, task: Task
) -> Action:
    """Adds a line to the action plan: its words as a sealed object of the room, the rest as facts."""
    row = locked_running(mentorship.pk)
    policies.require(actor, row, Permission.TAKE_PART_IN_MENTORSHIP)
    existing = Action.made_before(id, mentorship=row)
    if existing is not None:
        return existing
    _require_fitting(row, task)
    content = write_words(actor, row, sealed, kind="action")
    action = Action.objects.create(id=id, mentorship=row, content=content, **vars(task))
    row.actions_set += 1
    row.save(update_fields=["actions_set"])
    record_of(events.ActionAdded, actor, row, action.pk)
    return action


@transaction.atomic
def change_action(*, actor: Person, mentorship: Mentorship, action_id: UUID, task: Task) -> None:
    """Changes who does it, by when, or what it belongs to; its words are changed in the room."""
    row, action = _locked(actor, mentorship, action_id)
    _require_fitting(row, task)
    if all(getattr(action, name) == value for name, value in vars(task).items()):
        return
    for name, value in vars(task).items():
        setattr(action, name, value)
    action.save(update_fields=list(vars(task)))
    record_of(events.ActionChanged, actor, row, action.pk)


@transaction.atomic
def move_action(*, actor: Person, mentorship: Mentorship, action_id: UUID, verb: str) -> None:
    """Finishes, drops or reopens a line of the plan; who does it at the same moment as the other does no harm."""
    row, action = _locked(actor, mentorship, action_id)
    if verb not in FACTS:
        raise _gone()
    before = action.state
    if verb == "finish" and before == ActionState.DONE:
        return
    action.state = ACTION.after(verb, action.state)
    action.done_at = clock.now() if action.state == ActionState.DONE else None
    action.save(update_fields=["state", "done_at"])
    row.actions_done += (action.state == ActionState.DONE) - (before == ActionState.DONE)
    row.save(update_fields=["actions_done"])
    record_of(FACTS[verb], actor, row, action.pk)


def _locked(actor: Person, mentorship: Mentorship, action_id: UUID) -> tuple[Mentorship, Action]:
    row = locked_running(mentorship.pk)
    policies.require(actor, row, Permission.TAKE_PART_IN_MENTORSHIP)
    action = Action.objects.select_for_update(of=("self",)).filter(pk=action_id, mentorship=row).first()
    if action is None:
        raise _gone()
    return row, action


def _gone() -> Refusal:
    return Refusal(_("This action is not here any more. Reload the page."))


def _require_fitting(row: Mentorship, task: Task) -> None:
    if task.owner not in Action.Owner.values:
        raise Refusal(_("Say who does it."), field="owner")
    foreign_goal = task.goal_id and not Goal.objects.filter(pk=task.goal_id, mentorship=row).exists()
    foreign_meeting = (
        task.meeting_id and not Meeting.objects.filter(pk=task.meeting_id, mentorship=row).exists()
    )
    if foreign_goal or foreign_meeting:
        raise Refusal(_("The goal or the meeting is not one of yours. Reload the page."))
