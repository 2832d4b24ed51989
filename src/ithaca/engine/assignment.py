"""The best set of pairs: by total, or by number of people and then total. Exact, with the prices that prove it."""

import time
from dataclasses import dataclass, replace

import numpy as np

from ithaca.engine import auction
from ithaca.engine.auction import Graph, Table, Worth
from ithaca.engine.compiling import Number, kernel
from ithaca.engine.pool import EXACT, BadPool, Ints, Pool, Small
from ithaca.engine.result import NOBODY, Prices

FIRST_STEP = 10  # the first ε is this part of the highest score


@dataclass(frozen=True)
class Solution:
    """Who is with whom, what it is worth, and the proof that nothing is worth more."""

    mentor_of: Small  # (mentees,) NOBODY where unmatched
    objective: int  # sum of scores
    bound: int  # no allowed pairs of the same aim are worth more
    price: Ints  # (mentors,) of a place, times `scale`
    scale: int
    bonus: int = 0  # what a pair is worth beside its score, where the number of people comes first
    least_bonus: int = 0  # what a place that must be filled is worth beside
    least_price: Ints | None = None  # (mentors,) of such places
    rounds: int = 0
    slack: int = 0  # what is left unproven, scaled

    @property
    def matched(self) -> int:
        return int((self.mentor_of != NOBODY).sum())

    @property
    def gap(self) -> int:
        return self.bound - self.objective


def best_total(pool: Pool, *, seed: int = 0) -> Solution:
    """The pairs with the greatest sum of scores."""
    return Market(pool, terms_of(pool), seed=seed).solve(pool)


def most_people(pool: Pool, *, seed: int = 0) -> Solution:
    """As many pairs as there can be, and among those sets the greatest sum of scores."""
    return Market(pool, terms_of(pool, people_first=True), seed=seed).solve(pool)


@dataclass(frozen=True)
class Terms:
    """What is worth what, in integers that stay exact."""

    scale: int
    bonus: int  # of each pair
    least: Ints  # (mentors,) places that must be filled if that can be
    least_bonus: int  # of such a place
    highest: int  # a pair is worth no more than this and the bonus


def terms_of(
    pool: Pool, *, people_first: bool = False, least: Ints | None = None, span: tuple[int, int] | None = None
) -> Terms:
    """
    The terms of a pool whose scores lie within `span` (its own by default), so that one person more, or one place more
    that must be filled, outweighs all scores together. Raises BadPool where integers wouldn't hold that.
    """
    low, high = span or (int(pool.scores.min(initial=0)), int(pool.scores.max(initial=0)))
    most = int(min(pool.mentee_count, pool.capacity.sum()))
    all_scores = (max(high, 0) - min(low, 0)) * most + 1
    must = np.zeros(pool.mentor_count, np.int64) if least is None else np.minimum(least, pool.capacity)
    terms = Terms(
        scale=pool.mentee_count + 1,
        bonus=all_scores if people_first else 0,
        least=must,
        least_bonus=2 * all_scores if must.any() else 0,
        highest=max(high, 0),
    )
    if (terms.highest - min(low, 0) + terms.bonus + terms.least_bonus) * terms.scale * 4 >= EXACT:
        raise BadPool("the scores are too large for this many people: divide them all by the same number")
    return terms


