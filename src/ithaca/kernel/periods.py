"""Spans of time in which something is counted."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta


@dataclass(frozen=True)
class Period:
    """From a moment to the last before another: what happens afterwards changes nothing that is counted in it."""

    since: datetime
    until: datetime

    @property
    def last_day(self) -> date:
        return (self.until - timedelta(microseconds=1)).date()

    def holds(self, moment: datetime) -> bool:
        return self.since <= moment < self.until

    @classmethod
    def of_days(cls, first: date, last: date, *, now: datetime) -> "Period":
        """Both days whole, in UTC; what is still to come is left out, so that nothing due later counts as undone."""
        return cls(start_of(first), max(start_of(first), min(start_of(last + timedelta(days=1)), now)))


def start_of(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def months_later(day: date, months: int) -> date:
    """The same day so many months on, or the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (following - timedelta(days=1)).day))
