from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.mentorships import events, policies
from ithaca.mentorships.actions.changes import locked
from ithaca.mentorships.actions.meetings.changes import attend, record
from ithaca.mentorships.models import Attendance, Meeting
from ithaca.mentorships.states import MeetingState


@dataclass(frozen=True)
class Reply:
    """What a calendar answered to the invitation of this sequence, and when by its own clock."""

    answer: str
    sequence: int
    stamped_at: datetime


@transaction.atomic
def answer_invitation(*, actor: Person, meeting: Meeting, reply: Reply) -> None:
    """Notes what somebody's calendar answered; what answers an older invitation, or was overtaken, changes nothing."""
    row = locked(meeting.mentorship_id)
    policies.require(actor, row, Permission.TAKE_PART_IN_MENTORSHIP)
    found = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if found.state != MeetingState.PLANNED or reply.sequence != found.sequence:
        return
    last = Attendance.objects.filter(meeting=found, person=actor, sequence=found.sequence).first()
    stamped_at = min(reply.stamped_at, clock.now())  # a clock that is fast must not outrun later answers
    if last is not None and _overtaken(reply.answer, stamped_at, last):
        return
    attend(found, actor, reply.answer, stamped_at)
    if last is None or last.answer != reply.answer:
        record(events.MeetingAnswered, actor, row, found, answer=reply.answer)


def _overtaken(answer: str, stamped_at: datetime, last: Attendance) -> bool:
    """The same answer read twice, or one from before the last; what was answered here has no stamp and yields."""
    if last.stamped_at is None:
        return False
    return stamped_at < last.stamped_at or (stamped_at, answer) == (last.stamped_at, last.answer)