class Market:
    """
    An auction that can go on: prices and pairs are kept while its pool grows, so that the next solution costs little.

    Mentors who must have some mentees stand in it twice: with those places, which reward who takes them, and with the
    others.
    """

    def __init__(self, pool: Pool, terms: Terms, *, seed: int = 0, until: float | None = None) -> None:
        self.terms = terms
        self.until = until
        self.capacity = pool.capacity
        self.worth = Worth(terms.scale, terms.bonus * terms.scale)
        self.must = np.flatnonzero(terms.least)
        random = np.random.default_rng(seed)
        count = pool.mentor_count + self.must.size
        self.mentees = random.permutation(pool.mentee_count) if seed else np.arange(pool.mentee_count)
        self.order = random.permutation(count) if seed else np.arange(count)
        self.places = np.concatenate([pool.capacity - terms.least, terms.least[self.must]])[self.order]
        floor = np.repeat([0, -terms.least_bonus * terms.scale], [pool.mentor_count, self.must.size])
        floor = floor[self.order].astype(np.int64)
        self.table: Table = auction.empty_table(pool.mentee_count, np.zeros(count, np.int64), floor)
        self.rounds = 0

    @property
    def out_of_time(self) -> bool:
        return self.until is not None and time.time() >= self.until

    def prices(self, solution: Solution) -> Prices:
        """What proves a solution."""
        return prices_of(solution, self.terms.least)

    def solve(self, pool: Pool, *, step: int | None = None) -> Solution:
        """The best pairs of a pool that has at least the pairs of the one before; ε begins at `step` (scaled)."""
        shown = self._shown(pool)
        self._make_room(shown)
        low = int(shown.scores.min(initial=0))
        if low < 0:  # the auction packs scores as they are: count them from the lowest
            shown = replace(shown, scores=shown.scores - np.int32(low))
        graph = auction.graph_of(shown.starts, shown.mentors, shown.scores, shown.mentor_count)
        worth = Worth(self.worth.scale, self.worth.bonus + min(low, 0) * self.worth.scale)
        highest = (self.terms.highest + self.terms.bonus + self.terms.least_bonus) * self.worth.scale
        slack = self._run(graph, worth, max(1, highest // FIRST_STEP) if step is None else step)
        return self._solution(pool, slack)

    def _make_room(self, shown: Pool) -> None:
        """
        Places in the table, never more of one mentor than could be taken and one: that one stays free, so that places
        that nobody needs cost nothing, however many there are.
        """
        needed = np.minimum(self.places, np.bincount(shown.mentors, minlength=self.places.size) + 1)
        old = self.table
        if (needed <= np.diff(old.first)).all():
            return
        new = auction.empty_table(old.mentor_of.size, needed, old.floor)
        taken = np.bincount(old.mentor_of[old.mentor_of != NOBODY], minlength=needed.size).astype(np.int32)
        self.table = new._replace(
            price=old.price, mentor_of=old.mentor_of, score_of=old.score_of, taken=taken
        )

    def _run(self, graph: Graph, worth: Worth, step: int) -> int:
        """Phase after phase until proven or out of time; answers how much is left unproven, scaled."""
        queue = np.empty(self.table.mentor_of.size + 1, np.int32)
        while True:
            slack = auction.slack_of(graph, self.table, worth)
            if slack < worth.scale or step == 0 or self.out_of_time:
                return int(slack)
            self.rounds += 1
            auction.begin_phase(self.table, step, queue)
            while queue[-1] and not self.out_of_time:
                auction.forward(graph, self.table, worth, step, queue)
            while not self.out_of_time and not auction.reverse(graph, self.table, worth, step):
                pass
            step = 0 if step == 1 else max(1, step // auction.STEP)

    def _shown(self, pool: Pool) -> Pool:
        """The pool as the auction sees it: mentors with places to fill twice, people in the order of the seed."""
        wide = _widened(pool, self.must, self.places[np.argsort(self.order)])
        identity = bool((self.order == np.arange(self.order.size)).all())
        if identity and bool((self.mentees == np.arange(self.mentees.size)).all()):
            return wide
        place = np.empty(self.order.size, np.int64)
        place[self.order] = np.arange(self.order.size)
        lengths = np.diff(wide.starts)[self.mentees]
        starts = np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)
        pairs = np.repeat(wide.starts[:-1][self.mentees] - starts[:-1], lengths) + np.arange(
            wide.mentors.size
        )
        renamed = place[wide.mentors[pairs]].astype(np.int32)
        return Pool(starts, renamed, wide.scores[pairs], wide.capacity[self.order])

    def _solution(self, pool: Pool, slack: int) -> Solution:
        count = pool.mentor_count
        mentor_of = np.full(pool.mentee_count, NOBODY, np.int32)
        found = self.table.mentor_of != NOBODY
        node = self.order[self.table.mentor_of[found]]
        mentor_of[self.mentees[found]] = np.concatenate([np.arange(count), self.must])[node]
        price = np.empty(count + self.must.size, np.int64)
        price[self.order] = self.table.price
        terms = self.terms
        beyond = (terms.highest + terms.bonus + terms.least_bonus) * terms.scale  # what nobody would pay
        price[:count][self.capacity == terms.least] = beyond
        least_price = price[:count].copy()
        least_price[self.must] = price[count:]
        objective = value_of(pool, mentor_of)
        return Solution(
            mentor_of,
            objective,
            objective + slack // self.terms.scale,
            price[:count],
            self.terms.scale,
            self.terms.bonus,
            self.terms.least_bonus,
            least_price if self.must.size else None,
            self.rounds,
            slack,
        )


def prices_of(solution: Solution, least: Ints) -> Prices:
    """What proves a solution of a problem with these least loads."""
    if solution.least_price is None:
        return Prices(solution.price, solution.scale, solution.bonus)
    return Prices(
        solution.price, solution.scale, solution.bonus, least, solution.least_price, solution.least_bonus
    )


def _widened(pool: Pool, must: Ints, places: Ints) -> Pool:
    """Pairs with somebody who has places left, and those of `must` once more with the places that must be filled."""
    again = np.zeros(pool.mentor_count, np.int64)
    again[must] = np.arange(pool.mentor_count, pool.mentor_count + must.size)
    own = pool if (places[: pool.mentor_count] > 0).all() else pool.only(places[pool.mentors] > 0)
    if not must.size:
        return replace(own, capacity=places)
    twice = pool.only(again[pool.mentors] > 0)
    mentees = np.concatenate([own.mentees, twice.mentees])
    mentors = np.concatenate([own.mentors, again[twice.mentors].astype(np.int32)])
    order = np.lexsort((mentors, mentees))
    starts = np.concatenate(([0], np.cumsum(np.bincount(mentees, minlength=pool.mentee_count)))).astype(
        np.int64
    )
    scores = np.concatenate([own.scores, twice.scores])
    return Pool(starts, mentors[order], scores[order], places)


def value_of(pool: Pool, mentor_of: Small) -> int:
    """The sum of the scores of these pairs of a pool."""
    return int(_value_of(pool.starts, pool.mentors, pool.scores, mentor_of))


@kernel
def _value_of(starts: Ints, mentors: Small, scores: Small, mentor_of: Small) -> Number:
    value: Number = np.int64(0)
    for mentee in range(mentor_of.size):
        for pair in range(starts[mentee], starts[mentee + 1]):
            if mentors[pair] == mentor_of[mentee]:
                value += scores[pair]
    return value
