"""What is known of the people, as arrays: sets as bit masks, the reporting line as intervals, texts as small integers."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Masks = NDArray[np.uint64]
Ints = NDArray[np.int32]

WORDS = 4  # of 64 bits: so many topics, sectors, roles or slots a set may hold, times 64


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


def masks(sets: list[set[int]]) -> Masks:
    """(people, WORDS) bit masks of sets of numbers below 64 × WORDS."""
    found = np.zeros((len(sets), WORDS), np.uint64)
    for person, members in enumerate(sets):
        for member in members:
            found[person, member // 64] |= np.uint64(1) << np.uint64(member % 64)
    return found


@dataclass(frozen=True)
class People:
    """One side. Arrays have one row a person; empty sets and zeros where nothing is known."""

    person: Ints  # the same number on both sides is the same human being
    topics: Masks  # sought by mentees, offered by mentors
    sectors: Masks
    roles: Masks  # wished for, or offered
    slots: Masks  # when somebody is free
    languages: NDArray[np.uint64]  # (people,) one mask
    unit: Ints  # −1 where none
    enter: Ints  # of the reporting line
    leave: Ints
    seniority: Ints
    zone: Ints  # minutes from UTC
    text: NDArray[np.int8]  # (people, dimensions)

    @property
    def count(self) -> int:
        return self.person.size


@dataclass(frozen=True)
class Policy:
    """
    What counts, and how much. Each criterion gives 0 to 100 points, times its weight; weights are 0 to 1,000.

    Rules are hard: what they exclude is no pair.
    """

    topics: int = 100
    sectors: int = 0
    roles: int = 0
    slots: int = 0
    seniority: int = 0
    zone: int = 0
    text: int = 0
    gap_least: int = 1  # wanted levels between mentor and mentee
    gap_most: int = 3
    common_language: bool = True
    independent_line: bool = True
    other_unit: bool = False

    @property
    def weights(self) -> NDArray[np.int64]:
        return np.array(
            [self.topics, self.sectors, self.roles, self.slots, self.seniority, self.zone, self.text],
            np.int64,
        )
