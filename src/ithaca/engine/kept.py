"""
A solved pool that is kept and mended: who is with whom, and exact integer prices that prove it best at any moment.

Always, for those who take part: `profit + price ≥ weight` for each open pair, with equality where it is taken; nobody
gains or costs less than nothing; who is without a mentor gains nothing, and a mentor with a free place costs nothing.
`changes` breaks one of these in one place, and `reseating` mends it.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ithaca.engine.compiling import kernel
from ithaca.engine.pool import Ints, Pool, Small

NOBODY = -1
FAR = np.iinfo(np.int64).max // 4
Flags = NDArray[np.bool_]


class Kept(NamedTuple):
    """
    Pairs by mentee and by mentor; the state; and room for the search. Weights are scores, plus what a pair itself is worth.
    """

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
    touched: Ints  # (mentors,) whom the search came to

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
        touched=np.zeros(mentors, np.int64),
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
    for mentor in range(m.price.size):
        m.price[mentor] = FAR if m.load[mentor] >= m.capacity[mentor] else 0
    for mentee in range(m.present.size):
        pair = m.pair_of[mentee]
        if pair != NOBODY:
            m.price[m.mentors[pair]] = min(m.price[m.mentors[pair]], m.weight[pair])
    if not _lower_until_still(m):
        return False
    for mentee in range(m.present.size):
        pair = m.pair_of[mentee]
        m.profit[mentee] = 0 if pair == NOBODY else m.weight[pair] - m.price[m.mentors[pair]]
    return proven(m)


@kernel
def _lower_until_still(m: Kept) -> bool:
    """Lets a lower price of one mentor lower those whose mentees would come; False where that never ends."""
    count = m.price.size
    queue = np.flatnonzero(m.capacity > 0)
    room = max(queue.size, 1)
    waits = m.capacity > 0
    times = np.zeros(count, np.int64)
    head, waiting = 0, queue.size
    while waiting > 0:
        mentor = queue[head]
        head = (head + 1) % room
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
                    queue[(head + waiting) % room] = other
                    waits[other] = True
                    waiting += 1
    return True
