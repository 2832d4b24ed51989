"""
A solved pool that is kept and mended: who is with whom, and exact integer prices that prove it best at any moment.

Always, for those who take part: `profit + price ≥ weight` for each open pair, with equality where it is taken; nobody
gains or costs less than nothing; who is without a mentor gains nothing, and a mentor with a free place costs nothing.
A change breaks one of these in one place, and a shortest path of re-seatings mends it: `relieve` where a mentor has
one mentee too many, `fill` where a place with a price is free.

Source: the successive shortest path method with potentials, e.g. R. K. Ahuja, T. L. Magnanti and J. B. Orlin, Network
Flows (1993), chapters 9 and 12.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ithaca.engine.compiling import Number, kernel
from ithaca.engine.pool import Ints, Pool, Small

NOBODY = -1
FAR = np.iinfo(np.int64).max // 4
Flags = NDArray[np.bool_]


class Kept(NamedTuple):
    """Pairs by mentee and by mentor; the state; and room for the search. Weights are scores, plus what a pair itself is worth."""

    starts: Ints  # (mentees + 1,)
    mentors: Small  # (pairs,)
    mentees: Small  # (pairs,)
    weight: Ints  # (pairs,)
    starts_of_mentor: Ints  # (mentors + 1,)
    pairs_of_mentor: Ints  # (pairs,) numbers of pairs
    open: Flags  # (pairs,) not forbidden
    present: Flags  # (mentees,) takes part
    capacity: Ints  # (mentors,)
    load: Ints  # (mentors,)
    pair_of: Ints  # (mentees,) number of the pair, or NOBODY
    profit: Ints  # (mentees,)
    price: Ints  # (mentors,)
    far: Ints  # (mentors,) distances of the search; FAR between searches
    via: Ints  # (mentors,) the pair by which the search came
    heap: Ints  # (mentors,)
    at: Ints  # (mentors,) place in the heap

    def copy(self) -> "Kept":
        """The same state, to try something on; the pairs are shared, but what is forbidden isn't."""
        changing = ("open", "present", "capacity", "load", "pair_of", "profit", "price")
        return self._replace(**{name: getattr(self, name).copy() for name in changing})

    @property
    def mentor_of(self) -> Small:
        """(mentees,) NOBODY where without one."""
        found = np.full(self.pair_of.size, NOBODY, np.int32)
        seated = self.pair_of >= 0
        found[seated] = self.mentors[self.pair_of[seated]]
        return found


def empty(pool: Pool, weight: Ints) -> Kept:
    """Everybody takes part, nobody is seated, and no place has a price."""
    order = np.argsort(pool.mentors, kind="stable")
    counts = np.bincount(pool.mentors, minlength=pool.mentor_count)
    mentees, mentors = pool.mentee_count, pool.mentor_count
    return Kept(
        starts=pool.starts,
        mentors=pool.mentors,
        mentees=pool.mentees,
        weight=weight.astype(np.int64),
        starts_of_mentor=np.concatenate(([0], np.cumsum(counts))).astype(np.int64),
        pairs_of_mentor=order.astype(np.int64),
        open=np.ones(weight.size, np.bool_),
        present=np.ones(mentees, np.bool_),
        capacity=pool.capacity.astype(np.int64),
        load=np.zeros(mentors, np.int64),
        pair_of=np.full(mentees, NOBODY, np.int64),
        profit=np.zeros(mentees, np.int64),
        price=np.zeros(mentors, np.int64),
        far=np.full(mentors, FAR, np.int64),
        via=np.zeros(mentors, np.int64),
        heap=np.zeros(mentors, np.int64),
        at=np.full(mentors, NOBODY, np.int64),
    )


def placed(m: Kept, mentor_of: Small) -> Kept:
    """The same with these pairs; prices are still to come."""
    mentees = np.flatnonzero(mentor_of != NOBODY)
    chosen = (m.mentors == mentor_of[m.mentees]) & m.present[m.mentees]
    pair_of = np.full(m.pair_of.size, NOBODY, np.int64)
    pair_of[m.mentees[chosen]] = np.flatnonzero(chosen)
    if (pair_of[mentees] == NOBODY).any():
        raise ValueError("some pair is not in the pool")
    return m._replace(
        pair_of=pair_of, load=np.bincount(mentor_of[mentees], minlength=m.load.size).astype(np.int64)
    )


