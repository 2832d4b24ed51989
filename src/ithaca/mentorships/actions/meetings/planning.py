import uuid

from django.db import transaction

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.mentorships import events, policies
from ithaca.mentorships.actions.changes import locked_running
from ithaca.mentorships.actions.meetings.changes import (
    attend,
    change,
    create,
    drop_dates,
    locked,
    record,
    save_with_next,
)
from ithaca.mentorships.actions.meetings.plans import (
    Plan,
    require_allowed,
    require_below_ceiling,
    require_to_come,
    require_under_way,
)
from ithaca.mentorships.models import Attendance, Meeting, Mentorship
from ithaca.mentorships.states import MEETING, MeetingState

ACCEPTED = Attendance.Answer.ACCEPTED


@transaction.atomic
def plan_meeting(*, actor: Person, id: uuid.UUID, mentorship: Mentorship, plan: Plan) -> Meeting:
    """Plans a meeting on a date that the two have agreed upon; both get the invitation."""
    row = locked_running(mentorship.pk)
    policies.require(actor, row, Permission.TAKE_PART_IN_MENTORSHIP)
    existing = Meeting.made_before(id, mentorship=row)
    if existing is not None:
        return existing
    require_under_way(row)
    require_allowed(row, plan)
    require_to_come(plan.starts_at)
    require_below_ceiling(row)
    meeting = create(actor, id, row, plan, state=MEETING.after("plan", MEETING.initial))
    attend(meeting, actor, ACCEPTED)
    save_with_next(row, meeting)
    record(events.MeetingPlanned, actor, row, meeting)
    return meeting


@transaction.atomic
def move_meeting(*, actor: Person, meeting: Meeting, plan: Plan) -> None:
    """Changes when, how or where; the calendars follow by the same UID and a higher sequence."""
    row, found = locked(actor, meeting)
    require_under_way(row)
    require_allowed(row, plan)
    if Plan(found.contact_type, found.starts_at, found.minutes, found.place, found.caller) == plan:
        return
    found.state = MEETING.after("move", found.state)
    if plan.starts_at != found.starts_at:
        require_to_come(plan.starts_at)
    change(row, found, plan)
    found.sequence += 1
    drop_dates(found)
    attend(found, actor, ACCEPTED)
    save_with_next(row, found)
    record(events.MeetingMoved, actor, row, found)


@transaction.atomic
def cancel_meeting(*, actor: Person, meeting: Meeting) -> None:
    """Cancels a planned meeting; the calendars are told."""
    row, found = locked(actor, meeting)
    if found.state == MeetingState.CANCELLED:
        return
    _cancel(actor, row, found)


def _cancel(actor: Person | None, row: Mentorship, found: Meeting) -> None:
    found.state = MEETING.after("cancel", found.state)
    found.sequence += 1
    found.recorded_at, found.recorded_by = clock.now(), actor
    drop_dates(found)
    save_with_next(row, found)
    record(events.MeetingCancelled, actor, row, found)


def close_meetings(actor: Person | None, row: Mentorship) -> None:
    """The pair ends: what is to come is cancelled, calendars included, and offered dates are gone.

    What was planned for before now may have taken place: the two can still say so.
    """
    rows = Meeting.objects.filter(mentorship=row).select_for_update(of=("self",))
    for found in rows.filter(state=MeetingState.PLANNED, starts_at__gt=clock.now()):
        _cancel(actor, row, found)
    for found in rows.filter(state=MeetingState.PLANNED, offered_by__isnull=False):
        drop_dates(found)
        found.save()
    for found in rows.filter(state=MeetingState.PROPOSED):
        found.state = MEETING.after("take back", found.state)
        drop_dates(found)
        found.save()
