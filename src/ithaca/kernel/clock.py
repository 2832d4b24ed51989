"""The one place that reads the time, always in UTC."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    return datetime.now(UTC)


def today(time_zone: str = "UTC") -> date:
    """The calendar day that a person in this IANA zone is living."""
    return now().astimezone(ZoneInfo(time_zone)).date()