@kernel
def _up(m: Kept, place: Number, mentor: Number) -> None:
    while place > 0 and m.far[m.heap[(place - 1) // 2]] > m.far[mentor]:
        m.heap[place] = m.heap[(place - 1) // 2]
        m.at[m.heap[place]] = place
        place = (place - 1) // 2
    m.heap[place] = mentor
    m.at[mentor] = place


@kernel
def _nearest(m: Kept, count: Number) -> Number:
    """Takes the nearest mentor out of a heap of so many."""
    nearest = m.heap[0]
    m.at[nearest] = NOBODY
    last = m.heap[count - 1]
    place = 0
    while count > 1:
        child = 2 * place + 1
        if child >= count - 1:
            break
        if child + 1 < count - 1 and m.far[m.heap[child + 1]] < m.far[m.heap[child]]:
            child += 1
        if m.far[m.heap[child]] >= m.far[last]:
            break
        m.heap[place] = m.heap[child]
        m.at[m.heap[place]] = place
        place = child
    if count > 1:
        m.heap[place] = last
        m.at[last] = place
    return nearest


@kernel
def _reach(m: Kept, mentor: Number, distance: Number, pair: Number, count: Number) -> Number:
    """Enters a shorter way to a mentor; answers how many are in the heap."""
    place: Number = m.at[mentor]
    m.far[mentor] = distance
    m.via[mentor] = pair
    if place == NOBODY:
        place = np.int64(count)
        count += 1
    _up(m, place, mentor)
    return np.int64(count)


@kernel
def _settle(m: Kept, touched: Ints, count: Number, best: Number, sign: Number) -> None:
    """Moves prices and profits by what the search found, and clears its room."""
    for at in range(count):
        mentor = touched[at]
        change = sign * (best - m.far[mentor])
        if m.far[mentor] < best:
            m.price[mentor] += change
            for e in range(m.starts_of_mentor[mentor], m.starts_of_mentor[mentor + 1]):
                pair = m.pairs_of_mentor[e]
                if m.pair_of[m.mentees[pair]] == pair:
                    m.profit[m.mentees[pair]] -= change
        m.far[mentor] = FAR
        m.at[mentor] = NOBODY


@kernel
def _leave_one(
    m: Kept, mentor: Number, best: Number, count: Number, touched: Ints, reached: Number
) -> Number:
    """Relaxes what mentees of one mentor could do: go elsewhere, or go without. Answers the best end as well."""
    end = np.int64(NOBODY)
    near = m.far[mentor]
    for at in range(m.starts_of_mentor[mentor], m.starts_of_mentor[mentor + 1]):
        pair = m.pairs_of_mentor[at]
        mentee = m.mentees[pair]
        if m.pair_of[mentee] != pair:
            continue
        if near + m.profit[mentee] < best:
            best, end = near + m.profit[mentee], np.int64(mentee)
        for e in range(m.starts[mentee], m.starts[mentee + 1]):
            other = m.mentors[e]
            if m.open[e] and other != mentor and m.capacity[other] > 0:
                distance = near + m.profit[mentee] + m.price[other] - m.weight[e]
                if distance < best and distance < m.far[other]:
                    if m.far[other] == FAR:
                        touched[reached] = other
                        reached += 1
                    count = _reach(m, other, distance, e, count)
    return best, end, count, reached


@kernel
def relieve(m: Kept, source: Number) -> None:
    """One mentee too many sits with this mentor: the cheapest chain of re-seatings, or of one going without, ends that."""
    touched = np.empty(m.price.size, np.int64)
    touched[0] = source
    reached: Number = 1
    best: Number = np.int64(FAR)
    dropped: Number = np.int64(NOBODY)
    free: Number = np.int64(NOBODY)
    count = _reach(m, source, np.int64(0), np.int64(NOBODY), np.int64(0))
    while count > 0 and m.far[m.heap[0]] < best:
        mentor = _nearest(m, count)
        count -= 1
        if mentor != source and m.load[mentor] < m.capacity[mentor]:
            best, free, dropped = m.far[mentor], mentor, np.int64(NOBODY)
            break
        best, end, count, reached = _leave_one(m, mentor, best, count, touched, reached)
        if end != NOBODY:
            dropped = end
    _settle(m, touched, reached, best, 1)
    if dropped != NOBODY:
        mentor = np.int64(m.mentors[m.pair_of[dropped]])
        m.pair_of[dropped] = NOBODY
    else:
        mentor = free
        m.load[mentor] += 1
    while mentor != source:
        pair = m.via[mentor]
        mentee = m.mentees[pair]
        mentor = np.int64(m.mentors[m.pair_of[mentee]])
        m.pair_of[mentee] = pair
    m.load[source] -= 1


@kernel
def _come_to(m: Kept, mentor: Number, best: Number, count: Number, touched: Ints, reached: Number) -> Number:
    """Relaxes who could come to one mentor: from another, or from being without. Answers the best end as well."""
    end = np.int64(NOBODY)
    near = m.far[mentor]
    for at in range(m.starts_of_mentor[mentor], m.starts_of_mentor[mentor + 1]):
        pair = m.pairs_of_mentor[at]
        mentee = m.mentees[pair]
        if not m.open[pair] or not m.present[mentee] or m.pair_of[mentee] == pair:
            continue
        distance = near + m.profit[mentee] + m.price[mentor] - m.weight[pair]
        if distance >= best:
            continue
        if m.pair_of[mentee] == NOBODY:
            best, end = distance, pair
            continue
        other = m.mentors[m.pair_of[mentee]]
        if distance < m.far[other]:
            if m.far[other] == FAR:
                touched[reached] = other
                reached += 1
            count = _reach(m, other, distance, pair, count)
    return best, end, count, reached


@kernel
def fill(m: Kept, source: Number) -> None:
    """A place with a price is free: the chain of re-seatings that gains most takes it, or it costs nothing any more."""
    touched = np.empty(m.price.size, np.int64)
    touched[0] = source
    reached: Number = 1
    best: Number = np.int64(FAR)
    left: Number = np.int64(NOBODY)
    taken: Number = np.int64(NOBODY)
    count = _reach(m, source, np.int64(0), np.int64(NOBODY), np.int64(0))
    while count > 0 and m.far[m.heap[0]] < best:
        mentor = _nearest(m, count)
        count -= 1
        if m.far[mentor] + m.price[mentor] < best:
            best, left, taken = m.far[mentor] + m.price[mentor], mentor, np.int64(NOBODY)
        best, end, count, reached = _come_to(m, mentor, best, count, touched, reached)
        if end != NOBODY:
            taken = end
    _settle(m, touched, reached, best, -1)
    mentor = left
    if taken != NOBODY:
        mentor = np.int64(m.mentors[taken])
        m.pair_of[m.mentees[taken]] = taken
        m.load[mentor] += 1
    while mentor != source:
        pair = m.via[mentor]
        m.load[mentor] -= 1
        m.pair_of[m.mentees[pair]] = pair
        mentor = np.int64(m.mentors[pair])
        m.load[mentor] += 1


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


@kernel
def proven(m: Kept) -> bool:
    """Whether every condition holds that makes the pairs the best there are. Checked pair by pair."""
    fine = True
    load = np.zeros(m.load.size, np.int64)
    for mentee in range(m.present.size):
        if not m.present[mentee]:
            fine &= m.pair_of[mentee] == NOBODY
            continue
        fine &= m.profit[mentee] >= 0
        if m.pair_of[mentee] == NOBODY:
            fine &= m.profit[mentee] == 0
        for e in range(m.starts[mentee], m.starts[mentee + 1]):
            if not m.open[e] or m.capacity[m.mentors[e]] == 0:
                fine &= m.pair_of[mentee] != e
                continue
            over = m.profit[mentee] + m.price[m.mentors[e]] - m.weight[e]
            fine &= over >= 0
            if m.pair_of[mentee] == e:
                load[m.mentors[e]] += 1
                fine &= over == 0
    for mentor in range(load.size):
        fine &= load[mentor] == m.load[mentor] and load[mentor] <= m.capacity[mentor]
        if m.capacity[mentor] > 0:
            fine &= m.price[mentor] >= 0 and (load[mentor] == m.capacity[mentor] or m.price[mentor] == 0)
    return bool(fine)


@kernel
def price_again(m: Kept) -> bool:
    """
    The prices that prove the pairs best, from the pairs alone: each mentor's is what one place less would cost. False
    where the pairs aren't the best.
    """
    count = m.price.size
    queue = np.empty(count, np.int64)
    waits = np.zeros(count, np.bool_)
    times = np.zeros(count, np.int64)
    head = tail = 0
    for mentor in range(count):
        m.price[mentor] = FAR if m.load[mentor] >= m.capacity[mentor] else 0
    for mentee in range(m.present.size):
        pair = m.pair_of[mentee]
        if pair != NOBODY:
            m.price[m.mentors[pair]] = min(m.price[m.mentors[pair]], m.weight[pair])
    waiting = 0
    for mentor in range(count):
        if m.capacity[mentor] > 0:
            queue[waiting] = mentor
            waits[mentor] = True
            waiting += 1
    tail = waiting % max(count, 1)
    while waiting > 0:
        mentor = queue[head]
        head = (head + 1) % count
        waiting -= 1
        waits[mentor] = False
        times[mentor] += 1
        if times[mentor] > count + 1:
            return False
        for at in range(m.starts_of_mentor[mentor], m.starts_of_mentor[mentor + 1]):
            pair = m.pairs_of_mentor[at]
            own = m.pair_of[m.mentees[pair]]
            if own in (NOBODY, pair) or not m.open[pair]:
                continue
            other = m.mentors[own]
            price = m.weight[own] - m.weight[pair] + m.price[mentor]
            if price < m.price[other]:
                m.price[other] = price
                if not waits[other]:
                    queue[tail] = other
                    tail = (tail + 1) % count
                    waits[other] = True
                    waiting += 1
    for mentee in range(m.present.size):
        pair = m.pair_of[mentee]
        m.profit[mentee] = 0 if pair == NOBODY else m.weight[pair] - m.price[m.mentors[pair]]
    return proven(m)
