"""Rules of the long middle: a date, a goal, one's duties, the next meeting."""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ithaca.mentorships.next_step.step import Situation, Step

SOON = timedelta(days=4)


def plan_next(at: Situation) -> Step | None:
    if at.planned:
        return None
    return Step(
        _("Plan the next meeting"),
        _("A date in the calendar keeps a mentorship alive."),
        _("Plan the meeting"),
        at.plan,
        waits=True,
        icon="calendar-plus",
    )


def review_goals(at: Situation) -> Step | None:
    if not at.review_due or not at.row.goals_set:
        return None
    return Step(
        _("Review your goals"),
        _("Keep, change, reached, dropped: look at each goal together, and note what you conclude."),
        _("Review the goals"),
        f"{at.room}#review",
        waits=True,
        icon="target",
    )


def meeting_soon(at: Situation) -> Step | None:
    return prepare(at) if at.planned and at.planned[0].starts_at < at.now + SOON else None


def first_goal(at: Situation) -> Step | None:
    if at.row.goals_set:
        return None
    return Step(
        _("Set a first goal"),
        _("One sentence and a date: what shall be different at the end?"),
        _("Write it in the room"),
        f"{at.room}#goals",
        icon="target",
    )


def checklist(at: Situation) -> Step | None:
    if not at.open_duties:
        return None
    text = ngettext(
        "%(n)s duty of this phase is still open: read it again, and tick what is done.",
        "%(n)s duties of this phase are still open: read through them, and tick what is done.",
        at.open_duties,
    )
    return Step(
        _("Take stock of this phase"),
        text % {"n": at.open_duties},
        _("See my checklist"),
        f"{at.page}#checklist",
        icon="circle-check",
    )


def prepare_next(at: Situation) -> Step | None:
    return prepare(at) if at.planned else None


def prepare(at: Situation) -> Step:
    return Step(
        _("Prepare the next meeting"),
        _("Note questions and what has moved since the last time."),
        _("Prepare the agenda") if at.planned else _("Open the room"),
        f"{at.room}#agenda/{at.planned[0].pk}" if at.planned else at.room,
        icon="calendar",
    )
