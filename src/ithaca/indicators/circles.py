"""
Circles: the programmes of which something is published come in fixed circles of five or more, each of another
organisation. Whatever is published tells of whole circles, so however groups and editions are compared, what one has
and the other has not is whole circles too: never fewer than five programmes. `docs/benchmarks.md` says it in full.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from uuid import UUID

SMALLEST = 5
# Of a member, in the order in which they are given up when too few share them all.
KINDS = ("network", "country", "audience", "size")
EVERYBODY = "all"

Trait = str  # "country:FR"


@dataclass(frozen=True)
class Member:
    """A programme that compares itself, with what makes others comparable."""

    programme: UUID
    organisation: UUID
    traits: frozenset[Trait]

    def of_kind(self, kind: str) -> frozenset[Trait]:
        return frozenset(trait for trait in self.traits if trait.split(":")[0] == kind)


Circle = Sequence[Member]


def formed(waiting: Iterable[Member]) -> list[list[Member]]:
    """The circles that those who wait make: first of those alike in everything, then in less and less."""
    left = list(waiting)
    found: list[list[Member]] = []
    for size in range(len(KINDS), -1, -1):
        for kinds in combinations(KINDS, size):
            alike: dict[tuple[frozenset[Trait], ...], list[Member]] = defaultdict(list)
            for member in left:
                alike[tuple(member.of_kind(kind) for kind in kinds)].append(member)
            made = [circle for bucket in alike.values() for circle in _circles(bucket)]
            taken = {member.programme for circle in made for member in circle}
            left = [member for member in left if member.programme not in taken]
            found += made
    return found


def _circles(bucket: Sequence[Member]) -> list[list[Member]]:
    """As many circles as there are five organisations for, evenly; who is left over waits."""
    by_organisation: dict[UUID, list[Member]] = defaultdict(list)
    for member in bucket:
        by_organisation[member.organisation].append(member)
    found: list[list[Member]] = []
    while len(by_organisation) >= SMALLEST:
        several = len(by_organisation) // SMALLEST
        organisations = list(by_organisation)
        for number in range(several):
            found.append([by_organisation[key].pop(0) for key in organisations[number::several]])
        by_organisation = defaultdict(list, {key: rows for key, rows in by_organisation.items() if rows})
    return found


@dataclass(frozen=True)
class Told:
    """Of whom an edition tells: circles that stand, and new ones."""

    kept: Mapping[UUID, Circle]
    made: Sequence[Circle]


def told_of(standing: Mapping[UUID, frozenset[UUID]], there: Iterable[Member]) -> Told:
    """A circle is told of if all of it are there; who stands in none that may come back can make a new one."""
    by_id = {member.programme: member for member in there}
    kept = {
        key: [by_id[each] for each in sorted(programmes)]
        for key, programmes in standing.items()
        if programmes <= by_id.keys()
    }
    taken = frozenset[UUID]().union(*standing.values())
    return Told(kept, formed(member for key, member in by_id.items() if key not in taken))


def groups(circles: Mapping[UUID, Circle]) -> dict[str, list[UUID]]:
    """By group the circles that belong to it as a whole: everybody, and each trait that all of a circle share."""
    found: dict[str, list[UUID]] = {EVERYBODY: list(circles)} if circles else {}
    for key, circle in circles.items():
        for trait in sorted(frozenset.intersection(*(member.traits for member in circle))):
            found.setdefault(trait, []).append(key)
    return found
