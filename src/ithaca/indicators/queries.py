"""Reads of the facts: the values of one programme with their trend, and those of many for the comparison."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ithaca.indicators.definitions import BY_SLUG, Dated, Definition, Unit
from ithaca.indicators.periods import quarters
from ithaca.kernel import clock
from ithaca.kernel.periods import Period
from ithaca.kernel.tallies import Tallies, Tally

ALL = tuple(BY_SLUG.values())
NONE = {Unit.SHARE: Tally(part=0, whole=0), Unit.DAYS: Tally(whole=0)}


@dataclass(frozen=True)
class Reading:
    """One fact of one programme in a period, and in each of the four quarters until its end."""

    definition: Definition
    tally: Tally
    trend: tuple[Tally, ...]

    @property
    def has_trend(self) -> bool:
        return self.definition.dated != Dated.TODAY and any(each.value is not None for each in self.trend)


@dataclass(frozen=True)
class Readings:
    period: Period
    quarters: Sequence[Period]
    by_slug: dict[str, Reading]


def measured(
    programmes: Collection[UUID], periods: Sequence[Period], definitions: Iterable[Definition]
) -> dict[str, Tallies]:
    """Each fact of these programmes in each period: one or two queries a fact, however many there are."""
    return {each.slug: each.counted(programmes, periods) for each in definitions}


def tally_of(found: Tallies, definition: Definition, programme: UUID, index: int) -> Tally:
    return found.get((programme, index)) or NONE.get(definition.unit, Tally())


def readings(
    programme: UUID, first: date, last: date, *, definitions: Collection[Definition] = ALL
) -> Readings:
    """The facts of a programme from one day to another, both included."""
    now = clock.now()
    period, trend = Period.of_days(first, last, now=now), quarters(last, now=now)
    periods = [period, *trend]
    found = measured([programme], periods, definitions)
    by_slug = {}
    for each in definitions:
        value, *values = (tally_of(found[each.slug], each, programme, n) for n in range(len(periods)))
        by_slug[str(each.slug)] = Reading(each, value, tuple(values))
    return Readings(period, trend, by_slug)
