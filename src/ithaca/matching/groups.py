"""
Whether a run treats groups alike: who found a pair, how well it fits, and which criteria tell the groups apart. Pure.

Groups under five are not shown; where one alone is hidden, or all that are hidden are under five together, the next
smallest is hidden with them, since they could be worked out from the others. How many of a group found a pair is shown
only where at least five did and at least five did not: who knows that all or none of a group did knows it of each.
Whether a group is behind is said all the same.

Figures of one run beside those of another tell of the people in whom they differ. So a further run shows how many are in
a group, or how many of it found a pair, only if those counted divide what earlier runs told apart into parts that each
hold several groups of five or more.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

SMALLEST = 5
FOUR_FIFTHS = (
    0.8  # a rate below this part of the best group's asks for a look (EEOC, Uniform Guidelines, 1978)
)
CLEAR = 0.06  # of the variance between groups: a medium effect (J. Cohen, 1988)
CHANCE = 0.05
SHUFFLES = 2_000


@dataclass(frozen=True)
class Case:
    """One person of a run: the group, and what each criterion gave to their pair (None: no pair), 0 to 1."""

    group: str
    score: float | None
    parts: Mapping[str, float]


@dataclass(frozen=True)
class Group:
    name: str
    people: int
    matched: int | None  # None where it would point at somebody
    score: float | None  # of those matched, 0 to 1; None where too few are


@dataclass(frozen=True)
class Proxy:
    """A criterion that tells groups apart: it may stand for what the group is."""

    criterion: str
    highest: str
    lowest: str
    high: float
    low: float


@dataclass(frozen=True)
class Report:
    groups: list[Group]
    hidden: int  # groups too small to show
    behind: list[Group]  # found a pair clearly more rarely than the best group
    proxies: list[Proxy]
    withheld: bool = False  # for what it would tell beside the figures of earlier runs


def report(cases: Iterable[Case]) -> Report:
    by_group: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        by_group[case.group].append(case)
    shown = _large_enough({name: len(members) for name, members in by_group.items()})
    matched = {name: _matched(members) for name, members in by_group.items()}
    counts = {name: (matched[name], len(members) - matched[name]) for name, members in by_group.items()}
    countable = _countable(counts, shown)
    groups = [_group(name, by_group[name], name in countable) for name in sorted(shown)]
    rates = {group.name: matched[group.name] / group.people for group in groups}
    best = max(rates.values(), default=0.0)
    return Report(
        groups=groups,
        hidden=len(by_group) - len(shown),
        behind=[group for group in groups if rates[group.name] < FOUR_FIFTHS * best],
        proxies=_proxies({name: by_group[name] for name in shown}),
    )


def _large_enough(sizes: Mapping[str, int]) -> set[str]:
    large = {name for name, size in sizes.items() if size >= SMALLEST}
    # What is hidden is told by the whole: it must be several groups, and as many people as one that is shown.
    while large and (
        len(sizes) - len(large) == 1 or 0 < sum(sizes[name] for name in sizes.keys() - large) < SMALLEST
    ):
        large.remove(min(large, key=lambda name: (sizes[name], name)))
    return large if len(large) > 1 else set()


def divides_safely(
    known: Collection[frozenset[UUID]], further: frozenset[UUID], group_of: Mapping[UUID, str]
) -> bool:
    """
    Whether a further set of people may be counted by group beside those that were: what one can work out from all of
    them together is of parts with several groups, each large enough.
    """
    parts: dict[tuple[bool, ...], dict[bool, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for one, group in group_of.items():
        parts[tuple(one in each for each in known)][one in further][group] += 1
    for told, part in parts.items():
        left = part[False] if any(told) else Counter()  # whoever was never counted is told of by nothing
        divided = [sizes for sizes in (part[True], left) if sizes]
        if (len(divided) > 1 or not any(told)) and not all(map(_many_of_several, divided)):
            return False
    return True


def _many_of_several(sizes: Mapping[str, int]) -> bool:
    return len(sizes) > 1 and min(sizes.values()) >= SMALLEST


def without_counts(found: Report) -> Report:
    """Who is behind and which criteria tell groups apart, and no number of those who found a pair."""
    return replace(found, groups=[replace(group, matched=None, score=None) for group in found.groups])


def _matched(members: Sequence[Case]) -> int:
    return sum(case.score is not None for case in members)


def _countable(counts: Mapping[str, tuple[int, int]], shown: set[str]) -> set[str]:
    """Groups of whom the pairs may be counted; {group: (with a pair, without)}."""
    many = {name for name in shown if min(counts[name]) >= SMALLEST}
    while many and many != counts.keys():
        rest = [counts[name] for name in counts.keys() - many]
        # What is not said is told by the whole, unless it is of several groups with many of either kind.
        if len(rest) > 1 and min(sum(one) for one in zip(*rest, strict=True)) >= SMALLEST:
            break
        many.remove(min(many, key=lambda name: (sum(counts[name]), name)))
    return many


def _group(name: str, members: Sequence[Case], countable: bool) -> Group:
    scores = [case.score for case in members if case.score is not None]
    mean = sum(scores) / len(scores) if len(scores) >= SMALLEST else None
    return Group(name, len(members), len(scores) if countable else None, mean)


def _proxies(by_group: Mapping[str, Sequence[Case]]) -> list[Proxy]:
    """Criteria whose points differ between groups more than chance explains."""
    matched = {
        name: [case for case in members if case.score is not None] for name, members in by_group.items()
    }
    matched = {name: members for name, members in matched.items() if len(members) >= SMALLEST}
    if len(matched) < 2:
        return []
    names = sorted(matched)
    of_case = np.repeat(np.arange(len(names)), [len(matched[name]) for name in names])
    criteria = sorted(
        {criterion for members in matched.values() for case in members for criterion in case.parts}
    )
    found = []
    for criterion in criteria:
        points = np.array([case.parts.get(criterion, 0.0) for name in names for case in matched[name]])
        between = _between(points, of_case)
        if between >= CLEAR and _by_chance(points, of_case, between) < CHANCE:
            means = {name: float(points[of_case == number].mean()) for number, name in enumerate(names)}
            high, low = max(means, key=lambda n: means[n]), min(means, key=lambda n: means[n])
            found.append((between, Proxy(criterion, high, low, means[high], means[low])))
    return [proxy for _between, proxy in sorted(found, key=lambda one: -one[0])]


def _between(points: NDArray[np.float64], of_case: NDArray[np.int64]) -> float:
    """How much of the variance lies between the groups (the correlation ratio, squared)."""
    total = float(((points - points.mean()) ** 2).sum())
    if total < 1e-12:
        return 0.0
    size = np.bincount(of_case)
    means = np.bincount(of_case, weights=points) / size
    return float((size * (means - points.mean()) ** 2).sum()) / total


def _by_chance(points: NDArray[np.float64], of_case: NDArray[np.int64], seen: float) -> float:
    """How often shuffled groups differ as much; the same answer each time."""
    random = np.random.default_rng(0)
    as_much = sum(_between(points, random.permutation(of_case)) >= seen for _time in range(SHUFFLES))
    return (as_much + 1) / (SHUFFLES + 1)
