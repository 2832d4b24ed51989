"""
Checks of results by code that shares nothing with the solvers: whether the pairs are allowed, and whether the prices
prove that no others are worth more.
"""

import numpy as np
from numba import njit

from ithaca.engine.pool import Ints, Pool, Small

NOBODY = -1


class Unproven(AssertionError):
    """A result does not hold; the message says which condition is broken."""


@njit(cache=True)
def _gains(starts: Ints, mentors: Small, scores: Small, price: Ints, scale: int, bonus: int) -> int:
    total = np.int64(0)
    for mentee in range(starts.size - 1):
        best = np.int64(0)
        for pair in range(starts[mentee], starts[mentee + 1]):
            best = max(best, scores[pair] * scale + bonus - price[mentors[pair]])
        total += best
    return total


def value_of(pool: Pool, mentor_of: Small) -> int:
    """
    The sum of the scores of allowed pairs. Raises Unproven where a pair is not in the pool or a mentor has more
    mentees than places.
    """
    if mentor_of.shape != (pool.mentee_count,):
        raise Unproven("not one answer for each mentee")
    matched = np.flatnonzero(mentor_of != NOBODY)
    chosen = mentor_of[matched].astype(np.int64)
    if chosen.size and (chosen.min() < 0 or chosen.max() >= pool.mentor_count):
        raise Unproven("a mentor who isn't there")
    load = np.bincount(chosen, minlength=pool.mentor_count)
    if (load > pool.capacity).any():
        raise Unproven(f"mentor {int(np.argmax(load - pool.capacity))} has more mentees than places")
    pairs = pair_of(pool, matched, chosen)
    return int(pool.scores[pairs].astype(np.int64).sum())


def pair_of(pool: Pool, mentees: Ints, mentors: Ints) -> Ints:
    """Where each of these pairs stands in the pool. Raises Unproven where one doesn't."""
    width = pool.mentor_count
    keys = pool.mentees.astype(np.int64) * width + pool.mentors
    wanted = mentees.astype(np.int64) * width + mentors
    at = np.searchsorted(keys, wanted)
    missing = (
        (at >= keys.size) | (keys[np.minimum(at, keys.size - 1)] != wanted) if keys.size else wanted >= 0
    )
    if missing.any():
        first = int(np.argmax(missing))
        raise Unproven(f"mentee {mentees[first]} and mentor {mentors[first]} are no admissible pair")
    return np.asarray(at, np.int64)


def bound_of(pool: Pool, price: Ints, scale: int, bonus: int = 0) -> int:
    """
    No allowed set of pairs is worth more than this, whatever the prices: what every mentee could gain at them, and what
    all places cost, divided by the scale and rounded down. `bonus` is what each pair is worth beside its score, scaled.
    """
    if price.shape != (pool.mentor_count,) or (price < 0).any():
        raise Unproven("prices must be one a mentor, none below nothing")
    gains = _gains(pool.starts, pool.mentors, pool.scores, price, scale, bonus)
    return (int(gains) + sum(int(p) * int(c) for p, c in _priced(price, pool.capacity))) // scale


def _priced(price: Ints, capacity: Ints) -> list[tuple[int, int]]:
    paid = np.flatnonzero(price)
    return list(zip(price[paid].tolist(), capacity[paid].tolist(), strict=True))
