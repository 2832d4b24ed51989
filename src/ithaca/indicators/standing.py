"""Where a programme stands in an edition, shaped for its page."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from ithaca import catalogue
from ithaca.indicators.definitions import Definition, Unit
from ithaca.indicators.editions import Standing, latest_place
from ithaca.indicators.models import GroupBand
from ithaca.indicators.periods import year_before
from ithaca.indicators.wording import days_of, said
from ithaca.networks.facts import names
from ithaca.organisations.places import country_name
from ithaca.programmes.models import Programme

FULL = {Unit.SHARE: 100.0, Unit.SCORE: 10.0}
SIZES: dict[str, Promise] = {
    "small": gettext_lazy("Fewer than 10 pairs"),
    "medium": gettext_lazy("10 to 49 pairs"),
    "large": gettext_lazy("50 pairs or more"),
}
BELOW = gettext_lazy("below the lower quartile")
LOWER = gettext_lazy("between the lower quartile and the median")
UPPER = gettext_lazy("between the median and the upper quartile")
ABOVE = gettext_lazy("above the upper quartile")
ALIKE = gettext_lazy("as most of them")


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

    period: str
    compared: list[Line]
    others: list[Line]


def of(programme: Programme) -> Shown | None:
    found = latest_place(programme)
    if found is None:
        return None
    edition, standings = found
    groups = {trait for each in standings for trait in each.traits}
    networks = names([UUID(group.split(":")[1]) for group in groups if group.startswith("network:")])
    lines = [_line(each, networks) for each in standings]
    return Shown(
        period=days_of(year_before(edition.month)),
        compared=[line for line in lines if line.groups],
        others=[line for line in lines if not line.groups],
    )


def group_name(group: str, networks: Mapping[UUID, str]) -> str:
    """A group as people call it."""
    kind, _colon, which = group.partition(":")
    if kind == "network":
        return networks.get(UUID(which), "")
    if kind == "country":
        return country_name(which)
    if kind == "audience":
        return _audience(which)
    if kind == "size":
        return str(SIZES[which])
    return _("All programmes")


def _audience(template: str) -> str:
    try:
        name = catalogue.programme(template).text(get_language() or "fr").name
    except catalogue.NotInCatalogueError:
        name = template
    return _("Begun from “%(name)s”") % {"name": name}


def _line(standing: Standing, networks: Mapping[UUID, str]) -> Line:
    definition = standing.definition
    groups = [_group(standing, band, networks) for band in standing.bands] if standing.counted else []
    told = {band.group for band in standing.bands}
    return Line(
        definition=definition,
        own=said(standing.value, definition.unit),
        value=standing.value,
        groups=groups,
        missing=[group_name(trait, networks) for trait in standing.traits if trait not in told]
        if groups
        else [],
        full=FULL.get(definition.unit, 0),
        reason=_reason(standing),
    )


def _reason(standing: Standing) -> str:
    if standing.value is None:
        return _("Your programme has fewer than five cases in these twelve months.")
    if not standing.counted:
        return _("Not yet: five comparable programmes of five organisations make a group.")
    return ""


def _group(standing: Standing, band: GroupBand, networks: Mapping[UUID, str]) -> Group:
    unit, value = standing.definition.unit, standing.value
    return Group(
        name=group_name(band.group, networks),
        at_least=band.programmes_step,
        low=said(band.low, unit),
        middle=said(band.middle, unit),
        high=said(band.high, unit),
        place="" if value is None else place(value, band),
        band=band,
    )


def place(value: float, band: GroupBand) -> Promise:
    """Where a value stands to a group; the quartiles are rounded, so this is about."""
    if value < band.low:
        return BELOW
    if value > band.high:
        return ABOVE
    if band.low == band.high:
        return ALIKE
    return LOWER if value < band.middle else UPPER
