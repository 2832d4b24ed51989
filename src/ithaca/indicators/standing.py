"""Where a programme stands in an edition, shaped for its page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from ithaca import catalogue
from ithaca.indicators.definitions import Definition, Unit
from ithaca.indicators.editions import Standing, latest_place
from ithaca.indicators.models import GroupBand
from ithaca.indicators.periods import year_before
from ithaca.indicators.wording import days_of, said
from ithaca.organisations.forms import COUNTRIES
from ithaca.programmes.models import Programme

FULL = {Unit.SHARE: 100.0, Unit.SCORE: 10.0}
SIZES: dict[str, Promise] = {
    "small": gettext_lazy("Fewer than 10 pairs"),
    "medium": gettext_lazy("10 to 49 pairs"),
    "large": gettext_lazy("50 pairs or more"),
}
# How a value stands to a group, from the lowest up.
PLACES: Sequence[Promise] = (
    gettext_lazy("below the lower quartile"),
    gettext_lazy("between the lower quartile and the median"),
    gettext_lazy("between the median and the upper quartile"),
    gettext_lazy("above the upper quartile"),
)


@dataclass(frozen=True)
class Group:
    """One group beside a programme's own value."""

    name: str
    at_least: int
    low: str
    middle: str
    high: str
    place: object  # in words; empty without a value of one's own
    band: GroupBand


@dataclass(frozen=True)
class Line:
    definition: Definition
    own: str
    value: float | None
    groups: list[Group]
    missing: list[str]  # groups of which too little can be told
    full: float
    reason: str  # why there is nothing to compare


@dataclass(frozen=True)
class Shown:
    """The latest edition, as its page says it."""

    month: date
    period: str
    lines: list[Line]


def of(programme: Programme) -> Shown | None:
    found = latest_place(programme)
    if found is None:
        return None
    edition, standings = found
    lines = [_line(each) for each in standings]
    return Shown(edition.month - timedelta(days=1), days_of(year_before(edition.month)), lines)


def group_name(group: str) -> str:
    """A group as people call it."""
    kind, _colon, which = group.partition(":")
    if kind == "country":
        return str(dict(COUNTRIES).get(which, which))
    if kind == "audience":
        return _audience(which)
    if kind == "size":
        return str(SIZES[which])
    return _("All programmes")


def _audience(template: str) -> str:
    try:
        return catalogue.programme(template).text(get_language() or "fr").name
    except catalogue.NotInCatalogueError:
        return template


def _line(standing: Standing) -> Line:
    definition = standing.definition
    groups = [_group(standing, band) for band in standing.bands] if standing.counted else []
    told = {band.group for band in standing.bands}
    return Line(
        definition=definition,
        own=said(standing.value, definition.unit),
        value=standing.value,
        groups=groups,
        missing=[group_name(trait) for trait in standing.traits if trait not in told] if groups else [],
        full=FULL.get(definition.unit, 0),
        reason=_reason(standing),
    )


def _reason(standing: Standing) -> str:
    if standing.value is None:
        return _("Your programme has fewer than five cases in these twelve months.")
    if not standing.counted:
        return _("Not yet: five comparable programmes of five organisations make a group.")
    return ""


def _group(standing: Standing, band: GroupBand) -> Group:
    unit, value = standing.definition.unit, standing.value
    return Group(
        name=group_name(band.group),
        at_least=band.programmes_step,
        low=said(band.low, unit),
        middle=said(band.middle, unit),
        high=said(band.high, unit),
        place=""
        if value is None
        else PLACES[sum(value >= edge for edge in (band.low, band.middle, band.high))],
        band=band,
    )
