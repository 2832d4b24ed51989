"""
How few pairs need change, and what that costs: the table between the best result and the one that keeps the most.

Each kept pair gets a bonus, and the bonus is varied. Whatever is best for some bonus has the greatest total of all sets
that change no more pairs: each row is proven. Where two rows are best for the same bonus, the parts in which they
differ can be taken one by one, which gives the rows between them.

Source: the bisection of the hull is that of Y. P. Aneja and K. P. K. Nair, Bicriteria transportation problem,
Management Science 25 (1979).
"""

from dataclasses import dataclass

import numpy as np

from ithaca.engine import changes
from ithaca.engine.pool import EXACT, Ints, Pool, Small
from ithaca.engine.problem import NO_PAIRS, Aim, Problem
from ithaca.engine.result import NOBODY, Result
from ithaca.engine.scoring import remaining, scores_of
from ithaca.engine.solving import solve
from ithaca.engine.wide import seat_as, wide_of

MOST_SOLVES = 60
MOST_SUMS = 400


@dataclass(frozen=True)
class Row:
    """No result of the same aim with so few changed pairs has a greater total."""

    changed: int  # pairs of before that could have stayed and don't
    objective: int
    loss: int  # against the best
    mentor_of: Small

    @property
    def matched(self) -> int:
        return int((self.mentor_of != NOBODY).sum())


@dataclass(frozen=True)
class Frontier:
    """Rows from the fewest changes to the best total, and how many pairs of before can't stay, whatever is done."""

    rows: tuple[Row, ...]
    lost: int

    def within(self, loss: int) -> Row:
        """The fewest changes of all rows that lose no more than this."""
        return next(row for row in self.rows if row.loss <= loss)


def frontier(problem: Problem, before: Result | Small) -> Frontier:
    """
    What can be between the pairs of before and the best of a problem that has changed since. As many people as can be,
    and the largest smallest score where the aim is fair, stand in every row; a stable result is one row, for it is
    not chosen by a total.
    """
    was = before.mentor_of if isinstance(before, Result) else before
    was = np.concatenate([was, np.full(problem.mentee_count - was.size, NOBODY, np.int32)])
    result = solve(problem)
    pool = remaining(problem)
    could = _pairs_of(pool, was) | _fixed(problem, was)
    lost = int(((was != NOBODY) & ~could).sum())
    if problem.aim is Aim.STABLE:
        changed = int((could & (result.mentor_of != was)).sum())
        return Frontier((Row(changed, result.objective, 0, result.mentor_of),), lost)
    if problem.aim is Aim.FAIR:
        pool = pool.only(pool.scores >= result.threshold)
    rows = _Search(problem, pool, result, np.where(could, was, NOBODY)).rows()
    return Frontier(tuple(rows), lost)


def _pairs_of(pool: Pool, mentor_of: Small) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """(mentees,) whose pair is in the pool and has a place at all."""
    found = np.zeros(pool.mentee_count, np.bool_)
    mentees = pool.mentees
    found[mentees[(pool.mentors == mentor_of[mentees]) & (pool.capacity[pool.mentors] > 0)]] = True
    return found


def _fixed(problem: Problem, mentor_of: Small) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    found = np.zeros(mentor_of.size, np.bool_)
    found[problem.fixed[:, 0]] = mentor_of[problem.fixed[:, 0]] == problem.fixed[:, 1]
    return found


@dataclass(frozen=True)
class _Point:
    """A set of pairs that is best for some bonus."""

    stays: int
    objective: int
    mentor_of: Small


