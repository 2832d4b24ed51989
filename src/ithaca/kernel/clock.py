"""The one place that reads the time, always in UTC."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_told: ContextVar[datetime | None] = ContextVar("told", default=None)


def now() -> datetime:
    return _told.get() or datetime.now(UTC)


def today(time_zone: str = "UTC") -> date:
    """The calendar day that a person in this IANA zone is living."""
    return now().astimezone(ZoneInfo(time_zone)).date()


@contextmanager
def telling(moment: datetime) -> Iterator[None]:
    """Inside, it is `moment`: for the demo, whose story happened in the past."""
    token = _told.set(moment)
    try:
        yield
    finally:
        _told.reset(token)
