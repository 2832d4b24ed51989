"""
Stable pairs: nobody and a mentor with whom they aren't would both rather leave for each other.

Source: D. Gale and L. S. Shapley, College admissions and the stability of marriage (1962), with places and incomplete
lists as in A. E. Roth and E. Peranson (1999). Those who propose get the best that any stable set gives them.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from ithaca.engine import scoring
from ithaca.engine.compiling import kernel
from ithaca.engine.ground import NO_VALUE, Field, everybody
from ithaca.engine.pool import BadPool, Ints, Pool, Small
from ithaca.engine.problem import Problem
from ithaca.engine.proof import Known, filled_of
from ithaca.engine.result import NOBODY

Side = Literal["mentees", "mentors"]
LONGER = 400  # that many more on a list that was too short


@dataclass(frozen=True)
class Preferences:
    """How much each side wants each pair of a pool, in the pool's order."""

    of_mentees: Ints  # (pairs,) higher is better
    of_mentors: Ints  # (pairs,)


def preferences(
    pool: Pool, *, of_mentees: Small | None = None, of_mentors: Small | None = None
) -> Preferences:
    """Each side's wishes, or the scores of the pool."""
    found = [pool.scores if wishes is None else wishes for wishes in (of_mentees, of_mentors)]
    if any(one.shape != pool.scores.shape for one in found):
        raise BadPool("wishes must be one for each pair")
    return Preferences(*(one.astype(np.int64) for one in found))


def preferences_of(problem: Problem, pool: Pool) -> Preferences:
    """Whom people wished for comes first, in their order; then what the pair is worth, which is the same for both."""
    return _ranked(problem, pool.mentees.astype(np.int64), pool.mentors.astype(np.int64), pool.scores)


def _ranked(problem: Problem, mentees: Ints, mentors: Ints, scores: Small) -> Preferences:
    span = 2 * int(np.abs(scores).max(initial=0)) + 1
    return Preferences(
        scoring.wish_points(problem, mentees, mentors, of_mentors=False) * span + scores,
        scoring.wish_points(problem, mentees, mentors, of_mentors=True) * span + scores,
    )


def without_ties(wanted: Preferences, seed: int) -> Preferences:
    """The same wishes with ties broken by the seed, as ranks."""
    luck = np.random.default_rng(seed).permutation(wanted.of_mentees.size)
    ranks = []
    for values in (wanted.of_mentees, wanted.of_mentors):
        rank = np.empty(values.size, np.int64)
        rank[np.lexsort((luck, values))] = np.arange(values.size)
        ranks.append(rank)
    return Preferences(*ranks)


def stable(pool: Pool, wanted: Preferences, *, proposers: Side = "mentees", seed: int = 0) -> Small:
    """(mentees,) the mentor of each in the stable set that is best for all who propose; NOBODY where unmatched."""
    wanted = without_ties(wanted, seed)
    by_mentor, order = _by_mentor(pool)
    if proposers == "mentees":
        lists = _sorted_lists(pool.starts, wanted.of_mentees)
        return _mentees_propose(pool.starts, lists, pool.mentors, wanted.of_mentors, pool.capacity)
    lists = order[_sorted_lists(by_mentor, wanted.of_mentors[order])]
    nobody = np.full(pool.mentee_count, NOBODY, np.int32)
    return _mentors_propose((by_mentor, lists), pool.mentees, wanted.of_mentees, pool.capacity, nobody)


@dataclass(frozen=True)
class Wanted:
    """Whose stable pairs are sought; the field says who people are by the numbers of the problem."""

    problem: Problem
    field: Field | None
    proposers: Side
    seed: int

    def preferences(self, pool: Pool) -> Preferences:
        if self.field is None:
            return preferences_of(self.problem, pool)
        mentees, mentors = self.field.mentees[pool.mentees], self.field.mentors[pool.mentors]
        return _ranked(self.problem, mentees, mentors, pool.scores)


def stable_of(known: Known, wanted: Wanted) -> Small:
    """
    Stable pairs among all admissible ones. Whoever went down their whole list, or could still prefer somebody who isn't
    on it, gets a longer one; where mentors propose and not all pairs are held, these pairs are stable, and the best for
    mentors of those that stay on the lists.
    """
    _hold_wishes(known, wanted)
    while True:
        preferences = wanted.preferences(known.pool)
        mentor_of = stable(known.pool, preferences, proposers=wanted.proposers, seed=wanted.seed)
        has = np.full(mentor_of.size, -1, np.int64)
        pairs = known.pool.mentors == mentor_of[known.pool.mentees]
        has[known.pool.mentees[pairs]] = preferences.of_mentees[pairs]
        rows = np.flatnonzero((known.last_score != NO_VALUE) & (known.last_score > has))
        if not rows.size:
            return mentor_of
        assert known.field is not None
        free = everybody(known.field)._replace(starts=known.pool.starts, mentors=known.pool.mentors)
        found = known.ask(rows, np.full(rows.size, -1, np.int64), LONGER, free)
        known.hold(rows, found, found.values[filled_of(found)])
        known.last_score[rows] = np.where(found.counts < LONGER, NO_VALUE, found.last)


