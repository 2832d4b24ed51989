"""Working days and the clock of a network's first country. Pure."""

from datetime import date, timedelta
from functools import cache
from importlib import resources

import holidays


def _calendar(country: str) -> holidays.HolidayBase:
    """Public holidays of a whole country (ISO 3166-1 alpha-2) and its weekend; of one that is not known the weekend."""
    if country in holidays.list_supported_countries():
        return holidays.country_holidays(country)
    return holidays.HolidayBase()


def after(start: date, days: int, country: str) -> date:
    """The last of so many working days after a day; the day itself does not count."""
    return _calendar(country).get_nth_working_day(start, days)


def left(today: date, last: date, country: str) -> int:
    """How many working days are left after today, the last one included; negative: how many it is late."""
    if last < today:
        return -left(last, today, country)
    if last == today:
        return 0
    return _calendar(country).get_working_days_count(today + timedelta(days=1), last)


@cache
def _zones() -> dict[str, str]:
    """{country: its time zone, the first where it has several}, by the table of the IANA."""
    table = (resources.files("tzdata") / "zoneinfo" / "zone.tab").read_text()
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    return {country: zone for country, _place, zone, *_remark in reversed(rows)}


def zone(country: str) -> str:
    """The IANA zone by whose clock a country's days begin; UTC where no country is told."""
    return _zones().get(country, "UTC")
