"""
Checks of results by code that shares nothing with the solvers: whether the pairs are allowed, and whether the prices
prove that no others are better.
"""

import numpy as np

from ithaca.engine import scoring
from ithaca.engine.compiling import Number, kernel
from ithaca.engine.pool import Ints, Pool, Small
from ithaca.engine.problem import Aim, Problem
from ithaca.engine.result import NOBODY, Cover, Prices, Result
from ithaca.engine.stable import Preferences, preferences_of

MUCH = 2**61  # sums of what is not below nothing stop here, short of overflowing


class Unproven(AssertionError):
    """A result does not hold; the message says which condition is broken."""


@kernel
def _regret(
    pool: tuple[Ints, Small, Small, Ints], cheapest: Ints, worth: tuple[int, int], mentor_of: Small
) -> Number:
    """How much more all mentees together could gain at these prices than they do, at most MUCH."""
    starts, mentors, scores, capacity = pool
    scale, bonus = worth
    total: Number = np.int64(0)
    for mentee in range(starts.size - 1):
        best: Number = np.int64(0)
        own: Number = np.int64(0)
        for pair in range(starts[mentee], starts[mentee + 1]):
            mentor = mentors[pair]
            if capacity[mentor] > 0:
                gain = scores[pair] * scale + bonus - cheapest[mentor]
                best = max(best, gain)
                if mentor_of[mentee] == mentor:
                    own = gain
        total = min(MUCH, total + min(MUCH, best - own))
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
    within_capacity(chosen, pool.capacity)
    pairs = pair_of(pool, matched, chosen)
    return int(pool.scores[pairs].astype(np.int64).sum())


def within_capacity(chosen: Ints, capacity: Ints) -> None:
    if chosen.size and (chosen.min() < 0 or chosen.max() >= capacity.size):
        raise Unproven("a mentor who isn't there")
    load = np.bincount(chosen, minlength=capacity.size)
    if (load > capacity).any():
        raise Unproven(f"mentor {int(np.argmax(load - capacity))} has more mentees than places")


def pair_of(pool: Pool, mentees: Ints, mentors: Ints) -> Ints:
    """Where each of these pairs stands in the pool. Raises Unproven where one doesn't."""
    at = _places(pool.starts, pool.mentors, mentees.astype(np.int64), mentors.astype(np.int64))
    if (at < 0).any():
        first = int(np.argmax(at < 0))
        raise Unproven(f"mentee {mentees[first]} and mentor {mentors[first]} are no admissible pair")
    return at


@kernel
def _places(starts: Ints, sorted_mentors: Small, mentees: Ints, mentors: Ints) -> Ints:
    at = np.full(mentees.size, -1, np.int64)
    for one in range(mentees.size):
        first, last = starts[mentees[one]], starts[mentees[one] + 1]
        place = first + np.searchsorted(sorted_mentors[first:last], mentors[one])
        if place < last and sorted_mentors[place] == mentors[one]:
            at[one] = place
    return at


def excess_of(pool: Pool, mentor_of: Small, prices: Prices) -> int:
    """
    How much more than these pairs any others of the pool can be worth, bonuses counted: what every mentee could gain
    more at these prices, and what places cost that nobody took, divided by the scale and rounded down. Whatever the
    prices are, no set of pairs is worth more than that.
    """
    scale, width = prices.scale, pool.mentor_count
    least = np.zeros(width, np.int64) if prices.least is None else prices.least
    dear = prices.price if prices.least_price is None else prices.least_price
    if prices.price.shape != (width,) or dear.shape != (width,) or (prices.price < 0).any():
        raise Unproven("prices must be one a mentor, none below nothing")
    if (least > 0).any() and int(dear[least > 0].min()) < -prices.least_bonus * scale:
        raise Unproven("a place that must be filled costs less than filling it is worth")
    cheapest = prices.of_best_place(pool.capacity)
    regret = int(_regret(_arrays(pool), cheapest, (scale, prices.bonus * scale), mentor_of))
    return (regret + idle(mentor_of, pool.capacity, prices)) // scale


