"""
The cheapest chain of re-seatings in a kept pool: `relieve` where a mentor has one mentee too many, `fill` where a place
with a price is free.

Source: the successive shortest path method with potentials, e.g. R. K. Ahuja, T. L. Magnanti and J. B. Orlin, Network
Flows (1993), chapters 9 and 12.
"""

import numpy as np

from ithaca.engine.compiling import Number, kernel
from ithaca.engine.kept import FAR, NOBODY, Kept


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
def _touch(m: Kept, mentor: Number, reached: Number) -> Number:
    """Keeps that a mentor was come to; answers how many were."""
    if m.far[mentor] == FAR:
        m.touched[reached] = mentor
        reached += 1
    return np.int64(reached)


@kernel
def _settle(m: Kept, count: Number, best: Number, sign: Number) -> None:
    """Moves prices and profits by what the search found, and clears its room."""
    for at in range(count):
        mentor = m.touched[at]
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
def _leave_one(m: Kept, mentor: Number, best: Number, count: Number, reached: Number) -> Number:
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
                    reached = _touch(m, other, reached)
                    count = _reach(m, other, distance, e, count)
    return best, end, count, reached


@kernel
def relieve(m: Kept, source: Number) -> None:
    """One mentee too many sits with this mentor: the cheapest chain of re-seatings, or of one going without, ends that."""
    best: Number = np.int64(FAR)
    dropped: Number = np.int64(NOBODY)
    free: Number = np.int64(NOBODY)
    reached = _touch(m, source, np.int64(0))
    count = _reach(m, source, np.int64(0), np.int64(NOBODY), np.int64(0))
    while count > 0 and m.far[m.heap[0]] < best:
        mentor = _nearest(m, count)
        count -= 1
        if mentor != source and m.load[mentor] < m.capacity[mentor]:
            best, free, dropped = m.far[mentor], mentor, np.int64(NOBODY)
            break
        best, end, count, reached = _leave_one(m, mentor, best, count, reached)
        if end != NOBODY:
            dropped = end
    _settle(m, reached, best, 1)
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
def _come_to(m: Kept, mentor: Number, best: Number, count: Number, reached: Number) -> Number:
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
            reached = _touch(m, other, reached)
            count = _reach(m, other, distance, pair, count)
    return best, end, count, reached


@kernel
def fill(m: Kept, source: Number) -> None:
    """A place with a price is free: the chain of re-seatings that gains most takes it, or it costs nothing any more."""
    best: Number = np.int64(FAR)
    left: Number = np.int64(NOBODY)
    taken: Number = np.int64(NOBODY)
    reached = _touch(m, source, np.int64(0))
    count = _reach(m, source, np.int64(0), np.int64(NOBODY), np.int64(0))
    while count > 0 and m.far[m.heap[0]] < best:
        mentor = _nearest(m, count)
        count -= 1
        if m.far[mentor] + m.price[mentor] < best:
            best, left, taken = m.far[mentor] + m.price[mentor], mentor, np.int64(NOBODY)
        best, end, count, reached = _come_to(m, mentor, best, count, reached)
        if end != NOBODY:
            taken = end
    _settle(m, reached, best, -1)
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
