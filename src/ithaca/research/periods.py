"""Of which mentorships an edition may tell: those that ended in whole quarters that are over. Pure."""

from datetime import date, datetime, timedelta

from ithaca.kernel.periods import Period, months_later, start_of

REST = timedelta(days=1)  # until what is recorded at the very end of a quarter is surely in the journal
OFFERED = 4  # how many ends of quarters one can choose from
YEARS = 10


def ends(now: datetime) -> list[datetime]:
    """The ends of the last quarters, the latest first: the first moment that no longer belongs to them."""
    day = (now - REST).date()
    latest = date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    return [start_of(months_later(latest, -3 * number)) for number in range(OFFERED)]


def beginnings(now: datetime) -> list[datetime]:
    """The beginnings of years, this one's first."""
    return [datetime(now.year - number, 1, 1, tzinfo=now.tzinfo) for number in range(YEARS)]


def offered(period: Period, now: datetime) -> bool:
    return period.since in beginnings(now) and period.until in ends(now) and period.since < period.until
