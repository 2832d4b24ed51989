"""What can happen to a kept pool; after each of these its pairs are the best again, and its prices prove it."""

import numpy as np

from ithaca.engine.compiling import Number, kernel
from ithaca.engine.kept import NOBODY, Kept
from ithaca.engine.reseating import fill, relieve


@kernel
def seat(m: Kept, mentee: Number) -> None:
    """Gives somebody who takes part and has no mentor the best that the whole allows."""
    best, chosen = np.int64(0), np.int64(NOBODY)
    for e in range(m.starts[mentee], m.starts[mentee + 1]):
        if m.open[e] and m.capacity[m.mentors[e]] > 0 and m.weight[e] - m.price[m.mentors[e]] > best:
            best, chosen = m.weight[e] - m.price[m.mentors[e]], np.int64(e)
    m.present[mentee] = True
    m.profit[mentee] = best
    if chosen == NOBODY:
        return
    mentor = m.mentors[chosen]
    m.pair_of[mentee] = chosen
    m.load[mentor] += 1
    if m.load[mentor] > m.capacity[mentor]:
        relieve(m, mentor)


@kernel
def seat_all(m: Kept) -> None:
    """Solves from scratch: for pools of some thousands; the auction is quicker for large ones."""
    for mentee in range(m.present.size):
        if m.present[mentee] and m.pair_of[mentee] == NOBODY:
            seat(m, mentee)


@kernel
def release(m: Kept, mentee: Number) -> None:
    """Somebody takes part no longer; their place goes to whom it helps most."""
    pair = m.pair_of[mentee]
    m.present[mentee] = False
    m.pair_of[mentee] = NOBODY
    m.profit[mentee] = 0
    if pair != NOBODY:
        mentor = m.mentors[pair]
        m.load[mentor] -= 1
        if m.price[mentor] > 0 and m.capacity[mentor] > m.load[mentor]:
            fill(m, mentor)


@kernel
def set_places(m: Kept, mentor: Number, places: Number) -> None:
    """A mentor has more or fewer places than before."""
    before = m.capacity[mentor]
    m.capacity[mentor] = places
    while m.load[mentor] > places:
        relieve(m, mentor)
    if before == 0 and places > 0:
        # No price was kept for somebody without places: the least that nobody would pay more than.
        m.price[mentor] = 0
        for at in range(m.starts_of_mentor[mentor], m.starts_of_mentor[mentor + 1]):
            pair = m.pairs_of_mentor[at]
            if m.open[pair] and m.present[m.mentees[pair]]:
                m.price[mentor] = max(m.price[mentor], m.weight[pair] - m.profit[m.mentees[pair]])
    while m.load[mentor] < places and m.price[mentor] > 0:
        fill(m, mentor)


@kernel
def forbid(m: Kept, pair: Number) -> None:
    mentee = m.mentees[pair]
    m.open[pair] = False
    if m.pair_of[mentee] == pair:
        release(m, mentee)
        seat(m, mentee)


@kernel
def allow(m: Kept, pair: Number) -> None:
    mentee = m.mentees[pair]
    m.open[pair] = True
    if m.present[mentee]:
        release(m, mentee)
        seat(m, mentee)


@kernel
def reweigh(m: Kept, pair: Number, weight: Number) -> None:
    """A pair is worth something else now."""
    mentee, mentor = m.mentees[pair], m.mentors[pair]
    change = weight - m.weight[pair]
    m.weight[pair] = weight
    if m.pair_of[mentee] == pair and change > 0:
        m.profit[mentee] += change
    elif m.present[mentee] and (
        m.pair_of[mentee] == pair or (m.profit[mentee] + m.price[mentor] < weight and m.open[pair])
    ):
        release(m, mentee)
        seat(m, mentee)
