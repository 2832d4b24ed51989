import uuid
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.mentorships import events, policies, queries
from ithaca.mentorships.actions.changes import locked_running
from ithaca.mentorships.actions.meetings.changes import (
    create,
    drop_dates,
    locked_to_tell,
    record,
    save_with_next,
)
from ithaca.mentorships.actions.meetings.counting import count
from ithaca.mentorships.actions.meetings.plans import EARLY, Plan, require_allowed, require_below_ceiling
from ithaca.mentorships.models import Meeting, Mentorship
from ithaca.mentorships.states import MEETING, MeetingState

MISSED_BY = ("mentor", "mentee", "both")


@transaction.atomic
def record_past_meeting(*, actor: Person, id: uuid.UUID, mentorship: Mentorship, plan: Plan) -> Meeting:
    """Records a meeting that took place without having been planned here; it counts when the other confirms it."""
    row = locked_running(mentorship.pk)
    policies.require(actor, row, Permission.TAKE_PART_IN_MENTORSHIP)
    existing = Meeting.made_before(id, mentorship=row)
    if existing is not None:
        return existing
    require_allowed(row, plan)
    if plan.starts_at > clock.now() + EARLY:
        raise Refusal(_("This moment is still to come: plan the meeting instead."), field="date")
    _require_since_the_beginning(row, plan)
    require_below_ceiling(row)
    meeting = create(actor, id, row, plan, state=MEETING.after("plan", MEETING.initial))
    _hold(actor, row, meeting, plan.minutes)
    return meeting


@transaction.atomic
def hold_meeting(*, actor: Person, meeting: Meeting, minutes: int) -> None:
    """Records that a meeting was held and how long it really took; the other confirms what they had no part in."""
    row, found = locked_to_tell(actor, meeting)
    if found.state in (MeetingState.HELD, MeetingState.TO_CONFIRM):
        return
    require_begun(found)
    require_length(minutes)
    _hold(actor, row, found, minutes)


def _hold(actor: Person, row: Mentorship, found: Meeting, minutes: int) -> None:
    found.minutes = minutes
    found.recorded_at, found.recorded_by = clock.now(), actor
    drop_dates(found)
    if queries.is_agreed_upon(actor, found):
        count(actor, row, found, "hold")
        return
    found.state = MEETING.after("ask to confirm", found.state)
    save_with_next(row, found)
    record(events.ContactToConfirm, actor, row, found)


def _require_since_the_beginning(row: Mentorship, plan: Plan) -> None:
    zone = ZoneInfo(plan.time_zone)
    begun = row.begun_at.astimezone(zone).date() if row.begun_at else None
    if begun is not None and plan.starts_at.astimezone(zone).date() < begun:
        raise Refusal(
            _("Your mentorship began on %(day)s: only meetings since then count.")
            % {"day": date_format(begun)},
            field="date",
        )


@transaction.atomic
def miss_meeting(*, actor: Person, meeting: Meeting, missed_by: str) -> None:
    """Records that a meeting did not take place and who was missing."""
    row, found = locked_to_tell(actor, meeting)
    if found.state == MeetingState.MISSED:
        return
    require_begun(found)
    if missed_by not in MISSED_BY:
        raise Refusal(_("Say who was missing."), field="missed_by")
    found.state = MEETING.after("miss", found.state)
    found.missed_by = missed_by
    found.recorded_at, found.recorded_by = clock.now(), actor
    drop_dates(found)
    row.missed += 1
    row.save(update_fields=["missed"])
    save_with_next(row, found)
    record(events.MeetingMissed, actor, row, found, missed_by=missed_by)


def require_begun(meeting: Meeting) -> None:
    if meeting.starts_at > clock.now() + EARLY:
        raise Refusal(
            _(
                "This meeting has not begun yet: record it afterwards. If you met earlier, cancel it and record the meeting that took place."
            )
        )


def require_length(minutes: int) -> None:
    if not 1 <= minutes <= 600:
        raise Refusal(_("Give a length between 1 and 600 minutes."), field="minutes")
