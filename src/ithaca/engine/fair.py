"""The worst-off first: as many people as possible, then the largest smallest score, then the total."""

from dataclasses import dataclass

import numpy as np

from ithaca.engine.assignment import Market, Solution, terms_of
from ithaca.engine.pool import Ints, Pool
from ithaca.engine.result import Cover


@dataclass(frozen=True)
class Fair:
    """The pairs, the smallest score that they had to keep, and why neither more pairs nor a larger one can be."""

    solution: Solution
    threshold: int
    covers: tuple[Cover, ...]


def fairest(pool: Pool, *, seed: int = 0, least: Ints | None = None, until: float | None = None) -> Fair:
    """
    As many pairs as there can be, none of them worth less than need be, and among those the greatest sum.

    The threshold is found by bisection over the scores that occur; whether as many people and as many of the places
    that must be filled still find somebody above it is decided exactly, by matching for number alone.
    """
    must = np.zeros(pool.mentor_count, np.int64) if least is None else np.minimum(least, pool.capacity)
    lowest = int(pool.scores.min(initial=0))
    kinds = [pool.capacity, must] if must.any() else [pool.capacity]
    tops = [most_places(pool, capacity, lowest, until) for capacity in kinds]
    scores = np.unique(pool.scores)
    threshold, failing = lowest, tops
    low, high = 0, scores.size
    while tops[0].most > 0 and high - low > 1:
        middle = (low + high) // 2
        probes = [most_places(pool, capacity, int(scores[middle]), until) for capacity in kinds]
        if all(probe.most == top.most for probe, top in zip(probes, tops, strict=True)):
            low = middle
        else:
            high, failing = middle, probes
    covers = list(tops)
    if tops[0].most > 0:
        threshold = int(scores[low])
        above = threshold + 1
        if high == scores.size:
            failing = [most_places(pool, capacity, above, until) for capacity in kinds]
        covers += [one for one, top in zip(failing, tops, strict=True) if one.most < top.most][:1]
    worthy = pool.only(pool.scores >= threshold)
    terms = terms_of(worthy, people_first=True, least=must)
    return Fair(Market(worthy, terms, seed=seed, until=until).solve(worthy), threshold, tuple(covers))


def most_places(pool: Pool, capacity: Ints, least_score: int, until: float | None = None) -> Cover:
    """How many of these places can be filled with pairs worth so much, and the prices that prove it."""
    worthy = pool.only(pool.scores >= least_score)
    ones = Pool(worthy.starts, worthy.mentors, np.ones_like(worthy.scores), capacity)
    found = Market(ones, terms_of(ones), until=until).solve(ones)
    return Cover(least_score, capacity, found.price, found.scale, found.bound)
