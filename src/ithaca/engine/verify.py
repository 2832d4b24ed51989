"""
Checks of results by code that shares nothing with the solvers: whether the pairs are allowed, and whether the prices
prove that no others are better.
"""

import numpy as np

from ithaca.engine import scoring
from ithaca.engine.checking import NEVER, Claim, blocking_of, regret_of
from ithaca.engine.compiling import Number, kernel
from ithaca.engine.pool import Ints, Pool, Small
from ithaca.engine.problem import Aim, Problem
from ithaca.engine.result import CLOSED, NOBODY, Cover, Prices, Result
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
    are_prices(prices, pool.mentor_count)
    cheapest = prices.of_best_place(pool.capacity)
    regret = int(_regret(_arrays(pool), cheapest, (prices.scale, prices.bonus * prices.scale), mentor_of))
    return (regret + idle(mentor_of, pool.capacity, prices)) // prices.scale


def are_prices(prices: Prices, width: int) -> None:
    least = np.zeros(width, np.int64) if prices.least is None else prices.least
    dear = prices.price if prices.least_price is None else prices.least_price
    if prices.price.shape != (width,) or dear.shape != (width,) or (prices.price < 0).any():
        raise Unproven("prices must be one a mentor, none below nothing")
    if (least > 0).any() and int(dear[least > 0].min()) < -prices.least_bonus * prices.scale:
        raise Unproven("a place that must be filled costs less than filling it is worth")


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


class Listed:
    """The pairs of a problem of scores."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.pool = scoring.remaining(problem)

    def excess(self, mentor_of: Small, prices: Prices, over: Cover | Result) -> int:
        if isinstance(over, Cover):
            worthy = self.pool.only(self.pool.scores >= over.least_score)
            ones = Pool(worthy.starts, worthy.mentors, np.ones_like(worthy.scores), over.capacity)
            return excess_of(ones, mentor_of, prices)
        return excess_of(self.pool.only(self.pool.scores >= over.threshold), mentor_of, prices)

    def blocking(self, mentor_of: Small) -> tuple[int, int] | None:
        return blocking_pair(self.pool, preferences_of(self.problem, self.pool), mentor_of)


class Open:
    """All admissible pairs of a problem of profiles, looked at one by one."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        loads = np.bincount(problem.fixed[:, 1], minlength=problem.mentor_count)
        self.capacity = np.where(problem.present_mentors, problem.capacity - loads, 0)
        free = problem.present_mentees.copy()
        free[problem.fixed[:, 0]] = False
        self.who = np.flatnonzero(free)

    def excess(self, mentor_of: Small, prices: Prices, over: Cover | Result) -> int:
        are_prices(prices, self.problem.mentor_count)
        flat = isinstance(over, Cover)
        capacity = np.minimum(over.capacity, self.capacity) if isinstance(over, Cover) else self.capacity
        cheapest = prices.of_best_place(capacity)
        cheapest = np.where(capacity > 0, cheapest, CLOSED)
        least_score = over.least_score if isinstance(over, Cover) else over.threshold
        claim = Claim(cheapest, prices.scale, prices.bonus * prices.scale, least_score, flat)
        matched = self.who[mentor_of[self.who] != NOBODY]
        own = np.zeros(mentor_of.size, np.int64)
        scores = scoring.scores_of(self.problem, matched, mentor_of[matched].astype(np.int64))
        own[matched] = scores * prices.scale + claim.bonus - cheapest[mentor_of[matched]]
        regret = regret_of(self.problem, self.who, own[self.who], claim)
        if (regret < 0).any():
            raise Unproven("a pair is not among those that count")
        return (sum(map(int, regret)) + idle(mentor_of, capacity, prices)) // prices.scale

    def blocking(self, mentor_of: Small) -> tuple[int, int] | None:
        """Pairs with a wish are looked at by themselves; the others by what they are worth."""
        has, worst = self._wanted(mentor_of)
        for wishes in (self.problem.wishes_of_mentees, self.problem.wishes_of_mentors):
            if wishes is not None:
                one, other = wishes.wishers, wishes.wanted
                if wishes is self.problem.wishes_of_mentors:
                    one, other = other, one
                open_pair = (
                    scoring.admissible(self.problem, one, other) & (has[one] < NEVER) & (worst[other] < NEVER)
                )
                one, other = one[open_pair], other[open_pair]
                mine, theirs = self._keys(one, other)
                both = np.flatnonzero((mine > has[one]) & (theirs > worst[other]))
                if both.size:
                    return int(one[both[0]]), int(other[both[0]])
        return blocking_of(self.problem, has, worst)

    def _keys(self, mentees: Ints, mentors: Ints) -> tuple[Ints, Ints]:
        span = self.problem.policy.most_score + 1
        scores = scoring.scores_of(self.problem, mentees, mentors)
        wishes = (
            scoring.wish_points(self.problem, mentees, mentors, of_mentors=one) for one in (False, True)
        )
        mine, theirs = (points * span + scores for points in wishes)
        return mine, theirs

    def _wanted(self, mentor_of: Small) -> tuple[Ints, Ints]:
        """What each has to be offered more than to leave; NEVER for who has no say."""
        has = np.full(mentor_of.size, NEVER)
        has[self.who] = -1
        matched = np.flatnonzero(mentor_of != NOBODY)
        chosen = mentor_of[matched].astype(np.int64)
        mine, theirs = self._keys(matched, chosen)
        has[matched] = mine
        worst = np.full(self.capacity.size, NEVER)
        np.minimum.at(worst, chosen, theirs)
        worst[np.bincount(chosen, minlength=worst.size) < self.capacity] = -1
        worst[self.capacity == 0] = NEVER
        return has, worst


def verify(problem: Problem, result: Result) -> None:
    """Raises Unproven where a result of a problem breaks a rule, or its proof doesn't hold."""
    _pairs_hold(problem, result)
    market = Open(problem) if problem.pool is None else Listed(problem)
    free = result.mentor_of.copy()
    free[problem.fixed[:, 0]] = NOBODY
    if problem.aim is Aim.STABLE:
        pair = market.blocking(free)
        if pair is not None:
            raise Unproven(f"mentee {pair[0]} and mentor {pair[1]} would both rather have each other")
        return
    nobody = np.full(free.size, NOBODY, np.int32)
    taking_part = problem.present_mentees.copy()
    taking_part[problem.fixed[:, 0]] = False
    people = int(taking_part.sum())
    for cover in result.covers:
        if cover.most >= min(people, int(cover.capacity.sum())):
            continue  # there are no more people, or no more places
        most = market.excess(nobody, Prices(cover.price, cover.scale), cover)
        if most > cover.most:
            raise Unproven(f"{most} pairs worth {cover.least_score} or more might be made, not {cover.most}")
    excess = market.excess(free, result.prices, result)
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
