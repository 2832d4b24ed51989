"""Entries of calendars as iCalendar objects (RFC 5545), with the zones they speak of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress

YEAR = timedelta(days=366)


@dataclass(frozen=True)
class Entry:
    """One thing in a calendar; `time_zone` is the IANA zone whose clock it keeps to."""

    uid: str
    sequence: int
    starts_at: datetime
    minutes: int
    summary: str
    time_zone: str = "UTC"
    place: str = ""
    status: str = ""  # CONFIRMED or CANCELLED; empty in a feed
    organizer: str = ""  # an address


def calendar_of(entries: Sequence[Entry], *, method: str, stamped_at: datetime) -> Calendar:
    """A calendar object with these entries and the zones that they speak of."""
    calendar = Calendar()
    calendar.add("prodid", "-//Ithaca//Mentoring//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    for entry in entries:
        calendar.add_component(_event(entry, stamped_at))
    if entries:
        days = [entry.starts_at.date() for entry in entries]
        calendar.add_missing_timezones(first_date=min(days) - YEAR, last_date=max(days) + YEAR)
    return calendar


def _event(entry: Entry, stamped_at: datetime) -> Event:
    event = Event()
    # The length is added on the world's clock: a night in which the clocks change makes it neither longer nor shorter.
    moments = (entry.starts_at, entry.starts_at + timedelta(minutes=entry.minutes))
    start, end = (moment.astimezone(_telling_zone(moments, entry.time_zone)) for moment in moments)
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", stamped_at)
    event.add("dtstart", start)
    event.add("dtend", end)
    event.add("summary", entry.summary)
    event.add("class", "PRIVATE")
    if entry.place:
        event.add("location", entry.place)
    if entry.status:
        event.add("status", entry.status)
    if entry.organizer:
        event.add("organizer", vCalAddress(f"mailto:{entry.organizer}"))
    return event


def _telling_zone(moments: tuple[datetime, ...], name: str) -> tzinfo:
    """The zone, unless its clock shows one of the moments twice: calendars differ on which is meant, so UTC then."""
    zone = ZoneInfo(name)
    shown = [moment.astimezone(zone).replace(fold=0) for moment in moments]
    twice = any(one.utcoffset() != one.replace(fold=1).utcoffset() for one in shown)
    return UTC if twice else zone
