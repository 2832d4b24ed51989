"""What a network sees of its members, and what everybody sees of a network."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from ithaca.kernel.folding import fold
from ithaca.mentorships.figures import Activity, activities
from ithaca.networks import queries
from ithaca.networks.models import Membership, Network
from ithaca.networks.rules import Count, Total, shown, total
from ithaca.networks.states import MembershipState
from ithaca.organisations.places import country_name, region_name
from ithaca.programmes.figures import Size, listed, sizes
from ithaca.programmes.models import Programme


@dataclass(frozen=True)
class Counts:
    """Of one member: no name, no programme by name, nothing of fewer than five people or pairs."""

    programmes: int
    people: Count
    pairs: Count
    meetings: Count


@dataclass(frozen=True)
class Line:
    """A member, with its counts unless it is suspended."""

    membership: Membership
    counts: Counts | None


@dataclass(frozen=True)
class Sums:
    members: int
    programmes: int
    people: Total
    pairs: Total
    meetings: Total


def beginning_of_year() -> datetime:
    """Its first moment where the reader is."""
    return timezone.localtime().replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0)


def counted(size: Size, activity: Activity) -> Counts:
    return Counts(
        programmes=size.programmes,
        people=shown(size.people),
        pairs=shown(activity.running),
        meetings=shown(activity.meetings, of=activity.met),
    )


def lines(memberships: Collection[Membership]) -> list[Line]:
    """Four queries, however many members."""
    within = [row.organisation_id for row in memberships if row.state == MembershipState.MEMBER]
    size, activity = sizes(within), activities(within, beginning_of_year())
    found = []
    for row in memberships:
        key = row.organisation_id
        counts = counted(size.get(key, Size()), activity.get(key, Activity())) if key in within else None
        found.append(Line(row, counts))
    return found


def sums(found: Sequence[Line]) -> Sums:
    counts = [line.counts for line in found if line.counts is not None]
    return Sums(
        members=len(counts),
        programmes=sum(each.programmes for each in counts),
        people=total(each.people for each in counts),
        pairs=total(each.pairs for each in counts),
        meetings=total(each.meetings for each in counts),
    )


@dataclass(frozen=True)
class Place:
    """A region of a country, or the country as a whole, with the programmes that are at home there."""

    country: str
    region: str
    programmes: tuple[Programme, ...]

    @property
    def name(self) -> str:
        return region_name(self.region)


@dataclass(frozen=True)
class Land:
    """A country with its programmes, by region."""

    code: str
    places: tuple[Place, ...]

    @property
    def name(self) -> str:
        return country_name(self.code)

    @property
    def programmes(self) -> int:
        return sum(len(place.programmes) for place in self.places)


def lands(network: Network) -> list[Land]:
    """The programmes of its members that their coordinators let it name, by country and region; two queries."""
    found: dict[str, dict[str, list[Programme]]] = {}
    for programme in listed([row.pk for row in queries.organisations_in(network)]):
        at = programme.organisation
        found.setdefault(at.country, {}).setdefault(at.region, []).append(programme)
    made = [
        Land(code, _by_name([Place(code, region, tuple(rows)) for region, rows in regions.items()]))
        for code, regions in found.items()
    ]
    return sorted(made, key=lambda land: (not land.name, fold(land.name)))


def _by_name(places: list[Place]) -> tuple[Place, ...]:
    return tuple(sorted(places, key=lambda place: (not place.name, fold(place.name))))
