"""The worst-off first: as many people as possible, then the largest smallest score, then the total."""

import numpy as np

from ithaca.engine.assignment import Solution, best_total, most_people
from ithaca.engine.pool import Pool


def fairest(pool: Pool, *, seed: int = 0) -> tuple[Solution, int]:
    """
    As many pairs as there can be, none of them worth less than need be, and among those the greatest sum; and that
    smallest score (0 where nobody is matched).

    The threshold is found by bisection over the scores that occur; whether so many people still find a place above it
    is decided exactly, by matching for number alone.
    """
    people = most_people(_for_number(pool)).matched
    if people == 0:
        return most_people(pool, seed=seed), 0
    thresholds = np.unique(pool.scores)
    low, high = 0, thresholds.size - 1
    while low < high:
        middle = (low + high + 1) // 2
        if best_total(_for_number(pool.only(pool.scores >= thresholds[middle]))).matched == people:
            low = middle
        else:
            high = middle - 1
    least = int(thresholds[low])
    return most_people(pool.only(pool.scores >= least), seed=seed), least


def threshold_holds(pool: Pool, people: int, least: int) -> bool:
    """Whether no set of as many pairs keeps all scores above `least`; for checks of a result."""
    return best_total(_for_number(pool.only(pool.scores > least))).matched < people


def _for_number(pool: Pool) -> Pool:
    """The same pairs, each worth one: the best total is then the number of people."""
    return Pool(pool.starts, pool.mentors, np.ones_like(pool.scores), pool.capacity)
