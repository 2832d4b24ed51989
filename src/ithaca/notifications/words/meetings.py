"""Mail around meetings that stand in calendars."""

from datetime import timedelta

from django.urls import reverse
from django.utils import translation
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from ithaca.accounts.models import Person
from ithaca.journal.dispatch import reacts_to
from ithaca.journal.models import Event
from ithaca.kernel import clock
from ithaca.kernel.calendars import Entry
from ithaca.mentorships import queries
from ithaca.mentorships.models import Meeting
from ithaca.notifications.calendars.invitations import invitation, summary_for, uid_of
from ithaca.notifications.post import Calendar, Words, write
from ithaca.notifications.words.moments import in_both_zones

WHY = _("You get this mail because you take part in this mentorship.")
INVITED: dict[str, Words] = {
    "meeting.planned": Words(
        _("Mentoring meeting on %(when)s"),
        _("A meeting with %(other)s is planned on %(moment)s. The invitation for your calendar is attached."),
        WHY,
    ),
    "meeting.moved": Words(
        _("Mentoring meeting moved to %(when)s"),
        _(
            "The meeting with %(other)s has changed: it is now on %(moment)s. The new invitation replaces the old one in your calendar."
        ),
        WHY,
    ),
    "meeting.cancelled": Words(
        _("Mentoring meeting cancelled"),
        _(
            "The meeting with %(other)s on %(moment)s is cancelled. Your calendar is told by the attached file."
        ),
        WHY,
    ),
}


def meeting_of(event: Event) -> Meeting | None:
    try:
        return queries.meeting(event.subject_id)
    except Meeting.DoesNotExist:
        return None


def _entry(event: Event, row: Meeting, person: Person) -> Entry:
    """The meeting as it was when the event happened: a later change has a mail of its own."""
    starts_at = parse_datetime(str(event.facts["starts_at"]))
    assert starts_at is not None
    return Entry(
        uid=uid_of(row),
        sequence=event.facts["sequence"],
        starts_at=starts_at,
        minutes=event.facts["minutes"],
        summary=summary_for(person),
        time_zone=row.time_zone,
        place=row.place,
    )


@reacts_to(*INVITED)
def invited(event: Event) -> None:
    row = meeting_of(event)
    if row is None:
        return
    cancelled = event.verb == "meeting.cancelled"
    method = "CANCEL" if cancelled else "REQUEST"
    answers = {
        a.person_id: a.answer for a in queries.attendances(row) if a.sequence == event.facts["sequence"]
    }
    for person in queries.people(row.mentorship):
        other = queries.counterpart(row.mentorship, person)
        entry = _entry(event, row, person)
        if cancelled and entry.starts_at + timedelta(minutes=entry.minutes) < clock.now():
            continue  # the pair has ended since: nobody needs to hear that the past does not take place
        text = invitation(row, entry, person, method=method, answer=answers.get(person.pk, ""))
        with translation.override(person.language):
            values = {
                "other": other.name,
                "when": entry.starts_at,
                "moment": in_both_zones(entry.starts_at, person, other),
            }
        path = reverse("mentorships:detail", args=[row.mentorship_id])
        write(event, person, INVITED[event.verb], path, values=values, calendar=Calendar(method, text))
