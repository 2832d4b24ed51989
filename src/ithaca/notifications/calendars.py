"""Invitations for calendars (RFC 5545, RFC 5546): one UID a meeting for ever, a higher SEQUENCE with each change."""

from datetime import timedelta
from email.utils import parseaddr

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress, vText

from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.mentorships.models import Meeting


def invitation(meeting: Meeting, people: list[Person], *, method: str) -> str:
    """The meeting as an iCalendar object, METHOD REQUEST or CANCEL; says no more than that it is a mentoring meeting."""
    calendar = Calendar()
    calendar.add("prodid", "-//Ithaca//Mentoring//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    entry = Event()
    entry.add("uid", f"{meeting.pk}@ithaca")
    entry.add("sequence", meeting.sequence)
    entry.add("dtstamp", clock.now())
    entry.add("dtstart", meeting.starts_at)
    entry.add("dtend", meeting.starts_at + timedelta(minutes=meeting.minutes))
    entry.add("summary", _("Mentoring meeting"))
    entry.add("status", "CANCELLED" if method == "CANCEL" else "CONFIRMED")
    if meeting.place:
        entry.add("location", meeting.place)
    entry.add("organizer", vCalAddress(f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}"))
    for person in people:
        guest = vCalAddress(f"mailto:{person.email}")
        guest.params["cn"] = vText(person.name)
        guest.params["role"] = vText("REQ-PARTICIPANT")
        entry.add("attendee", guest, encode=False)
    calendar.add_component(entry)
    return str(calendar.to_ical().decode())
