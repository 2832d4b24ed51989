"""What the actions on meetings share."""

import uuid
from datetime import datetime

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.journal import actions as journal
from ithaca.mentorships import events, policies
from ithaca.mentorships.actions.changes import locked_running, locked_to_settle, note_next_meeting
from ithaca.mentorships.actions.meetings.plans import Plan
from ithaca.mentorships.models import Attendance, Meeting, Mentorship


def locked(actor: Person, meeting: Meeting) -> tuple[Mentorship, Meeting]:
    """Mentorship and meeting as they are now, for one of the two."""
    return _of_the_two(actor, locked_running(meeting.mentorship_id), meeting)


def locked_to_tell(actor: Person, meeting: Meeting) -> tuple[Mentorship, Meeting]:
    """The same, after the end too: for saying how a meeting went."""
    return _of_the_two(actor, locked_to_settle(meeting.mentorship_id), meeting)


def _of_the_two(actor: Person, row: Mentorship, meeting: Meeting) -> tuple[Mentorship, Meeting]:
    policies.require(actor, row, Permission.TAKE_PART_IN_MENTORSHIP)
    return row, Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)


def create(actor: Person, id: uuid.UUID, row: Mentorship, plan: Plan, **more: object) -> Meeting:
    _keep_link(row, plan)
    return Meeting.objects.create(
        id=id,
        mentorship=row,
        contact_type=plan.contact_type,
        starts_at=plan.starts_at,
        time_zone=plan.time_zone,
        minutes=plan.minutes,
        place=plan.place,
        caller=plan.caller,
        planned_by=actor,
        **more,
    )


def change(row: Mentorship, meeting: Meeting, plan: Plan) -> None:
    """Writes the plan into the meeting; whoever calls saves."""
    _keep_link(row, plan)
    meeting.contact_type, meeting.starts_at, meeting.minutes = (
        plan.contact_type,
        plan.starts_at,
        plan.minutes,
    )
    meeting.place, meeting.caller, meeting.time_zone = plan.place, plan.caller, plan.time_zone
    meeting.chosen_slot = None


def _keep_link(row: Mentorship, plan: Plan) -> None:
    """The link of a video call is offered for the next one."""
    if plan.contact_type == "video" and plan.place and plan.place != row.video_link:
        row.video_link = plan.place
        row.save(update_fields=["video_link"])


def drop_dates(meeting: Meeting) -> None:
    """There is nothing to choose from any more; whoever calls saves the meeting."""
    if meeting.offered_by_id is not None:
        meeting.slots.all().delete()
        meeting.offered_by = None


def attend(meeting: Meeting, person: Person, answer: str, stamped_at: datetime | None = None) -> None:
    """Notes the answer to the invitation as it stands; without a stamp it was given here."""
    given = Attendance(
        meeting=meeting, person=person, answer=answer, sequence=meeting.sequence, stamped_at=stamped_at
    )
    Attendance.objects.bulk_create(
        [given],
        update_conflicts=True,
        unique_fields=["meeting", "person"],
        update_fields=["answer", "sequence", "stamped_at"],
    )


def save_with_next(row: Mentorship, meeting: Meeting) -> None:
    meeting.save()
    note_next_meeting(row)
    row.save(update_fields=["next_meeting_at"])


def record(
    fact: type[events.MeetingFact], actor: Person | None, row: Mentorship, meeting: Meeting, **more: object
) -> None:
    journal.record(
        fact(
            actor_id=actor.pk if actor else None,
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
