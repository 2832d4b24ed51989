"""
Proof against every admissible pair, of which only the best candidates of each mentee are ever held.

Whom a mentee's list leaves out was worth no more than its last at the prices of that time, so the row is proven for as
long as prices have not fallen by more than what it has to spare. The other rows are asked again, at the prices of now;
pairs that would gain (and those that nearly would) join the list, and the auction goes on from where it stands.
"""

from dataclasses import dataclass, replace

import numpy as np

from ithaca.engine import scoring
from ithaca.engine.assignment import Market, Solution
from ithaca.engine.compiling import kernel
from ithaca.engine.ground import NO_VALUE, Asked, Field, asked, everybody, only
from ithaca.engine.pool import Ints, Pool, Small
from ithaca.engine.result import LOWEST_SCORE
from ithaca.engine.rows import Ask, Found

CANDIDATES = 50
MORE = 32  # pairs that join a list at once
SHARES = (0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 1.0)  # of mentors whose prices fell least
NEAR = 30  # that part of the highest score is near enough to join


@dataclass
class Known:
    """The pairs held so far, and what each mentee's others can be worth at most (NO_VALUE: there are no others)."""

    field: Field | None  # none where all pairs are held
    asked: Asked
    pool: Pool
    last_score: Ints  # (mentees,) what the others are worth at most
    last: Ints  # (mentees,) the same, scaled, at the prices of `asked_at`
    asked_at: Ints  # (mentees,) which of `prices`
    prices: list[Ints]
    scale: int
    highest: int  # no score is more
    least_score: int = LOWEST_SCORE  # pairs worth less don't count at the moment

    @staticmethod
    def all_of(pool: Pool) -> "Known":
        """All admissible pairs there are."""
        nothing, count = np.full(pool.mentee_count, NO_VALUE), pool.mentee_count
        highest = int(pool.scores.max(initial=0))
        return Known(None, asked, pool, nothing, nothing, np.zeros(count, np.int64), [], count + 1, highest)

    @property
    def span(self) -> tuple[int, int]:
        """The scores lie between these."""
        return min(0, int(self.pool.scores.min(initial=0))), self.highest

    def ask(self, rows: Ints, over: Ints, most: int, ask: Ask) -> Found:
        assert self.field is not None
        return self.asked(self.field.ground, ask, rows, over, most)

    def reach(self, price: Ints) -> Ints:
        """What a pair that is not held could be worth at most at these prices."""
        if self.field is None:
            return self.last
        fallen = np.array([int((then - price).max(initial=NO_VALUE)) for then in self.prices], np.int64)
        return np.where(self.last == NO_VALUE, NO_VALUE, self.last + fallen[self.asked_at])

    def scores_of(self, mentees: Ints, mentors: Small) -> Ints:
        """What pairs of the field are worth."""
        assert self.field is not None
        return scoring.scores_of(self.field.problem, self.field.mentees[mentees], self.field.mentors[mentors])

    def hold(self, rows: Ints, found: Found, scores: Ints) -> None:
        """Holds what was found for these rows."""
        counts = np.zeros(self.last.size, np.int64)
        counts[rows] = found.counts
        self.hold_pairs(counts, found.mentors[filled_of(found)], scores)

    def hold_pairs(self, counts: Ints, mentors: Small, scores: Ints) -> None:
        """Holds so many more pairs of each mentee, in order."""
        starts = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
        new = (starts, mentors.astype(np.int32), scores.astype(np.int32))
        self.pool = Pool(*_merged(arrays_of(self.pool), new), self.pool.capacity)

    @property
    def near(self) -> int:
        """A value that is less by so much is near enough to be held."""
        return self.scale * max(1, self.highest // NEAR)

    def add(self, rows: Ints, found: Found, price: Ints) -> None:
        """Holds what was found for these rows at these prices, which are about to be the last."""
        filled = filled_of(found)
        self.hold(rows, found, (found.values[filled] + price[found.mentors[filled]]) // self.scale)
        self.last[rows] = found.last
        self.asked_at[rows] = len(self.prices)


def known_of(field: Field, asked: Asked = asked, *, most: int = CANDIDATES) -> Known:
    """The best candidates of each mentee."""
    count = field.mentees.size
    rows, scale = np.arange(count), count + 1
    most = max(1, min(most, field.mentors.size))
    found = asked(field.ground, everybody(field), rows, np.full(count, -1, np.int64), most)
    starts = np.concatenate(([0], np.cumsum(found.counts))).astype(np.int64)
    filled = filled_of(found)
    pool = Pool(starts, found.mentors[filled], found.values[filled].astype(np.int32), field.capacity)
    last = np.where((found.counts < most) | (most == field.mentors.size), NO_VALUE, found.last)
    scaled = np.where(last == NO_VALUE, NO_VALUE, last * scale)
    free = [np.zeros(field.mentors.size, np.int64)]
    return Known(field, asked, pool, last, scaled, np.zeros(count, np.int64), free, scale, field.most_score)


def arrays_of(pool: Pool) -> tuple[Ints, Small, Small]:
    return pool.starts, pool.mentors, pool.scores


def filled_of(found: Found) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    return np.arange(found.mentors.shape[1]) < found.counts[:, None]


def proven(known: Known, market: Market, *, least_score: int = LOWEST_SCORE) -> Solution:
    """The best of all admissible pairs worth so much, or with the gap that is proven where time runs out."""
    known.least_score = least_score
    step = None
    while True:
        solution = market.solve(known.pool.only(known.pool.scores >= least_score), step=step)
        price = market.prices(solution).of_best_place(known.pool.capacity)
        spare = spare_of(
            arrays_of(known.pool), price, (known.scale, solution.bonus * known.scale), least_score
        )
        reach = known.reach(price)
        rows = np.flatnonzero(reach > spare)
        if not rows.size:
            return solution
        if market.out_of_time:
            return _within(solution, total(reach[rows] - spare[rows]))
        few, mentors, fall = _cheaper(known, rows, price, spare)
        gain = np.zeros(spare.size, np.int64)
        if few.size:
            gain[few] = _asked_of(known, few, mentors, (price, spare, fall))
        rest = np.setdiff1d(rows, few)
        if rest.size:
            gain[rest] = _asked_again(known, rest, price, spare)
        known.prices.append(price)
        if solution.slack + total(gain) < known.scale:
            return solution
        if market.out_of_time:
            return _within(solution, total(gain))
        step = max(1, int(gain.max()) // 4)


def _asked_again(known: Known, rows: Ints, price: Ints, spare: Ints) -> Ints:
    """Asks these rows of all mentors at these prices; answers by how much the best found exceeds what each can spare."""
    ask = Ask(price, known.scale, False, known.least_score, known.pool.starts, known.pool.mentors)
    found = known.ask(rows, spare[rows] - known.near, MORE, ask)
    known.add(rows, found, price)
    return _gain(found, spare[rows])


def _cheaper(known: Known, rows: Ints, price: Ints, spare: Ints) -> tuple[Ints, Ints, int]:
    """
    Rows that need to be asked of a few mentors only, those mentors, and by how much the prices of all others have fallen
    at most since these rows were asked last: what they have to spare covers that.
    """
    nobody = np.empty(0, np.int64)
    if known.field is None or len(known.prices) < 2:
        return nobody, nobody, 0
    fall = known.prices[-1] - price
    recent = rows[known.asked_at[rows] == len(known.prices) - 1]
    margin = spare[recent] - known.last[recent]
    best = (rows.size * price.size, nobody, nobody, 0)
    for level in np.unique(np.quantile(fall, SHARES, method="higher")).tolist():
        mentors = np.flatnonzero(fall > level)
        few = recent[margin >= level]
        cost = few.size * mentors.size + (rows.size - few.size) * price.size
        if cost < best[0]:
            best = (cost, few, mentors, int(level))
    return best[1:]


def _asked_of(known: Known, rows: Ints, mentors: Ints, now: tuple[Ints, Ints, int]) -> Ints:
    """As `_asked_again`, of these mentors alone."""
    price, spare, fall = now
    assert known.field is not None
    place = np.full(price.size, -1, np.int32)
    place[mentors] = np.arange(mentors.size, dtype=np.int32)
    held = place[known.pool.mentors] >= 0
    starts = np.concatenate(([0], np.cumsum(held)))[known.pool.starts].astype(np.int64)
    ask = Ask(price[mentors], known.scale, False, known.least_score, starts, place[known.pool.mentors[held]])
    few = known.asked(only(known.field.ground, mentors, place), ask, rows, spare[rows] - known.near, MORE)
    found = few._replace(mentors=mentors[np.where(filled_of(few), few.mentors, 0)].astype(np.int32))
    last = np.maximum(known.last[rows] + fall, found.last)
    known.add(rows, found._replace(last=last), price)
    return _gain(found, spare[rows])


def _gain(found: Found, spare: Ints) -> Ints:
    best = np.where(filled_of(found), found.values, NO_VALUE).max(axis=1)
    return np.asarray(np.maximum(0, best - spare), np.int64)


def _within(solution: Solution, more: int) -> Solution:
    slack = solution.slack + more
    return replace(solution, slack=slack, bound=solution.objective + slack // solution.scale)


def total(values: Ints) -> int:
    """An exact sum of numbers that are not below nothing, however large."""
    return (int((values >> 20).sum()) << 20) + int((values & (2**20 - 1)).sum())


@kernel
def spare_of(pool: tuple[Ints, Small, Small], price: Ints, worth: tuple[int, int], least_score: int) -> Ints:
    """Up to what value, bonus apart, a further pair would gain nothing for each mentee."""
    starts, mentors, scores = pool
    scale, bonus = worth
    found = np.empty(starts.size - 1, np.int64)
    for mentee in range(found.size):
        best = np.int64(0)
        for pair in range(starts[mentee], starts[mentee + 1]):
            if scores[pair] >= least_score:
                best = max(best, scores[pair] * scale + bonus - price[mentors[pair]])
        found[mentee] = best - bonus
    return found


@kernel
def _merged(held: tuple[Ints, Small, Small], new: tuple[Ints, Small, Small]) -> tuple[Ints, Small, Small]:
    """Both in order of mentee, then mentor."""
    starts, mentors, scores = held
    more_starts, more_mentors, more_scores = new
    into = starts + more_starts
    both, worth = np.empty(into[-1], np.int32), np.empty(into[-1], np.int32)
    for mentee in range(starts.size - 1):
        one, other = starts[mentee], more_starts[mentee]
        for at in range(into[mentee], into[mentee + 1]):
            done = one == starts[mentee + 1]
            if done or (other < more_starts[mentee + 1] and more_mentors[other] < mentors[one]):
                both[at], worth[at] = more_mentors[other], more_scores[other]
                other += 1
            else:
                both[at], worth[at] = mentors[one], scores[one]
                one += 1
    return into, both, worth
