"""Somebody's private calendar address, to which their own calendar subscribes."""

import secrets
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from icalendar import vDuration

from ithaca.access.permissions import Permission
from ithaca.access.roles import Role
from ithaca.access.rules import require
from ithaca.accounts.models import Person
from ithaca.journal import actions as journal
from ithaca.kernel import clock
from ithaca.kernel.calendars import Entry, calendar_of
from ithaca.mentorships import queries
from ithaca.notifications.calendars.invitations import summary_for, uid_of
from ithaca.notifications.events import CalendarAddressChanged
from ithaca.notifications.models import CalendarFeed
from ithaca.trainings import queries as trainings

PAST = timedelta(days=60)
MOST_DATES = 200  # of trainings
AGAIN = timedelta(hours=1)  # how often a calendar is asked to look


def feed_of(person: Person) -> CalendarFeed | None:
    return CalendarFeed.objects.filter(person=person).first()


def feed_by_token(token: str) -> CalendarFeed | None:
    return CalendarFeed.objects.select_related("person").filter(token=token, person__is_active=True).first()


@transaction.atomic
def switch_feed_on(person: Person, *, shows_place: bool) -> CalendarFeed:
    """Makes the private address, or changes what its calendar says; the address stays."""
    require({Role.SIGNED_IN, Role.SELF}, Permission.USE_OWN_ACCOUNT)
    feed, _made = CalendarFeed.objects.select_for_update().update_or_create(
        person=person,
        defaults={"shows_place": shows_place},
        create_defaults={"shows_place": shows_place, "token": secrets.token_urlsafe(32)},
    )
    _record(person, "on")
    return feed


@transaction.atomic
def renew_feed(person: Person) -> None:
    """Gives the calendar a new address; the old one leads nowhere from now on."""
    require({Role.SIGNED_IN, Role.SELF}, Permission.USE_OWN_ACCOUNT)
    if CalendarFeed.objects.filter(person=person).update(token=secrets.token_urlsafe(32)):
        _record(person, "renewed")


@transaction.atomic
def switch_feed_off(person: Person) -> None:
    """The private address leads nowhere any more."""
    require({Role.SIGNED_IN, Role.SELF}, Permission.USE_OWN_ACCOUNT)
    if CalendarFeed.objects.filter(person=person).delete()[0]:
        _record(person, "off")


def _record(person: Person, change: str) -> None:
    journal.record(CalendarAddressChanged(actor_id=person.pk, subject_id=person.pk, change=change))


def _meetings(feed: CalendarFeed, since: datetime) -> Iterable[Entry]:
    summary = summary_for(feed.person)
    for meeting in queries.calendar_of(feed.person, since=since):
        yield Entry(
            uid=uid_of(meeting),
            sequence=meeting.sequence,
            starts_at=meeting.starts_at,
            minutes=meeting.minutes,
            summary=summary,
            time_zone=meeting.time_zone,
            place=meeting.place if feed.shows_place else "",
        )


def _trainings(feed: CalendarFeed, since: datetime) -> Iterable[Entry]:
    """Dates of trainings and events at which the person has a place; what they are about stays on their page."""
    for date in trainings.placed_dates(feed.person, since=since, most=MOST_DATES):
        where = date.training.link or date.training.place
        yield Entry(
            uid=f"{date.pk}@ithaca",
            sequence=date.sequence,
            starts_at=date.starts_at,
            minutes=date.minutes,
            summary=_("Mentoring: training or event"),
            time_zone=date.training.time_zone,
            place=where if feed.shows_place else "",
        )


# What stands in the calendar: each gives the entries of one person since a moment.
SOURCES: list[Callable[[CalendarFeed, datetime], Iterable[Entry]]] = [_meetings, _trainings]


def feed_text(feed: CalendarFeed) -> bytes:
    """The calendar as its subscriber reads it."""
    now = clock.now()
    entries = [entry for source in SOURCES for entry in source(feed, now - PAST)]
    calendar = calendar_of(entries, method="PUBLISH", stamped_at=now)
    calendar.add("x-wr-calname", _("Mentoring"))
    calendar.add("refresh-interval", vDuration(AGAIN), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(AGAIN))
    return bytes(calendar.to_ical())
