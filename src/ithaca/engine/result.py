"""What a solve comes to: the pairs, what they are worth, and all that proves that nothing is better."""

from dataclasses import dataclass

import numpy as np

from ithaca.engine.pool import Ints, Small
from ithaca.engine.problem import Aim

NOBODY = -1
CLOSED = 2**62  # the price where there is no place
LOWEST_SCORE = -(2**31)


@dataclass(frozen=True)
class Prices:
    """
    What a place of each mentor costs (scaled), and what counts beside scores: `bonus` for each pair, `least_bonus` for
    each of the first `least` places of a mentor, which have prices of their own, not below minus that bonus.
    """

    price: Ints
    scale: int
    bonus: int = 0
    least: Ints | None = None
    least_price: Ints | None = None
    least_bonus: int = 0

    def of_best_place(self, capacity: Ints) -> Ints:
        """The cheapest place of each mentor; beyond all prices where there is none."""
        if self.least is None or self.least_price is None:
            return self.price
        ordinary = np.where(capacity > self.least, self.price, CLOSED)
        return np.where(self.least > 0, np.minimum(ordinary, self.least_price), ordinary)


@dataclass(frozen=True)
class Cover:
    """
    Proof that no more than `most` of the places in `capacity` can be filled with pairs worth at least `least_score`:
    prices of a problem in which each pair is worth one.
    """

    least_score: int
    capacity: Ints
    price: Ints
    scale: int
    most: int


@dataclass(frozen=True)
class Result:
    """Who is with whom, what it is worth, and the proof."""

    mentor_of: Small  # (mentees,) NOBODY where unmatched
    scores: Ints  # (mentees,) of each one's pair, 0 where unmatched
    objective: int  # the sum of scores
    bound: int  # no admissible pairs of the same aim are worth more
    aim: Aim
    least_score: int  # of all pairs, 0 where there is none
    prices: Prices
    short: tuple[
        tuple[int, int], ...
    ] = ()  # mentors whose least load isn't met, and by how much; as few as can be
    threshold: int = LOWEST_SCORE  # pairs worth less are none of a fair result
    covers: tuple[Cover, ...] = ()  # why there are no more pairs, and none better, in a fair result
    certificate_checked: bool = False
    seconds: float = 0.0
    rounds: int = 0

    @property
    def matched(self) -> int:
        return int((self.mentor_of != NOBODY).sum())

    @property
    def gap(self) -> int:
        return self.bound - self.objective

    @property
    def price(self) -> Ints:
        return self.prices.price

    @property
    def scale(self) -> int:
        return self.prices.scale