def idle(mentor_of: Small, capacity: Ints, prices: Prices) -> int:
    """What places cost that nobody took, or who took them would have paid less elsewhere with the same mentor."""
    width = capacity.size
    load = np.bincount(mentor_of[mentor_of != NOBODY], minlength=width)
    cheapest = prices.of_best_place(capacity)
    least = np.zeros(width, np.int64) if prices.least is None else np.minimum(prices.least, capacity)
    total = 0
    must = np.minimum(load, least)
    if prices.least_price is not None:
        reward = prices.least_bonus * prices.scale
        for j in np.flatnonzero(least).tolist():
            total += int(must[j]) * (int(prices.least_price[j]) - int(cheapest[j]))
            total += int(least[j] - must[j]) * (int(prices.least_price[j]) + reward)
    ordinary = capacity - least
    for j in np.flatnonzero(((prices.price > 0) | (least > 0)) & (ordinary > 0)).tolist():
        taken = int(load[j] - must[j])
        total += taken * (int(prices.price[j]) - int(cheapest[j]))
        total += (int(ordinary[j]) - taken) * int(prices.price[j])
    return total


def _arrays(pool: Pool) -> tuple[Ints, Small, Small, Ints]:
    return pool.starts, pool.mentors, pool.scores, pool.capacity


def verify(problem: Problem, result: Result) -> None:
    """Raises Unproven where a result of a problem breaks a rule, or its proof doesn't hold."""
    _pairs_hold(problem, result)
    pool = scoring.remaining(problem)
    free = result.mentor_of.copy()
    free[problem.fixed[:, 0]] = NOBODY
    if problem.aim is Aim.STABLE:
        wanted = preferences_of(problem, pool)
        pair = blocking_pair(pool, wanted, free)
        if pair is not None:
            raise Unproven(f"mentee {pair[0]} and mentor {pair[1]} would both rather have each other")
        return
    for cover in result.covers:
        _cover_holds(pool, cover)
    worthy = pool.only(pool.scores >= result.threshold)
    excess = excess_of(worthy, free, result.prices)
    if result.objective + excess > result.bound:
        raise Unproven(f"the prices leave room for {excess} more, not for {result.gap}")


def _pairs_hold(problem: Problem, result: Result) -> None:
    """Each pair is admissible and worth what it is said to be; capacities and fixed pairs are kept."""
    if result.mentor_of.shape != (problem.mentee_count,):
        raise Unproven("not one answer for each mentee")
    matched = np.flatnonzero(result.mentor_of != NOBODY)
    chosen = result.mentor_of[matched].astype(np.int64)
    within_capacity(chosen, problem.capacity)
    allowed = scoring.admissible(problem, matched, chosen)
    if not allowed.all():
        first = int(np.argmin(allowed))
        raise Unproven(f"mentee {matched[first]} and mentor {chosen[first]} are no admissible pair")
    scores = np.zeros(problem.mentee_count, np.int64)
    scores[matched] = scoring.scores_of(problem, matched, chosen)
    if (scores != result.scores).any() or int(scores.sum()) != result.objective:
        raise Unproven("scores are not those of the pairs")
    if (result.mentor_of[problem.fixed[:, 0]] != problem.fixed[:, 1]).any():
        raise Unproven("a fixed pair is missing")
    if matched.size and int(scores[matched].min()) != result.least_score:
        raise Unproven("the smallest score is another")


def _cover_holds(pool: Pool, cover: Cover) -> None:
    """Whether no more than so many pairs can be made of those with such scores."""
    worthy = pool.only(pool.scores >= cover.least_score)
    ones = Pool(worthy.starts, worthy.mentors, np.ones_like(worthy.scores), cover.capacity)
    nobody = np.full(pool.mentee_count, NOBODY, np.int32)
    most = excess_of(ones, nobody, Prices(cover.price, cover.scale))
    if most > cover.most:
        raise Unproven(f"{most} pairs worth {cover.least_score} or more might be made, not {cover.most}")


def blocking_pair(pool: Pool, wanted: Preferences, mentor_of: Small) -> tuple[int, int] | None:
    """A mentee and a mentor who would both rather have each other, if there are any. Checked pair by pair."""
    value_of(pool, mentor_of)
    lowest = np.iinfo(np.int64).min
    matched = np.flatnonzero(mentor_of != NOBODY)
    pairs = pair_of(pool, matched, mentor_of[matched].astype(np.int64))
    has = np.full(pool.mentee_count, lowest)
    has[matched] = wanted.of_mentees[pairs]
    load = np.bincount(mentor_of[matched], minlength=pool.mentor_count)
    worst = np.full(pool.mentor_count, np.iinfo(np.int64).max)
    np.minimum.at(worst, mentor_of[matched], wanted.of_mentors[pairs])
    worst[load < pool.capacity] = lowest
    worst[pool.capacity == 0] = np.iinfo(np.int64).max
    both = (wanted.of_mentees > has[pool.mentees]) & (wanted.of_mentors > worst[pool.mentors])
    if not both.any():
        return None
    first = int(np.argmax(both))
    return int(pool.mentees[first]), int(pool.mentors[first])
