"""Pure decisions: whether a mail goes now, later, with the digest, or not at all."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from ithaca.notifications.kinds import ALWAYS, DEFAULTS, Delivery, Kind

QUIET_FROM, QUIET_TO, DIGEST_AT = time(21), time(7), time(8)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MOST_AN_HOUR = 20  # mails that somebody gets; whoever makes more of them by a click is no news


class Way(StrEnum):
    SEND = "send"
    WAIT = "wait"  # until the quiet hours are over
    HOLD = "hold"  # for the digest
    LEAVE_OUT = "leave out"


@dataclass(frozen=True)
class Wishes:
    """How somebody wishes to get mail; without quiet hours both ends are None."""

    zone: str
    deliveries: Mapping[str, str] = field(default_factory=dict)  # {kind: delivery}, only what was chosen
    quiet_from: time | None = QUIET_FROM
    quiet_to: time | None = QUIET_TO
    digest_at: time = DIGEST_AT

    def delivery(self, kind: str) -> Delivery:
        if kind in ALWAYS:
            return Delivery.AT_ONCE
        return Delivery(self.deliveries.get(kind) or DEFAULTS[Kind(kind)])


@dataclass(frozen=True)
class Matter:
    """What decides on a mail's way, beside its reader's wishes."""

    kind: str
    urgent: bool = False
    invites: bool = False  # carries an entry for the calendar, which no digest can
    sent_lately: int = 0  # to the same reader, within the last hour


def way(matter: Matter, wishes: Wishes, now: datetime) -> tuple[Way, datetime]:
    """The way of a mail, and from when on: `now`, the end of the quiet hours or of a flood, or the next digest."""
    delivery = wishes.delivery(matter.kind)
    if delivery == Delivery.OFF:
        return Way.LEAVE_OUT, now
    if delivery == Delivery.DIGEST and not matter.invites:
        return Way.HOLD, next_digest(now, wishes)
    if matter.urgent or matter.kind in ALWAYS:
        return Way.SEND, now
    if rest := quiet_until(now, wishes):
        return Way.WAIT, rest
    if matter.sent_lately >= MOST_AN_HOUR:
        return (Way.WAIT, now + HOUR) if matter.invites else (Way.HOLD, next_digest(now, wishes))
    return Way.SEND, now


def quiet_until(now: datetime, wishes: Wishes) -> datetime | None:
    """The end of the quiet hours that `now` lies in, by the clock on the reader's wall; None outside."""
    begin, end = wishes.quiet_from, wishes.quiet_to
    if begin is None or end is None or begin == end:
        return None
    local = now.astimezone(ZoneInfo(wishes.zone))
    moment = local.time()
    across = begin > end  # midnight lies within
    inside = (moment >= begin or moment < end) if across else begin <= moment < end
    if not inside:
        return None
    day = local.date() + DAY if across and moment >= begin else local.date()
    return _first_after(now, day, end, wishes.zone)


def next_digest(now: datetime, wishes: Wishes) -> datetime:
    """The next time that the reader's clock shows the hour of their digest."""
    day = now.astimezone(ZoneInfo(wishes.zone)).date()
    today = _at(day, wishes.digest_at, wishes.zone)
    return today if today > now else _at(day + DAY, wishes.digest_at, wishes.zone)


def _first_after(now: datetime, day: date, moment: time, zone: str) -> datetime:
    """The moment on that day; in the hour that the end of summer time repeats, the one still to come."""
    first = _at(day, moment, zone)
    return first if first > now else _at(day, moment.replace(fold=1), zone)


def _at(day: date, moment: time, zone: str) -> datetime:
    return datetime.combine(day, moment, ZoneInfo(zone)).astimezone(UTC)
