"""What is counted of many programmes in several periods at once: one query a fact, whatever their number."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import fmean, median
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from ithaca.kernel.periods import Period


@dataclass(frozen=True)
class Tally:
    """One value and what it comes from; without a value there was nothing to count."""

    value: float | None = None  # a share in per cent, days, a number, a score, or 1 for yes and 0 for no
    part: int | None = None  # of a share: the cases that count
    whole: int | None = None  # the cases


# By programme and by the number of the period.
Tallies = Mapping[tuple[UUID, int], Tally]
# Counts one fact of these programmes in these periods.
Counted = Callable[[Collection[UUID], Sequence[Period]], Tallies]
Condition = Callable[[Period], Q]


def share(part: int, whole: int) -> Tally:
    return Tally(100 * part / whole if whole else None, part, whole)


def middle(values: Sequence[float]) -> Tally:
    """The median, and of how many."""
    return Tally(median(values) if values else None, whole=len(values))


def mean(values: Sequence[float]) -> Tally:
    return Tally(fmean(values) if values else None, whole=len(values))


def number(n: int) -> Tally:
    return Tally(float(n))


def yes(answer: bool) -> Tally:
    return Tally(float(answer))


def within(field: str, since: datetime | date, until: datetime | date) -> Q:
    return Q(**{f"{field}__gte": since, f"{field}__lt": until})


def numbers(
    rows: QuerySet[Any], periods: Sequence[Period], *, case: Condition, programme: str = "programme_id"
) -> dict[tuple[UUID, int], int]:
    """How many rows are a case in each period, where there are rows at all."""
    counts = {f"n_{index}": Count("pk", filter=case(period)) for index, period in enumerate(periods)}
    found = rows.order_by().values(programme).annotate(**counts)
    return {(row[programme], index): row[f"n_{index}"] for row in found for index in range(len(periods))}


def shares(
    rows: QuerySet[Any],
    periods: Sequence[Period],
    *,
    case: Condition,
    hit: Condition,
    programme: str = "programme_id",
) -> Tallies:
    """Of the rows that are a case in each period, how many are a hit."""
    counts = {f"whole_{index}": Count("pk", filter=case(period)) for index, period in enumerate(periods)}
    counts |= {
        f"part_{index}": Count("pk", filter=case(period) & hit(period))
        for index, period in enumerate(periods)
    }
    found = rows.order_by().values(programme).annotate(**counts)
    return {
        (row[programme], index): share(row[f"part_{index}"], row[f"whole_{index}"])
        for row in found
        for index in range(len(periods))
    }


def middles(
    spans: Iterable[tuple[UUID, datetime | None, datetime | None]], periods: Sequence[Period]
) -> Tallies:
    """The median days of (programme, end, beginning), by the period in which the end lies."""
    days: dict[tuple[UUID, int], list[float]] = defaultdict(list)
    for programme, end, beginning in spans:
        for index, period in enumerate(periods):
            if end is not None and beginning is not None and period.holds(end):
                days[programme, index].append((end - beginning) / timedelta(days=1))
    return {key: middle(values) for key, values in days.items()}


def summed(tallies: Sequence[Tallies]) -> Tallies:
    """Shares over several kinds of cases together."""
    keys = {key for each in tallies for key in each}
    none = Tally(part=0, whole=0)
    found = {key: [each.get(key, none) for each in tallies] for key in keys}
    return {
        key: share(sum(each.part or 0 for each in cases), sum(each.whole or 0 for each in cases))
        for key, cases in found.items()
    }


def same_throughout(values: Mapping[UUID, Tally], periods: Sequence[Period]) -> Tallies:
    """What is as it is today, whatever the period."""
    return {(key, index): tally for key, tally in values.items() for index in range(len(periods))}