def _hold_wishes(known: Known, wanted: Wanted) -> None:
    """Whom somebody wished for is on the list, however little the pair is worth."""
    field = wanted.field
    if field is None or (known.last_score == NO_VALUE).all():
        return
    special = field.ground.special
    rows = np.repeat(np.arange(field.mentees.size), np.diff(special.starts))
    allowed = scoring.admissible(wanted.problem, field.mentees[rows], field.mentors[special.mentors])
    width = field.mentors.size
    held = known.pool.mentees.astype(np.int64) * width + known.pool.mentors
    new = allowed & ~np.isin(rows * width + special.mentors, held)
    counts = np.bincount(rows[new], minlength=field.mentees.size)
    known.hold_pairs(counts, special.mentors[new], known.scores_of(rows[new], special.mentors[new]))


def _by_mentor(pool: Pool) -> tuple[Ints, Ints]:
    """Where each mentor's pairs begin, and the pairs in that order."""
    order = np.argsort(pool.mentors, kind="stable")
    counts = np.bincount(pool.mentors, minlength=pool.mentor_count)
    return np.concatenate(([0], np.cumsum(counts))).astype(np.int64), order


def _sorted_lists(starts: Ints, ranks: Ints) -> Ints:
    """The pairs of each person, best first."""
    person = np.repeat(np.arange(starts.size - 1), np.diff(starts))
    return np.lexsort((-ranks, person))


@kernel
def _mentees_propose(starts: Ints, lists: Ints, mentors: Small, rank: Ints, capacity: Ints) -> Small:
    mentees = starts.size - 1
    mentor_of = np.full(mentees, NOBODY, np.int32)
    asked = starts[:-1].copy()
    place_of = np.cumsum(capacity) - capacity
    holder = np.empty(capacity.sum(), np.int32)
    liked = np.empty(holder.size, np.int64)
    taken = np.zeros(capacity.size, np.int64)
    for first in range(mentees):
        mentee = first
        while mentee != NOBODY and asked[mentee] < starts[mentee + 1]:
            pair = lists[asked[mentee]]
            asked[mentee] += 1
            mentor = mentors[pair]
            if capacity[mentor] == 0:
                continue
            place = _place_for(place_of[mentor], taken[mentor], capacity[mentor], liked, rank[pair])
            if place < 0:
                continue
            out = NOBODY
            if taken[mentor] < capacity[mentor]:
                taken[mentor] += 1
            else:
                out = holder[place]
                mentor_of[out] = NOBODY
            holder[place], liked[place] = mentee, rank[pair]
            mentor_of[mentee] = mentor
            mentee = out
    return mentor_of


@kernel
def _place_for(first: int, taken: int, places: int, liked: Ints, rank: int) -> int:
    """A free place, or that of the least liked where the new one is liked more, or −1."""
    if taken < places:
        return first + taken
    worst = first
    for place in range(first + 1, first + places):
        if liked[place] < liked[worst]:
            worst = place
    return worst if liked[worst] < rank else -1


@kernel
def _mentors_propose(
    offers: tuple[Ints, Ints], mentees: Small, rank: Ints, capacity: Ints, mentor_of: Small
) -> Small:
    starts, lists = offers
    liked = np.full(mentor_of.size, -1, np.int64)
    asked = starts[:-1].copy()
    free = capacity.copy()
    queue = np.arange(capacity.size)
    waits = np.ones(capacity.size, np.bool_)
    count = queue.size
    while count > 0:
        count -= 1
        mentor = queue[count]
        waits[mentor] = False
        while free[mentor] > 0 and asked[mentor] < starts[mentor + 1]:
            pair = lists[asked[mentor]]
            asked[mentor] += 1
            mentee = mentees[pair]
            if rank[pair] <= liked[mentee]:
                continue
            left = mentor_of[mentee]
            mentor_of[mentee], liked[mentee] = mentor, rank[pair]
            free[mentor] -= 1
            if left != NOBODY:
                free[left] += 1
                if not waits[left]:
                    waits[left] = True
                    queue[count] = left
                    count += 1
    return mentor_of
