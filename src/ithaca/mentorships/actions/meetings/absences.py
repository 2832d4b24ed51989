"""Absences that one recorded and the other sees otherwise."""

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.mentorships import events, queries
from ithaca.mentorships.actions.meetings.changes import locked_to_tell, record
from ithaca.mentorships.actions.meetings.counting import count
from ithaca.mentorships.actions.meetings.plans import require_room_for
from ithaca.mentorships.actions.meetings.recording import require_length
from ithaca.mentorships.models import Meeting
from ithaca.mentorships.states import MEETING, MeetingState


@transaction.atomic
def dispute_absence(*, actor: Person, meeting: Meeting) -> None:
    """The one said to have been missing sees it otherwise: it counts for nothing until the two settle it."""
    row, found = locked_to_tell(actor, meeting)
    if found.state == MeetingState.DISPUTED:
        return
    after = MEETING.after("dispute", found.state)
    if not queries.may_dispute(actor, row, found):
        raise Refusal(_("This absence can't be disputed any more. Talk about it; your coordinator can help."))
    found.state, found.disputed_at = after, clock.now()
    found.save()
    row.missed -= 1
    row.save(update_fields=["missed"])
    record(events.AbsenceDisputed, actor, row, found)


@transaction.atomic
def accept_absence(*, actor: Person, meeting: Meeting) -> None:
    """Whoever disputed the absence lets it stand after all."""
    row, found = locked_to_tell(actor, meeting)
    if found.state == MeetingState.MISSED:
        return
    after = MEETING.after("accept the absence", found.state)
    if found.recorded_by_id == actor.pk:
        raise Refusal(
            _("You recorded this absence: you can take it back, the other person can let it stand.")
        )
    found.state = after
    found.save()
    row.missed += 1
    row.save(update_fields=["missed"])
    record(events.AbsenceAccepted, actor, row, found)


@transaction.atomic
def take_absence_back(*, actor: Person, meeting: Meeting, minutes: int | None) -> None:
    """Whoever recorded the absence takes it back: the meeting was held, so long, or (None) it counts for nothing."""
    row, found = locked_to_tell(actor, meeting)
    if found.state in (MeetingState.HELD, MeetingState.CANCELLED):
        return
    MEETING.after("settle as cancelled", found.state)  # refuses what is not disputed
    if found.recorded_by_id != actor.pk:
        raise Refusal(_("Only the person who recorded the absence can take it back."))
    found.missed_by = ""
    record_as = events.AbsenceTakenBack
    if minutes is None:
        found.state = MEETING.after("settle as cancelled", found.state)
        found.save()
        record(record_as, actor, row, found, held=False)
        return
    require_length(minutes)
    require_room_for(row, 0)
    found.minutes = minutes
    record(record_as, actor, row, found, held=True)
    count(actor, row, found, "settle as held")
