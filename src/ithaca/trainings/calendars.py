"""Dates of trainings as iCalendar objects (RFC 5545, RFC 5546): one UID a date for ever, a higher SEQUENCE with each change."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from email.utils import parseaddr

from django.conf import settings
from django.utils.translation import get_language
from icalendar import Calendar, Event, vCalAddress, vText

from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.programmes.texts import localised
from ithaca.trainings import queries
from ithaca.trainings.models import Training, TrainingDate
from ithaca.trainings.states import TrainingState


def published(training: Training) -> str:
    """Every date in one file, to keep in a calendar of one's own (METHOD PUBLISH)."""
    return _object("PUBLISH", [_entry(training, date) for date in queries.dates(training)])


def invitations(training: Training, person: Person, *, gone: bool = False, dropped: bool = False) -> str:
    """One object a date, one after the other, for this person alone: REQUEST, or CANCEL for what is off.

    The dates are apart because one REQUEST speaks of one UID. `gone`: the person has no place any more;
    `dropped`: with the dates that are off, for those who may have them in their calendar.
    """
    off = gone or training.state == TrainingState.CANCELLED
    found = []
    for date in queries.dates(training, dropped=dropped):
        cancel = off or date.dropped
        entry = _entry(training, date, cancel=cancel)
        guest = vCalAddress(f"mailto:{person.email}")
        guest.params["cn"] = vText(person.name)
        guest.params["role"] = vText("REQ-PARTICIPANT")
        entry.add("attendee", guest, encode=False)
        found.append(_object("CANCEL" if cancel else "REQUEST", [entry]))
    return "".join(found)


def _object(method: str, entries: Iterable[Event]) -> str:
    calendar = Calendar()
    calendar.add("prodid", "-//Ithaca//Mentoring//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    for entry in entries:
        calendar.add_component(entry)
    return str(calendar.to_ical().decode())


def _entry(training: Training, date: TrainingDate, *, cancel: bool = False) -> Event:
    entry = Event()
    entry.add("uid", f"{date.pk}@ithaca")
    entry.add("sequence", date.sequence)
    entry.add("dtstamp", clock.now())
    entry.add("dtstart", date.starts_at)
    entry.add("dtend", date.starts_at + timedelta(minutes=date.minutes))
    entry.add("summary", localised(training.title, get_language() or "fr"))
    entry.add("status", "CANCELLED" if cancel else "CONFIRMED")
    where = _where(training)
    if where:
        entry.add("location", " · ".join(where))
    entry.add("organizer", vCalAddress(f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}"))
    return entry


def _where(training: Training) -> Sequence[str]:
    return [part for part in (training.place, training.link) if part]
