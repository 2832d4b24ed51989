"""The facts shaped for their page."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format

from ithaca.design.components.charts import Bar
from ithaca.indicators import wording
from ithaca.indicators.definitions import THEMES, Definition, Unit, Words
from ithaca.indicators.queries import Reading, Readings
from ithaca.kernel.periods import Period

FULL = {Unit.SHARE: 100.0, Unit.SCORE: 10.0, Unit.YES_NO: 1.0}  # the height of a whole column


@dataclass(frozen=True)
class Line:
    """One fact as the page says it."""

    definition: Definition
    value: str
    counted: str
    nothing: Words  # why there is no value
    dated: Words
    unit: Words
    trend: list[Bar]
    full: float

    @property
    def anchor(self) -> str:
        return f"fact-{self.definition.slug}"


@dataclass(frozen=True)
class Theme:
    title: Words
    lines: list[Line]


def themes(found: Readings) -> list[Theme]:
    return [
        Theme(title, [line(found.by_slug[each.slug], found.quarters) for each in definitions])
        for title, definitions in THEMES
    ]


def line(reading: Reading, quarters: Sequence[Period]) -> Line:
    definition = reading.definition
    return Line(
        definition=definition,
        value=wording.said(reading.tally.value, definition.unit),
        counted=wording.counted(reading.tally, definition),
        nothing="" if reading.tally.value is not None else definition.nothing,
        dated=wording.DATED[definition.dated],
        unit=wording.UNITS[definition.unit],
        trend=_bars(reading, quarters) if reading.has_trend else [],
        full=FULL.get(definition.unit, 0),
    )


def _bars(reading: Reading, quarters: Sequence[Period]) -> list[Bar]:
    unit = reading.definition.unit
    bars = []
    for quarter, tally in zip(quarters, reading.trend, strict=True):
        behind = wording.counted(tally, reading.definition)
        said = wording.said(tally.value, unit)
        bars.append(
            Bar(
                label=wording.days_of(quarter),
                value=tally.value or 0,
                text=f"{said} ({behind})" if behind and tally.value is not None else said,
                short=date_format(quarter.last_day, "SHORT_DATE_FORMAT"),
            )
        )
    return bars
