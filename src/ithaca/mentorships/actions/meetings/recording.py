import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.mentorships import events, policies, rules
from ithaca.mentorships.actions.changes import enter_development_if_ready, locked_running, note_next_meeting
from ithaca.mentorships.actions.changes import record as record_of_pair
from ithaca.mentorships.actions.meetings.changes import create, drop_dates, locked, record, save_with_next
from ithaca.mentorships.actions.meetings.plans import EARLY, Plan, require_allowed
from ithaca.mentorships.models import Meeting, Mentorship
from ithaca.mentorships.states import MEETING, MeetingState

MISSED_BY = ("mentor", "mentee", "both")
IN_WRITING = "in_writing"


@transaction.atomic
def record_past_meeting(*, actor: Person, id: uuid.UUID, mentorship: Mentorship, plan: Plan) -> Meeting:
    """Records a meeting that took place without having been planned here; nobody is invited to the past."""
    row = locked_running(mentorship.pk)
    policies.require(actor, row, Permission.TAKE_PART_IN_MENTORSHIP)
    existing = Meeting.made_before(id, mentorship=row)
    if existing is not None:
        return existing
    require_allowed(row, plan)
    if plan.starts_at > clock.now() + EARLY:
        raise Refusal(_("This moment is still to come: plan the meeting instead."), field="date")
    meeting = create(actor, id, row, plan, state=MEETING.after("plan", MEETING.initial))
    _hold(actor, row, meeting, plan.minutes)
    return meeting


@transaction.atomic
def hold_meeting(*, actor: Person, meeting: Meeting, minutes: int) -> None:
    """Records that a meeting was held and how long it really took; in writing, the other is asked to confirm it."""
    row, found = locked(actor, meeting)
    if found.state in (MeetingState.HELD, MeetingState.TO_CONFIRM):
        return
    require_begun(found)
    require_length(minutes)
    _hold(actor, row, found, minutes)


def _hold(actor: Person, row: Mentorship, found: Meeting, minutes: int) -> None:
    found.minutes = minutes
    found.recorded_at, found.recorded_by = clock.now(), actor
    drop_dates(found)
    if found.contact_type != IN_WRITING:
        count(actor, row, found, "hold")
        return
    found.state = MEETING.after("ask to confirm", found.state)
    save_with_next(row, found)
    record(events.ContactToConfirm, actor, row, found)


def count(actor: Person, row: Mentorship, found: Meeting, verb: str) -> None:
    """The meeting is held by this verb: it counts towards the official end, and the launch may be over."""
    found.state = MEETING.after(verb, found.state)
    found.save()
    row.contacts += 1
    row.last_contact_at = max(filter(None, [row.last_contact_at, found.starts_at]))
    note_next_meeting(row)
    record(events.MeetingHeld, actor, row, found)
    enter_development_if_ready(actor, row)
    needed = row.programme.contacts_to_official_end
    if row.official_end_at is None and rules.official_end_reached(row.contacts, needed):
        row.official_end_at = clock.now()
        record_of_pair(events.OfficialEndReached, actor, row)
    row.save()


@transaction.atomic
def miss_meeting(*, actor: Person, meeting: Meeting, missed_by: str) -> None:
    """Records that a meeting did not take place and who was missing."""
    row, found = locked(actor, meeting)
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
