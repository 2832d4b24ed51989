"""
How a table is made in which nobody is made out: k-anonymity that counts people and organisations, not lines.

Circumstances become coarser for the whole table, step by step, until what has to be left out costs more than what
would be told less finely; groups that are still too small are left out. All ways of coarsening are tried, cheapest
first, so the result is the best one and always the same. `docs/research.md` says it in full. Pure.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from uuid import UUID

from ithaca.research.variables import ALL, Circumstance, Outcome, Pair

LEAST_K = 10
LEAST_ORGANISATIONS = 3
MOST_OF_ONE = 4  # nobody has more than one line of so many in a group
# An outcome is told of a group if two of its values at least have so many mentors, and so many mentees, behind each:
# in all of it, and in what is left to whoever knows the lines of one organisation and takes them away.
LEAST_VALUES, LEAST_BEHIND, LEAST_BEHIND_ELSEWHERE = 2, 3, 2

Key = tuple[str, ...]
# Weights are whole numbers, so that nothing depends on how a processor rounds: divisible by every number of steps.
WEIGHT = 12


def elsewhere(k: int) -> int:
    """How many mentors, and mentees, a group has at least without any one organisation."""
    return (k + 1) // 2


class Crowd:
    """How many different people there are, and how many are left where one organisation's lines are known."""

    def __init__(self, people: Iterable[tuple[UUID, UUID]]) -> None:
        within: dict[UUID, set[UUID]] = defaultdict(set)
        for person, organisation in people:
            within[person].add(organisation)
        self.size = len(within)
        self._only = Counter(next(iter(places)) for places in within.values() if len(places) == 1)

    def without(self, organisation: UUID) -> int:
        return self.size - self._only[organisation]

    @property
    def least(self) -> int:
        """Without whichever organisation leaves the fewest."""
        return self.size - max(self._only.values(), default=0)


def _crowds(pairs: Iterable[Pair]) -> tuple[Crowd, Crowd]:
    """The mentors, the mentees."""
    pairs = list(pairs)
    return (
        Crowd((pair.mentor, pair.organisation) for pair in pairs),
        Crowd((pair.mentee, pair.organisation) for pair in pairs),
    )


@dataclass(frozen=True)
class Group:
    """Pairs that nothing told of their circumstances tells apart."""

    key: Key
    pairs: Sequence[Pair]

    def hides(self, k: int) -> bool:
        """
        Whether each pair stands among enough people of enough organisations, none of which has more than half; so that
        whoever knows all lines of an organisation, or of a person, still has enough others before them.
        """
        lines = len(self.pairs)
        if lines < k:
            return False
        organisations = Counter(pair.organisation for pair in self.pairs)
        people = Counter(person for pair in self.pairs for person in (pair.mentor, pair.mentee))
        return (
            len(organisations) >= LEAST_ORGANISATIONS
            and 2 * max(organisations.values()) <= lines
            and MOST_OF_ONE * max(people.values()) <= lines
            and all(crowd.size >= k and crowd.least >= elsewhere(k) for crowd in _crowds(self.pairs))
        )

    def mixes(self, outcome: Outcome) -> bool:
        """Whether an outcome can be told without being told of everybody in the group (l-diversity, of people)."""
        alike: dict[str, list[Pair]] = defaultdict(list)
        for pair in self.pairs:
            alike[outcome.told(pair)].append(pair)
        values = [_crowds(pairs) for pairs in alike.values()]
        borne = sum(min(crowd.size for crowd in value) >= LEAST_BEHIND for value in values)
        return borne >= LEAST_VALUES and all(
            sum(min(crowd.without(each) for crowd in value) >= LEAST_BEHIND_ELSEWHERE for value in values)
            >= LEAST_VALUES
            for each in {pair.organisation for pair in self.pairs}
        )


@dataclass(frozen=True)
class Table:
    """What goes out: which step each circumstance is told at, the groups, and how many pairs are left out."""

    steps: Mapping[str, int]
    groups: Sequence[Group]
    left_out: int

    @property
    def pairs(self) -> list[Pair]:
        return [pair for group in self.groups for pair in group.pairs]

    def lines(self, outcomes: Sequence[Outcome]) -> list[Key]:
        """The lines in an order that tells nothing of where they come from."""
        found = []
        for group in self.groups:
            told = [outcome for outcome in outcomes if group.mixes(outcome)]
            for pair in group.pairs:
                found.append((*group.key, *(each.told(pair) if each in told else ALL for each in outcomes)))
        return sorted(found)


def anonymous(pairs: Sequence[Pair], circumstances: Sequence[Circumstance], k: int) -> Table:
    """The table that loses least. A cell costs its step's share of the ladder, a pair left out twice all its cells."""
    whole = 2 * WEIGHT * len(circumstances)
    best: tuple[int, tuple[int, ...], list[Group]] = (whole * len(pairs) + 1, (), [])
    told = [[[step(pair) for pair in pairs] for step in each.steps] for each in circumstances]
    for weight, steps in _ways(circumstances):
        if weight * len(pairs) > best[0]:
            break  # every way from here on costs more, even if it left nobody out
        keys = list(zip(*(each[step] for each, step in zip(told, steps, strict=True)), strict=True))
        large = sum(size for size in Counter(keys).values() if size >= k)
        if (whole * len(pairs) - (whole - weight) * large, steps) > best[:2]:
            continue  # even if all that are large enough hid everybody
        groups = _hiding(pairs, keys, k)
        kept = sum(len(group.pairs) for group in groups)
        best = min(
            best, (whole * len(pairs) - (whole - weight) * kept, steps, groups), key=lambda way: way[:2]
        )
    _cost, chosen, groups = best
    named = {each.slug: step for each, step in zip(circumstances, chosen, strict=False)}
    return Table(named, groups, len(pairs) - sum(len(group.pairs) for group in groups))


def _ways(circumstances: Sequence[Circumstance]) -> list[tuple[int, tuple[int, ...]]]:
    """Every combination of steps with what a line then costs, the cheapest first."""
    ways = product(*(range(len(each.steps)) for each in circumstances))
    return sorted(
        (sum(step * WEIGHT // each.last for step, each in zip(way, circumstances, strict=True)), way)
        for way in ways
    )


def _hiding(pairs: Sequence[Pair], keys: Sequence[Key], k: int) -> list[Group]:
    alike: dict[Key, list[Pair]] = defaultdict(list)
    for pair, key in zip(pairs, keys, strict=True):
        alike[key].append(pair)
    groups = (Group(key, alike[key]) for key in sorted(alike))
    return [group for group in groups if group.hides(k)]
