"""The best set of pairs: by total, or by number of people and then total. Exact, with the prices that prove it."""

from dataclasses import dataclass

import numpy as np

from ithaca.engine import auction, verify
from ithaca.engine.pool import EXACT, BadPool, Ints, Pool, Small

NOBODY = verify.NOBODY
FIRST_STEP = 3  # the first ε is this part of the highest score


@dataclass(frozen=True)
class Solution:
    """Who is with whom, what it is worth, and the proof that nothing is worth more."""

    mentor_of: Small  # (mentees,) NOBODY where unmatched
    objective: int  # sum of scores
    bound: int  # no allowed pairs of the same aim are worth more
    price: Ints  # (mentors,) of a place, times `scale`
    scale: int
    bonus: int = 0  # what a pair is worth beside its score, where the number of people comes first

    @property
    def matched(self) -> int:
        return int((self.mentor_of != NOBODY).sum())

    @property
    def gap(self) -> int:
        return self.bound - self.objective


def best_total(pool: Pool, *, seed: int = 0) -> Solution:
    """The pairs with the greatest sum of scores."""
    return _solve(pool, bonus=0, seed=seed)


def most_people(pool: Pool, *, seed: int = 0) -> Solution:
    """As many pairs as there can be, and among those sets the greatest sum of scores."""
    most = int(min(pool.mentee_count, pool.capacity.sum()))
    return _solve(pool, bonus=int(pool.scores.max(initial=0)) * most + 1, seed=seed)


def _solve(pool: Pool, *, bonus: int, seed: int) -> Solution:
    scale = pool.mentee_count + 1
    highest = int(pool.scores.max(initial=0)) + bonus
    if highest * scale * 4 >= EXACT:
        raise BadPool("the scores are too large for this many people: divide them all by the same number")
    shuffled, mentees, mentors = _shuffled(pool.only(pool.capacity[pool.mentors] > 0), seed)
    table = auction.empty_table(shuffled.mentee_count, shuffled.capacity)
    graph = auction.graph_of(shuffled.starts, shuffled.mentors, shuffled.scores, shuffled.mentor_count)
    auction.run(graph, table, scale, bonus * scale, max(1, highest * scale // FIRST_STEP))
    mentor_of = np.full(pool.mentee_count, NOBODY, np.int32)
    found = table.mentor_of != NOBODY
    mentor_of[mentees[found]] = mentors[table.mentor_of[found]]
    price = np.zeros(pool.mentor_count, np.int64)
    price[mentors] = table.price
    price[pool.capacity == 0] = highest * scale  # no place there, at whatever price
    objective = verify.value_of(pool, mentor_of)
    people = int(found.sum())
    bound = verify.bound_of(pool, price, scale, bonus * scale) - bonus * people
    return Solution(mentor_of, objective, bound, price, scale, bonus)


def _shuffled(pool: Pool, seed: int) -> tuple[Pool, Ints, Ints]:
    """The pool with its people in an order that the seed decides, which is how ties are broken; and who is who."""
    if seed == 0:
        return pool, np.arange(pool.mentee_count), np.arange(pool.mentor_count)
    random = np.random.default_rng(seed)
    mentees, mentors = random.permutation(pool.mentee_count), random.permutation(pool.mentor_count)
    place = np.empty(mentors.size, np.int64)
    place[mentors] = np.arange(mentors.size)
    lengths = np.diff(pool.starts)[mentees]
    starts = np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)
    pairs = np.repeat(pool.starts[:-1][mentees] - starts[:-1], lengths) + np.arange(pool.mentors.size)
    renamed = place[pool.mentors[pairs]].astype(np.int32)
    return Pool(starts, renamed, pool.scores[pairs], pool.capacity[mentors]), mentees, mentors
