"""What a pair's number of contacts, and all that hangs on it, is told by."""

from django.db.models import Max

from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.mentorships import events, rules
from ithaca.mentorships.actions.attestations import keep_attestations_true
from ithaca.mentorships.actions.changes import enter_development_if_ready, note_next_meeting
from ithaca.mentorships.actions.changes import record as record_of_pair
from ithaca.mentorships.actions.meetings.changes import record
from ithaca.mentorships.models import Meeting, Mentorship
from ithaca.mentorships.states import MEETING, RUNNING, MeetingState, MentorshipState


def count(actor: Person, row: Mentorship, found: Meeting, verb: str) -> None:
    """The meeting is held by this verb: it counts towards the official end, and the launch may be over."""
    found.state = MEETING.after(verb, found.state)
    found.save()
    row.contacts += 1
    row.last_contact_at = max(filter(None, [row.last_contact_at, found.starts_at]))
    note_next_meeting(row)
    record(events.MeetingHeld, actor, row, found)
    enter_development_if_ready(actor, row)
    reached = rules.official_end_reached(row.contacts, row.programme.contacts_to_official_end)
    if row.official_end_at is None and reached and row.state in RUNNING:
        row.official_end_at = clock.now()
        record_of_pair(events.OfficialEndReached, actor, row)
    row.save()
    keep_attestations_true(row)


def count_no_more(row: Mentorship, found: Meeting) -> None:
    """The meeting, its state set, leaves the count; phases that it helped to enter stay entered."""
    found.save()
    row.contacts -= 1
    held = Meeting.objects.filter(mentorship=row, state=MeetingState.HELD)
    row.last_contact_at = held.aggregate(last=Max("starts_at"))["last"]
    reached = rules.official_end_reached(row.contacts, row.programme.contacts_to_official_end)
    undecided = row.goes_on_since is None and row.state in (
        MentorshipState.LAUNCH,
        MentorshipState.DEVELOPMENT,
    )
    if undecided and not reached:
        row.official_end_at = None
    row.save()
    keep_attestations_true(row)
