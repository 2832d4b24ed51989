"""Quartiles that show nobody's own value: each a mean of several values around its place, and rounded."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from ithaca.indicators.definitions import Unit

FEWEST_MEANT = 3  # so many values make one quartile, in a small group too
STEPS = {Unit.SHARE: 5.0, Unit.DAYS: 1.0, Unit.SCORE: 0.5}
# How many programmes a group has is told in steps too.
SIZES = (5, 10, 20, 50, 100)


@dataclass(frozen=True)
class Band:
    low: float
    middle: float
    high: float


def band(values: Sequence[float], unit: Unit) -> Band:
    """The quartiles of five values or more."""
    ordered = sorted(values)
    return Band(*(_rounded(_around(ordered, place), unit) for place in (0.25, 0.5, 0.75)))


def _around(ordered: Sequence[float], place: float) -> float:
    """The mean of the values next to a place from 0 to 1."""
    meant = max(FEWEST_MEANT, len(ordered) // 5)
    centre = place * (len(ordered) - 1)
    first = min(max(round(centre - (meant - 1) / 2), 0), len(ordered) - meant)
    return fmean(ordered[first : first + meant])


def _rounded(value: float, unit: Unit) -> float:
    step = STEPS[unit]
    return round(value / step) * step


def size_step(programmes: int) -> int:
    """The largest step that a number reaches."""
    return max(step for step in SIZES if step <= programmes)
