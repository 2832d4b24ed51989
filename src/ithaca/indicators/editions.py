"""Reads of the comparison: who takes part, what makes programmes comparable, and the editions."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ithaca.indicators.circles import EVERYBODY, SMALLEST, Member
from ithaca.indicators.definitions import COMPARED, Definition
from ithaca.indicators.models import Circle, Comparing, Edition, GroupBand, Place
from ithaca.indicators.queries import measured, tally_of
from ithaca.kernel.periods import Period, months_later
from ithaca.mentorships.facts import running_in
from ithaca.networks.facts import memberships
from ithaca.programmes.facts import Comparable, comparable
from ithaca.programmes.models import Programme

REST_MONTHS = 12  # the twelve months that two editions tell of share no day then
SIZES = ((10, "small"), (50, "medium"))  # fewer pairs than …
LARGE = "large"

Values = dict[str, dict[UUID, float]]


def comparing(programme: Programme) -> bool:
    return Comparing.objects.filter(programme=programme, left_at=None).exists()


def members(period: Period) -> list[Member]:
    """Who takes part since before the end of the period, in the order of joining, with what makes them comparable."""
    rows = Comparing.objects.filter(left_at=None, joined_at__lt=period.until).order_by("joined_at", "pk")
    ids = list(rows.values_list("programme_id", flat=True))
    about, pairs = comparable(ids), running_in(ids, period)
    networks = memberships({each.organisation for each in about.values()})
    return [
        Member(
            key,
            about[key].organisation,
            frozenset(_traits(about[key], pairs.get(key, 0), networks.get(about[key].organisation, set()))),
        )
        for key in ids
        if key in about
    ]


def _traits(about: Comparable, pairs: int, networks: Collection[UUID]) -> set[str]:
    size = next((name for below, name in SIZES if pairs < below), LARGE)
    return {*about.traits, f"size:{size}", *(f"network:{network}" for network in networks)}


def values_of(programmes: Collection[UUID], period: Period) -> Values:
    """By fact and programme; without those that have fewer than five cases, who would tell of people."""
    found = measured(programmes, [period], COMPARED)
    values: Values = {}
    for definition in COMPARED:
        tallies = {key: tally_of(found[definition.slug], definition, key, 0) for key in programmes}
        values[definition.slug] = {
            key: tally.value
            for key, tally in tallies.items()
            if tally.value is not None and (tally.whole or 0) >= SMALLEST
        }
    return values


def standing_circles() -> dict[str, dict[UUID, frozenset[UUID]]]:
    """By fact the circles that are not dissolved, with their programmes."""
    rows = Circle.objects.filter(dissolved=False).order_by("created_at", "pk")
    found: dict[str, dict[UUID, frozenset[UUID]]] = defaultdict(dict)
    for row in rows:
        found[row.fact][row.pk] = frozenset(map(UUID, row.programmes))
    return found


def to_dissolve(month: date) -> list[UUID]:
    """Circles of which no edition has told for so long that no day is told of twice."""
    rows = Circle.objects.filter(dissolved=False, last_shown__lte=months_later(month, -REST_MONTHS))
    return list(rows.values_list("pk", flat=True))


@dataclass(frozen=True)
class Standing:
    """One fact of one programme in an edition, beside the groups that it is comparable with."""

    definition: Definition
    value: float | None
    traits: list[str]
    bands: list[GroupBand]
    counted: bool


def latest_place(programme: Programme) -> tuple[Edition, list[Standing]] | None:
    """The latest edition with the programme in it; three queries."""
    edition = Edition.objects.filter(places__programme=programme).order_by("-month").first()
    if edition is None:
        return None
    places = {row.fact: row for row in Place.objects.filter(edition=edition, programme=programme)}
    bands: dict[str, dict[str, GroupBand]] = defaultdict(dict)
    comparable_with = {EVERYBODY, *(trait for row in places.values() for trait in row.traits)}
    for band in GroupBand.objects.filter(edition=edition, group__in=comparable_with):
        bands[band.fact][band.group] = band
    found = []
    for definition in COMPARED:
        place = places.get(definition.slug)
        if place is None:
            continue
        shown = [
            bands[place.fact][group] for group in (EVERYBODY, *place.traits) if group in bands[place.fact]
        ]
        found.append(Standing(definition, place.value, place.traits, shown, place.counted))
    return edition, found