class _Search:
    def __init__(self, problem: Problem, pool: Pool, result: Result, was: Small) -> None:
        self.problem, self.was = problem, was
        self.could = int((was != NOBODY).sum())
        scores = pool.scores.astype(np.int64)
        # More than all scores together: with it, one pair more that stays outweighs them.
        self.all = (int(scores.max(initial=0)) - min(0, int(scores.min(initial=0)))) * max(
            1, pool.mentee_count
        ) + 1
        people_first = problem.aim is not Aim.TOTAL
        bonus = self.all * (pool.mentee_count + 2) if people_first else 0
        rest = problem.but(fixed=NO_PAIRS, capacity=pool.capacity, least=_left(problem, pool))
        free = result.mentor_of.copy()
        free[problem.fixed[:, 0]] = NOBODY
        self.best = seat_as(wide_of(rest, pool, bonus=bonus), free)
        chosen = self.best.mentor[self.best.kept.mentors] == was[self.best.kept.mentees]
        self.staying = np.flatnonzero(chosen)
        self.fixed = int(scores_of(problem, problem.fixed[:, 0], problem.fixed[:, 1]).sum())
        self.solves = 0

    def rows(self) -> list[Row]:
        last = self._solved(self.all, 1)
        first = self._solved(1, self.all)
        points = self._between(first, last) if first.stays > last.stays else [last]
        highest = points[-1].objective
        return [
            Row(self.could - one.stays, one.objective, highest - one.objective, one.mentor_of)
            for one in points
        ]

    def _between(self, left: _Point, right: _Point) -> list[_Point]:
        """Both ends and everything found between; fewer changes first."""
        scale, bonus = left.stays - right.stays, right.objective - left.objective
        if self.solves < MOST_SOLVES and scale > 1:
            middle = self._solved(scale, bonus)
            if scale * middle.objective + bonus * middle.stays > scale * left.objective + bonus * left.stays:
                return self._between(left, middle)[:-1] + self._between(middle, right)
            return self._parts(left, right)
        return [left, right]

    def _solved(self, scale: int, bonus: int) -> _Point:
        """The best pairs where each score counts `scale` times and each pair that stays `bonus` more."""
        self.solves += 1
        base = self.best.kept
        if int(base.weight.max(initial=0)) * scale + bonus >= EXACT // max(1, base.present.size):
            scale, bonus = 1, max(1, bonus // scale)
        found = base.copy()._replace(weight=base.weight * scale)
        found.profit[:] *= scale
        found.price[:] *= scale
        for pair in self.staying.tolist():
            changes.reweigh(found, pair, int(found.weight[pair]) + bonus)
        wide = self.best.but(found)
        return self._point(wide.mentor_of, int(wide.scores.sum()))

    def _point(self, free: Small, objective: int) -> _Point:
        mentor_of = free.copy()
        fixed = self.problem.fixed
        mentor_of[fixed[:, 0]] = fixed[:, 1]
        stays = int(((mentor_of == self.was) & (self.was != NOBODY)).sum())
        return _Point(stays, objective + self.fixed, mentor_of)

    def _parts(self, left: _Point, right: _Point) -> list[_Point]:
        """
        What lies on the line between two points: any of the parts in which they differ can be taken from either. Sums
        of parts that can't be told from others are left out.
        """
        group = _groups(left.mentor_of, right.mentor_of, self.problem.mentor_count)
        ways: dict[int, tuple[int, ...]] = {0: ()}
        for part in range(int(group.max(initial=-1)) + 1):
            who = group == part
            before = int(
                (left.mentor_of[who] == self.was[who]).sum() - (right.mentor_of[who] == self.was[who]).sum()
            )
            if before and len(ways) < MOST_SUMS:
                ways = {**{given + before: (*way, part) for given, way in ways.items()}, **ways}
        span = left.stays - right.stays
        slope = (right.objective - left.objective) // span
        between = []
        for given, way in sorted(ways.items()):
            if 0 < given < span:
                mentor_of = np.where(np.isin(group, way), right.mentor_of, left.mentor_of).astype(np.int32)
                between.append(_Point(left.stays - given, left.objective + slope * given, mentor_of))
        return [left, *between, right]


def _left(problem: Problem, pool: Pool) -> Ints:
    loads = np.bincount(problem.fixed[:, 1], minlength=problem.mentor_count)
    return np.asarray(np.minimum(np.maximum(problem.at_least - loads, 0), pool.capacity))


def _groups(one: Small, other: Small, mentors: int) -> Ints:
    """(mentees,) the part in which each stands: those whose moves touch the same mentor move together; NOBODY if alike."""
    above = np.arange(mentors + 1)

    def top(mentor: int) -> int:
        while above[mentor] != mentor:
            above[mentor] = above[above[mentor]]
            mentor = int(above[mentor])
        return mentor

    moved = np.flatnonzero(one != other)
    for mentee in moved.tolist():
        ends = [int(m) for m in (one[mentee], other[mentee]) if m != NOBODY]
        above[top(ends[0])] = top(ends[-1])
    found = np.full(one.size, NOBODY, np.int64)
    number: dict[int, int] = {}
    for mentee in moved.tolist():
        end = int(one[mentee]) if one[mentee] != NOBODY else int(other[mentee])
        found[mentee] = number.setdefault(top(end), len(number))
    return found
