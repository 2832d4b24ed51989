import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.journal import actions as journal
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.mentorships import events, policies, rules
from ithaca.mentorships.actions.changes import (
    enter_development_if_ready,
    locked_running,
    note_next_meeting,
    record,
)
from ithaca.mentorships.models import Meeting, Mentorship
from ithaca.mentorships.states import MEETING, MentorshipState

MISSED_BY = ("mentor", "mentee", "both")
# A clock that is a little fast must not stop anybody from recording the meeting that has just ended.
EARLY = timedelta(minutes=15)


@dataclass(frozen=True)
class Plan:
    """When and how the two meet; `starts_at` is aware, `minutes` the length, `place` a place or a link."""

    contact_type: str
    starts_at: datetime
    minutes: int
    place: str = ""


def _require_allowed(row: Mentorship, plan: Plan) -> None:
    if plan.contact_type not in row.programme.contact_types:
        raise Refusal(_("The programme does not provide for this kind of contact."), field="contact_type")
    if not 5 <= plan.minutes <= 600:
        raise Refusal(_("Give a length between 5 and 600 minutes."), field="minutes")


def _require_to_come(plan: Plan) -> None:
    if plan.starts_at < clock.now() - EARLY:
        raise Refusal(
            _(
                "This moment is past. Choose one to come; if you met then, record the meeting that took place."
            ),
            field="date",
        )


def _create(actor: Person, id: uuid.UUID, row: Mentorship, plan: Plan) -> Meeting:
    return Meeting.objects.create(
        id=id,
        mentorship=row,
        contact_type=plan.contact_type,
        starts_at=plan.starts_at,
        minutes=plan.minutes,
        place=plan.place,
        planned_by=actor,
    )


@transaction.atomic
def plan_meeting(*, actor: Person, id: uuid.UUID, mentorship: Mentorship, plan: Plan) -> Meeting:
    """Plans a meeting; both get the invitation."""
    row = locked_running(mentorship.pk)
    policies.require(actor, row, Permission.TAKE_PART_IN_MENTORSHIP)
    existing = Meeting.made_before(id, mentorship=row)
    if existing is not None:
        return existing
    if row.state == MentorshipState.PAUSED:
        raise Refusal(_("The mentorship rests. Take it up again before you plan a meeting."))
    _require_allowed(row, plan)
    _require_to_come(plan)
    meeting = _create(actor, id, row, plan)
    note_next_meeting(row)
    row.save(update_fields=["next_meeting_at"])
    _record(events.MeetingPlanned, actor, row, meeting)
    return meeting


@transaction.atomic
def record_past_meeting(*, actor: Person, id: uuid.UUID, mentorship: Mentorship, plan: Plan) -> Meeting:
    """Records a meeting that took place without having been planned here; nobody is invited to the past."""
    row = locked_running(mentorship.pk)
    policies.require(actor, row, Permission.TAKE_PART_IN_MENTORSHIP)
    existing = Meeting.made_before(id, mentorship=row)
    if existing is not None:
        return existing
    _require_allowed(row, plan)
    if plan.starts_at > clock.now() + EARLY:
        raise Refusal(_("This moment is still to come: plan the meeting instead."), field="date")
    meeting = _create(actor, id, row, plan)
    _hold(actor, row, meeting, plan.minutes)
    return meeting


@transaction.atomic
def move_meeting(*, actor: Person, meeting: Meeting, plan: Plan) -> None:
    """Changes when, how or where; the calendars follow by the same UID and a higher sequence."""
    row, found = _locked(actor, meeting)
    _require_allowed(row, plan)
    if Plan(found.contact_type, found.starts_at, found.minutes, found.place) == plan:
        return
    MEETING.after("hold", found.state)  # only a planned meeting moves
    if plan.starts_at != found.starts_at:
        _require_to_come(plan)
    found.contact_type, found.starts_at = plan.contact_type, plan.starts_at
    found.minutes, found.place = plan.minutes, plan.place
    found.sequence += 1
    found.save()
    note_next_meeting(row)
    row.save(update_fields=["next_meeting_at"])
    _record(events.MeetingMoved, actor, row, found)


@transaction.atomic
def cancel_meeting(*, actor: Person, meeting: Meeting) -> None:
    """Cancels a planned meeting; the calendars are told."""
    row, found = _locked(actor, meeting)
    if found.state == "cancelled":
        return
    found.state = MEETING.after("cancel", found.state)
    found.sequence += 1
    found.recorded_at = clock.now()
    found.save()
    note_next_meeting(row)
    row.save(update_fields=["next_meeting_at"])
    _record(events.MeetingCancelled, actor, row, found)


@transaction.atomic
def hold_meeting(*, actor: Person, meeting: Meeting, minutes: int) -> None:
    """Records that a meeting was held and how long it really took; it counts towards the official end."""
    row, found = _locked(actor, meeting)
    if found.state == "held":
        return
    _require_begun(found)
    if not 1 <= minutes <= 600:
        raise Refusal(_("Give a length between 1 and 600 minutes."), field="minutes")
    _hold(actor, row, found, minutes)


def _hold(actor: Person, row: Mentorship, found: Meeting, minutes: int) -> None:
    found.state = MEETING.after("hold", found.state)
    found.minutes = minutes
    found.recorded_at = clock.now()
    found.save()
    row.contacts += 1
    row.last_contact_at = max(filter(None, [row.last_contact_at, found.starts_at]))
    note_next_meeting(row)
    _record(events.MeetingHeld, actor, row, found)
    enter_development_if_ready(actor, row)
    needed = row.programme.contacts_to_official_end
    if row.official_end_at is None and rules.official_end_reached(row.contacts, needed):
        row.official_end_at = clock.now()
        record(events.OfficialEndReached, actor, row)
    row.save()


@transaction.atomic
def miss_meeting(*, actor: Person, meeting: Meeting, missed_by: str) -> None:
    """Records that a meeting did not take place and who was missing."""
    row, found = _locked(actor, meeting)
    if found.state == "missed":
        return
    _require_begun(found)
    if missed_by not in MISSED_BY:
        raise Refusal(_("Say who was missing."), field="missed_by")
    found.state = MEETING.after("miss", found.state)
    found.missed_by = missed_by
    found.recorded_at = clock.now()
    found.save()
    row.missed += 1
    note_next_meeting(row)
    row.save(update_fields=["missed", "next_meeting_at"])
    _record(events.MeetingMissed, actor, row, found, missed_by=missed_by)


def _require_begun(meeting: Meeting) -> None:
    if meeting.starts_at > clock.now() + EARLY:
        raise Refusal(
            _(
                "This meeting has not begun yet: record it afterwards. If you met earlier, cancel it and record the meeting that took place."
            )
        )


def _locked(actor: Person, meeting: Meeting) -> tuple[Mentorship, Meeting]:
    row = locked_running(meeting.mentorship_id)
    policies.require(actor, row, Permission.TAKE_PART_IN_MENTORSHIP)
    return row, Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)


def _record(
    fact: type[events.MeetingFact], actor: Person, row: Mentorship, meeting: Meeting, **more: object
) -> None:
    journal.record(
        fact(
            actor_id=actor.pk,
            subject_id=meeting.pk,
            programme_id=row.programme_id,
            mentorship_id=row.pk,
            contact_type=meeting.contact_type,
            starts_at=meeting.starts_at,
            minutes=meeting.minutes,
            sequence=meeting.sequence,
            **more,
        )
    )
