"""The periods that a reader chooses from, and the quarters behind a trend."""

import itertools
from datetime import date, datetime, timedelta

from ithaca.kernel.periods import Period, months_later, start_of

QUARTERS = 4
EARLIEST = date(2000, 1, 1)


def default_days(today: date) -> tuple[date, date]:
    """The last twelve months."""
    return months_later(today, -12) + timedelta(days=1), today


def presets(today: date) -> dict[str, tuple[date, date]]:
    """First and last day of each period that is offered by name."""
    return {
        "twelve-months": default_days(today),
        "three-months": (months_later(today, -3) + timedelta(days=1), today),
        "this-year": (date(today.year, 1, 1), today),
        "last-year": (date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
        "all": (EARLIEST, today),
    }


def quarters(last: date, *, now: datetime) -> list[Period]:
    """Four periods of three months, the last of which ends with this day."""
    after = last + timedelta(days=1)
    bounds = [months_later(after, -3 * back) for back in range(QUARTERS, -1, -1)]
    found = []
    for first, following in itertools.pairwise(bounds):
        found.append(Period.of_days(first, following - timedelta(days=1), now=now))
    return found


def year_before(month: date) -> Period:
    """The twelve months that ended with this first of a month."""
    return Period(start_of(months_later(month, -12)), start_of(month))
