"""The worst-off first: as many people as possible, then the largest smallest score, then the total."""

from dataclasses import dataclass

import numpy as np

from ithaca.engine.assignment import Market, Solution, terms_of
from ithaca.engine.pool import Ints, Pool
from ithaca.engine.proof import MORE, Known, arrays_of, filled_of, proven, spare_of, total
from ithaca.engine.result import Cover
from ithaca.engine.rows import Ask


@dataclass(frozen=True)
class Fair:
    """The pairs, the smallest score that they had to keep, and why neither more pairs nor a larger one can be."""

    solution: Solution
    threshold: int
    covers: tuple[Cover, ...]


@dataclass(frozen=True)
class Limits:
    """What the search for the threshold goes by: the kinds of places to fill, and when to stop."""

    places: tuple[Ints, ...]  # all of them; and those that must be filled
    until: float | None


def fairest(known: Known, *, seed: int = 0, least: Ints | None = None, until: float | None = None) -> Fair:
    """
    As many pairs as there can be, none of them worth less than need be, and among those the greatest sum.

    The threshold is found by bisection over the scores that occur; whether as many people and as many of the places
    that must be filled still find somebody above it is decided exactly, by matching for number alone.
    """
    capacity = known.pool.capacity
    must = np.zeros(capacity.size, np.int64) if least is None else np.minimum(least, capacity)
    limits = Limits((capacity, must) if must.any() else (capacity,), until)
    lowest = known.span[0]
    tops = [most_places(known, places, lowest, until) for places in limits.places]
    threshold, covers = lowest, list(tops)
    if tops[0].most > 0:
        threshold, why = _threshold(known, limits, tops)
        covers.append(why)
    worthy = known.pool.only(known.pool.scores >= threshold)
    terms = terms_of(worthy, people_first=True, least=must, span=known.span)
    solution = proven(known, Market(worthy, terms, seed=seed, until=until), least_score=threshold)
    return Fair(solution, threshold, tuple(covers))


def _threshold(known: Known, limits: Limits, tops: list[Cover]) -> tuple[int, Cover]:
    """The largest score that all pairs can keep, and why no larger one."""
    low = known.span[0]
    while True:
        scores = np.unique(known.pool.scores)
        scores = scores[scores > low]
        first, end = -1, scores.size
        while end - first > 1:  # among the pairs held
            middle = (first + end) // 2
            if _shortfall(Known.all_of(known.pool), limits, tops, int(scores[middle])) is None:
                first = middle
            else:
                end = middle
        low = int(scores[first]) if first >= 0 else low
        why = _shortfall(known, limits, tops, low + 1)
        if why is not None:  # not with any others either
            return max(low, int(known.pool.scores.min())), why


def _shortfall(known: Known, limits: Limits, tops: list[Cover], least_score: int) -> Cover | None:
    """Why pairs worth so much are too few, if they are."""
    for places, top in zip(limits.places, tops, strict=True):
        found = most_places(known, places, least_score, limits.until)
        if found.most < top.most:
            return found
    return None


def most_places(known: Known, places: Ints, least_score: int, until: float | None = None) -> Cover:
    """How many of these places can be filled with pairs worth so much, and the prices that prove it."""
    ones = _ones(known.pool, places, least_score)
    market, step = Market(ones, terms_of(ones, span=(0, 1)), until=until), None
    while True:
        found = market.solve(ones, step=step)
        price = market.prices(found).of_best_place(places)
        spare = spare_of(arrays_of(ones), price, (found.scale, 0), 0)
        every = min(known.last.size, int(places.sum()))
        possible = found.scale - int(price.min(initial=0)) > spare
        rows = np.flatnonzero(possible & (known.last_score >= least_score))
        if not rows.size or found.matched == every:
            return Cover(least_score, places, found.price, found.scale, found.bound)
        ask = Ask(price, found.scale, True, least_score, known.pool.starts, known.pool.mentors)
        more = known.ask(rows, spare[rows], MORE, ask)
        filled = filled_of(more)
        gain = np.maximum(0, np.where(filled, more.values, 0).max(axis=1) - spare[rows])
        if found.slack + total(gain) < found.scale or market.out_of_time:
            bound = found.objective + (found.slack + total(gain)) // found.scale
            return Cover(least_score, places, found.price, found.scale, bound)
        known.hold(rows, more, known.scores_of(np.repeat(rows, more.counts), more.mentors[filled]))
        ones = _ones(known.pool, places, least_score)
        step = max(1, found.scale // 4)


def _ones(pool: Pool, places: Ints, least_score: int) -> Pool:
    """The pairs worth so much, each counted as one."""
    worthy = pool.only(pool.scores >= least_score)
    return Pool(worthy.starts, worthy.mentors, np.ones_like(worthy.scores), places)
