"""A matching problem: who takes part, what counts, what is excluded, fixed and aimed at. What is wrong with it is named."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ithaca.engine.pool import Ints, Pool
from ithaca.engine.profiles import MOST_POINTS, People, Policy, people_of

Bools = NDArray[np.bool_]
Barred = Mapping[str, Bools]

FIRST_WISH, LESS_EACH, LEAST_WISH = MOST_POINTS, 20, 10
# Rules of the engine itself; what a problem bars or forbids has names of its own.
SAME_PERSON, COMMON_LANGUAGE, INDEPENDENT_LINE, OTHER_UNIT = (
    "same_person", "common_language", "independent_line", "other_unit",
)  # fmt: skip
NOT_LISTED = "not_listed"  # of a problem of scores: the pair isn't among them


class Aim(StrEnum):
    """What is best. Hard rules hold in each."""

    TOTAL = "total"  # the greatest sum of scores
    PEOPLE = "people"  # as many pairs as can be, then the sum
    FAIR = "fair"  # as many pairs as can be, then the largest smallest score, then the sum
    STABLE = "stable"  # nobody and a mentor would both rather have each other


class Proposer(StrEnum):
    """Who gets the best that any stable set gives them."""

    MENTEES = "mentees"
    MENTORS = "mentors"


class BadProblem(ValueError):
    """A problem that contradicts itself; `mistakes` are all that were found."""

    def __init__(self, mistakes: Sequence[str]) -> None:
        super().__init__("; ".join(mistakes))
        self.mistakes = tuple(mistakes)


@dataclass(frozen=True)
class Wishes:
    """Ranked wishes of one side: those of person p are `wanted[starts[p]:starts[p + 1]]`, the dearest first."""

    starts: Ints
    wanted: Ints

    @staticmethod
    def of(lists: Sequence[Iterable[int]]) -> "Wishes":
        rows = [list(dict.fromkeys(one)) for one in lists]
        starts = np.concatenate(([0], np.cumsum([len(row) for row in rows]))).astype(np.int64)
        return Wishes(starts, np.array([one for row in rows for one in row], np.int64))

    @property
    def wishers(self) -> Ints:
        return np.repeat(np.arange(self.starts.size - 1, dtype=np.int64), np.diff(self.starts))

    @property
    def points(self) -> Ints:
        """What each wish gives, 100 for the first."""
        rank = np.arange(self.wanted.size) - self.starts[self.wishers]
        return np.asarray(np.maximum(FIRST_WISH - LESS_EACH * rank, LEAST_WISH), np.int64)


def pairs_of(pairs: Iterable[tuple[int, int]]) -> Ints:
    """(n, 2) rows of mentee and mentor."""
    return np.array(list(pairs), np.int64).reshape(-1, 2)


NO_PAIRS: Ints = np.empty((0, 2), np.int64)


@dataclass(frozen=True)
class Problem:
    """
    Mentees 0…M−1 and mentors 0…N−1. Each mentee takes at most one mentor, mentor j at most `capacity[j]` mentees and
    at least `least[j]` if that can be.

    `barred_mentees` and `barred_mentors` say by rule who takes no part (True: barred); `forbidden` by rule which pairs
    can't be. `fixed` pairs come out whatever else does.
    """

    mentees: People
    mentors: People
    policy: Policy
    capacity: Ints
    least: Ints | None = None
    fixed: Ints = field(default_factory=NO_PAIRS.copy)
    forbidden: Mapping[str, Ints] = field(default_factory=dict)
    barred_mentees: Barred = field(default_factory=dict)
    barred_mentors: Barred = field(default_factory=dict)
    wishes_of_mentees: Wishes | None = None
    wishes_of_mentors: Wishes | None = None
    aim: Aim = Aim.TOTAL
    proposer: Proposer = Proposer.MENTEES
    pool: Pool | None = None  # of a problem of scores: its pairs, and nothing is known of the people

    @staticmethod
    def of_scores(pool: Pool, **rest: Any) -> "Problem":
        """A problem of which the admissible pairs and their scores are all that is known; `rest` as of a Problem."""
        nobody = people_of(0)
        return Problem(nobody, nobody, Policy(), pool.capacity, pool=pool, **rest)

    def __post_init__(self) -> None:
        mistakes = list(_mistakes(self))
        if mistakes:
            raise BadProblem(mistakes)

    @property
    def mentee_count(self) -> int:
        return self.pool.mentee_count if self.pool else self.mentees.count

    @property
    def mentor_count(self) -> int:
        return int(self.capacity.size)

    @property
    def at_least(self) -> Ints:
        return np.zeros(self.mentor_count, np.int64) if self.least is None else self.least

    @property
    def present_mentees(self) -> Bools:
        return _present(self.barred_mentees, self.mentee_count)

    @property
    def present_mentors(self) -> Bools:
        return _present(self.barred_mentors, self.mentor_count)

    @property
    def all_forbidden(self) -> Ints:
        return np.concatenate([NO_PAIRS, *self.forbidden.values()])

    def but(self, **changes: Any) -> "Problem":
        """The same problem with some fields changed."""
        return replace(self, **changes)


def _present(barred: Barred, count: int) -> Bools:
    found = np.ones(count, np.bool_)
    for one in barred.values():
        found &= ~one
    return found


def _mistakes(problem: Problem) -> Iterable[str]:
    left, right = problem.mentee_count, problem.mentor_count
    if problem.pool is None and problem.mentors.count != right:
        yield f"{right} capacities for {problem.mentors.count} mentors"
    least = problem.at_least
    if least.shape != problem.capacity.shape:
        yield "not one least load for each mentor"
        return
    for mentor in np.flatnonzero((problem.capacity < 0) | (least < 0)):
        yield f"mentor {mentor}: a load below nothing"
    for mentor in np.flatnonzero(least > problem.capacity):
        yield f"mentor {mentor}: at least {least[mentor]} mentees but at most {problem.capacity[mentor]}"
    for name, pairs in {"fixed": problem.fixed, **problem.forbidden}.items():
        outside = (pairs < 0) | (pairs >= np.array([left, right]))
        if outside.any():
            yield f"{name}: pair {tuple(pairs[np.argmax(outside.any(axis=1))].tolist())} is of nobody"
    for name, barred, count in (
        *((name, one, left) for name, one in problem.barred_mentees.items()),
        *((name, one, right) for name, one in problem.barred_mentors.items()),
    ):
        if barred.shape != (count,):
            yield f"{name}: not one answer for each person"
    yield from _mistaken_wishes("wishes of mentees", problem.wishes_of_mentees, left, right)
    yield from _mistaken_wishes("wishes of mentors", problem.wishes_of_mentors, right, left)
    yield from _mistaken_fixed(problem)


def _mistaken_wishes(name: str, wishes: Wishes | None, wishers: int, others: int) -> Iterable[str]:
    if wishes is None:
        return
    if wishes.starts.size != wishers + 1:
        yield f"{name}: not one list for each person"
    elif wishes.wanted.size and (wishes.wanted.min() < 0 or wishes.wanted.max() >= others):
        yield f"{name}: somebody who isn't there"
    elif np.unique(wishes.wishers * others + wishes.wanted).size != wishes.wanted.size:
        yield f"{name}: somebody wishes for the same person twice"


def _mistaken_fixed(problem: Problem) -> Iterable[str]:
    mentees, mentors = problem.fixed[:, 0], problem.fixed[:, 1]
    found, times = np.unique(mentees, return_counts=True)
    for mentee in found[times > 1]:
        yield f"mentee {mentee} is fixed to more than one mentor"
    found, times = np.unique(mentors, return_counts=True)
    for mentor, load in zip(found.tolist(), times.tolist(), strict=True):
        if 0 <= mentor < problem.mentor_count and load > problem.capacity[mentor]:
            yield f"mentor {mentor}: {load} pairs are fixed but there are {problem.capacity[mentor]} places"
