"""What is known of the people, as arrays: sets as bit masks, the reporting line as intervals, texts as small integers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields

import numpy as np
from numpy.typing import ArrayLike, NDArray

Masks = NDArray[np.uint64]
Ints = NDArray[np.int32]

WORDS = 4  # of 64 bits: so many topics, sectors, roles or slots a set may hold, times 64
DIMENSIONS = 256  # of a text
UNKNOWN = -32_768  # a level or a zone that nobody told
NOWHERE = -1  # no unit, no place

CRITERIA = (
    "topics", "sectors", "roles", "slots", "languages", "place", "zone", "seniority",
    "wishes_of_mentees", "wishes_of_mentors", "text",
)  # fmt: skip
SETS = CRITERIA[:4]


@dataclass(frozen=True)
class Line:
    """
    Who reports to whom, as intervals: somebody is above another if their interval holds the other's beginning.

    Made once by walking each tree (Euler tour), so that independence at any depth is two comparisons.
    """

    enter: Ints  # (people,)
    leave: Ints  # (people,)

    def above(self, one: int, other: int) -> bool:
        return bool(self.enter[one] <= self.enter[other] < self.leave[one])


class Cycle(ValueError):
    """Some people report to each other in a circle; `people` are those in one."""

    def __init__(self, people: list[int]) -> None:
        super().__init__(f"{len(people)} people report to each other in a circle")
        self.people = people


def reporting_line(manager: Ints) -> Line:
    """`manager[p]` is the person above p, or −1. Raises Cycle."""
    count = manager.size
    order = np.argsort(manager, kind="stable")
    begin = np.searchsorted(manager[order], np.arange(-1, count + 1))
    enter, leave = np.full(count, -1, np.int32), np.full(count, -1, np.int32)
    clock = 0
    for root in order[begin[0] : begin[1]]:
        stack = [int(root)]
        while stack:
            person = stack.pop()
            if person < 0:
                leave[~person] = clock
                continue
            enter[person] = clock
            clock += 1
            stack.append(~person)
            stack.extend(int(below) for below in order[begin[person + 1] : begin[person + 2]])
    if clock < count:
        raise Cycle(_circle(manager, int(np.flatnonzero(enter < 0)[0])))
    return Line(enter, leave)


def _circle(manager: Ints, start: int) -> list[int]:
    seen: dict[int, int] = {}
    person = start
    while person not in seen:
        seen[person] = len(seen)
        person = int(manager[person])
    return [one for one, at in seen.items() if at >= seen[person]]


def masks(sets: Sequence[Iterable[int]]) -> Masks:
    """(people, WORDS) bit masks of sets of numbers below 64 × WORDS."""
    found = np.zeros((len(sets), WORDS), np.uint64)
    for person, members in enumerate(sets):
        for member in members:
            found[person, member // 64] |= np.uint64(1) << np.uint64(member % 64)
    return found


@dataclass(frozen=True)
class People:
    """
    One side. Arrays have one row a person; empty sets, UNKNOWN, NOWHERE and zeros where nothing is known.

    `people_of` makes one from what is known.
    """

    person: Ints  # the same number on both sides is the same human being
    topics: Masks  # sought by mentees, offered by mentors
    sectors: Masks
    roles: Masks  # wished for, or offered
    slots: Masks  # when somebody is free
    languages: NDArray[np.uint64]  # (people,) one mask
    unit: Ints
    enter: Ints  # of the reporting line; −1 for who stands in none
    leave: Ints
    seniority: Ints  # a level
    zone: Ints  # minutes from UTC
    place: Ints
    text: NDArray[np.int8]  # (people, DIMENSIONS) of `text.vectors`

    @property
    def count(self) -> int:
        return self.person.size

    def some(self, wanted: NDArray[np.int64]) -> "People":
        """These people, in this order."""
        return People(*(getattr(self, one.name)[wanted] for one in fields(self)))


def people_of(count: int, **known: ArrayLike | Sequence[Iterable[int]]) -> People:
    """
    People of whom only `known` is known: fields of People; topics, sectors, roles and slots (and languages) may be
    sequences of sets of numbers. People without a number are nobody of the other side.
    """
    unknown = set(known) - {one.name for one in fields(People)}
    if unknown:
        raise TypeError(f"not known of people: {', '.join(sorted(unknown))}")
    found: dict[str, NDArray[np.generic]] = {}
    for name in SETS:
        found[name] = _masks(known.get(name), count)
    languages = known.get("languages")
    if isinstance(languages, np.ndarray):
        found["languages"] = languages.astype(np.uint64)
    else:
        found["languages"] = _masks(languages, count)[:, 0].copy()
    for name, missing in _MISSING.items():
        found[name] = np.asarray(known.get(name, np.full(count, missing)), np.int32)
    found["text"] = np.asarray(known.get("text", np.zeros((count, DIMENSIONS))), np.int8)
    if any(one.shape[0] != count for one in found.values()):
        raise ValueError(f"not each of the fields has {count} rows")
    if found["text"].shape[1] != DIMENSIONS:
        raise ValueError(f"texts have {DIMENSIONS} dimensions")
    return People(**found)  # type: ignore[arg-type]


_MISSING = {
    "person": -1, "unit": NOWHERE, "enter": -1, "leave": -1,
    "seniority": UNKNOWN, "zone": UNKNOWN, "place": NOWHERE,
}  # fmt: skip


def _masks(sets: ArrayLike | Sequence[Iterable[int]] | None, count: int) -> Masks:
    if sets is None:
        return np.zeros((count, WORDS), np.uint64)
    if isinstance(sets, np.ndarray):
        return sets.astype(np.uint64)
    return masks(list(sets))  # type: ignore[arg-type]


@dataclass(frozen=True)
class Policy:
    """
    What counts, and how much. Each criterion gives 0 to 100 points, times its weight; weights are 0 to 1,000.

    Rules are hard: what they exclude is no pair.
    """

    topics: int = 100  # how much of what the mentee seeks the mentor offers; so are all sets
    sectors: int = 0
    roles: int = 0
    slots: int = 0
    languages: int = 0
    place: int = 0  # the same one
    zone: int = 0  # a point less for every six minutes apart
    seniority: int = 0  # 25 points less for every level outside the wanted gap
    wishes_of_mentees: int = 0  # 100 points for the first, 20 less for each further one, never less than 10
    wishes_of_mentors: int = 0
    text: int = 0
    gap_least: int = 1  # wanted levels between mentor and mentee
    gap_most: int = 3
    common_language: bool = True
    independent_line: bool = True
    other_unit: bool = False
    weights: NDArray[np.int64] = field(init=False, compare=False, repr=False)  # as CRITERIA

    def __post_init__(self) -> None:
        weights = np.array([getattr(self, name) for name in CRITERIA], np.int64)
        if (weights < 0).any() or (weights > MOST_WEIGHT).any():
            raise ValueError(f"weights are 0 to {MOST_WEIGHT}")
        if self.gap_least > self.gap_most:
            raise ValueError("the least gap is larger than the most")
        object.__setattr__(self, "weights", weights)

    @property
    def most_score(self) -> int:
        return MOST_POINTS * int(self.weights.sum())


MOST_WEIGHT = 1_000
MOST_POINTS = 100
