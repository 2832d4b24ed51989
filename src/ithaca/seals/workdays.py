"""Working days, as a network's first country counts them. Pure."""

from datetime import date, timedelta

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
