"""Dates of trainings as iCalendar objects (RFC 5545, RFC 5546): one UID a date for ever, a higher SEQUENCE with each change."""

from collections.abc import Iterable
from email.utils import parseaddr

from django.conf import settings
from django.utils.translation import get_language
from icalendar import vCalAddress, vText

from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.kernel.calendars import Entry, calendar_of
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
        found.append(_object("CANCEL" if cancel else "REQUEST", [entry], guest=person))
    return "".join(found)


def _object(method: str, entries: Iterable[Entry], *, guest: Person | None = None) -> str:
    calendar = calendar_of(list(entries), method=method, stamped_at=clock.now())
    if guest is not None:
        (event,) = calendar.events
        address = vCalAddress(f"mailto:{guest.email}")
        address.params["cn"] = vText(guest.name)
        address.params["role"] = vText("REQ-PARTICIPANT")
        event.add("attendee", address, encode=False)
    return str(calendar.to_ical().decode())


def _entry(training: Training, date: TrainingDate, *, cancel: bool = False) -> Entry:
    return Entry(
        uid=f"{date.pk}@ithaca",
        sequence=date.sequence,
        starts_at=date.starts_at,
        minutes=date.minutes,
        summary=localised(training.title, get_language() or "fr"),
        time_zone=training.time_zone,
        place=" · ".join(part for part in (training.place, training.link) if part),
        status="CANCELLED" if cancel else "CONFIRMED",
        organizer=parseaddr(settings.DEFAULT_FROM_EMAIL)[1],
    )
