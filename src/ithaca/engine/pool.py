"""The admissible pairs and what each is worth: the only thing the solvers see. A pair that is not here can't come out."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Ints = NDArray[np.int64]
Small = NDArray[np.int32]

MOST = np.iinfo(np.int32).max
# Scaled scores and their sums stay exact below this.
EXACT = 2**62


class BadPool(ValueError):
    """What was handed in is no pool; the message says where and why."""


@dataclass(frozen=True)
class Pool:
    """
    Mentees 0…M−1 and mentors 0…N−1; each mentee takes at most one mentor, mentor j at most `capacity[j]` mentees.

    Pairs are sorted by mentee, then mentor. Scores are integers; a pair worth nothing or less is made only where more
    pairs come first.
    """

    starts: Ints  # (M + 1,) where each mentee's pairs begin
    mentors: Small  # (pairs,)
    scores: Small  # (pairs,)
    capacity: Ints  # (N,)

    @property
    def mentee_count(self) -> int:
        return self.starts.size - 1

    @property
    def mentor_count(self) -> int:
        return self.capacity.size

    @property
    def mentees(self) -> Small:
        """The mentee of each pair."""
        return np.repeat(np.arange(self.mentee_count, dtype=np.int32), np.diff(self.starts))

    def only(self, wanted: NDArray[np.bool_]) -> "Pool":
        """The same people with some of the pairs."""
        if wanted.all():
            return self
        starts = np.concatenate(([0], np.cumsum(wanted)))[self.starts].astype(np.int64)
        return Pool(starts, self.mentors[wanted], self.scores[wanted], self.capacity)


def pool_of(
    mentees: ArrayLike, mentors: ArrayLike, scores: ArrayLike, *, mentee_count: int, capacity: ArrayLike
) -> Pool:
    """
    A pool from triplets in any order. Raises BadPool where one names somebody who isn't there, stands twice, or has a
    score that is no integer within ±(2³¹ − 1), or where a capacity is negative.
    """
    places = _integers(capacity, "capacity")
    left, right = _integers(mentees, "mentee"), _integers(mentors, "mentor")
    worth = _integers(scores, "score")
    if not left.size == right.size == worth.size:
        raise BadPool("mentees, mentors and scores differ in number")
    _within(left, 0, mentee_count - 1, "mentee")
    _within(right, 0, places.size - 1, "mentor")
    _within(worth, -MOST, MOST, "score")
    _within(places, 0, MOST, "capacity")
    if int(np.abs(worth).max(initial=0)) * (mentee_count + 1) >= EXACT:
        raise BadPool("the scores are too large to be summed exactly: divide them all by the same number")
    order = np.lexsort((right, left))
    left, right, worth = left[order], right[order], worth[order]
    twice = np.flatnonzero((left[1:] == left[:-1]) & (right[1:] == right[:-1]))
    if twice.size:
        raise BadPool(f"mentee {left[twice[0]]} and mentor {right[twice[0]]} stand twice")
    starts = np.concatenate(([0], np.cumsum(np.bincount(left, minlength=mentee_count)))).astype(np.int64)
    return Pool(starts, right.astype(np.int32), worth.astype(np.int32), places)


def _integers(values: ArrayLike, name: str) -> Ints:
    found = np.asarray(values)
    if found.ndim != 1:
        raise BadPool(f"{name}: one row of numbers is expected")
    if found.size == 0:
        return found.astype(np.int64)
    if found.dtype.kind == "f":
        wrong = np.flatnonzero(~np.isfinite(found) | (found != np.trunc(found)))
        if wrong.size:
            raise BadPool(f"{name} {found[wrong[0]]} at {wrong[0]} is no integer")
    elif found.dtype.kind not in "iu":
        raise BadPool(f"{name}: integers are expected")
    return found.astype(np.int64)


def _within(values: Ints, least: int, most: int, name: str) -> None:
    wrong = np.flatnonzero((values < least) | (values > most))
    if wrong.size:
        raise BadPool(f"{name} {values[wrong[0]]} at {wrong[0]} is not between {least} and {most}")
