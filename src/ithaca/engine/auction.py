"""
The optimum of a pool by a forward and reverse auction with ε-scaling, in integers.

Mentees bid for places at prices; a place goes to the highest bid (forward). Mentors with a free place and a price left
over lower it until somebody comes or it is nothing (reverse). After each phase every pair keeps
`profit + price ≥ score − ε`, a free place costs nothing, and ε shrinks. With scores multiplied by the number of mentees
plus one and ε = 1 in the end, the result is optimal, and the prices prove it.

Source: D. P. Bertsekas and D. A. Castañon, A forward/reverse auction algorithm for asymmetric assignment problems,
Computational Optimization and Applications 1 (1992); places of one mentor share a price.
"""

from typing import NamedTuple

import numpy as np

from ithaca.engine.compiling import Number, inlined, kernel
from ithaca.engine.pool import Ints, Small

NOBODY = -1
HALF = 32
LOWER = 2**HALF - 1
STEP = 20
SLICE = 100_000  # bids or offers between two looks at the clock
MUCH = 2**61


class Graph(NamedTuple):
    """Admissible pairs by mentee, and the same by mentor; scores as they are, not scaled."""

    starts: Ints  # (mentees + 1,)
    mentors: Small  # (pairs,)
    scores: Small  # (pairs,)
    starts_of_mentor: Ints  # (mentors + 1,)
    packed: Ints  # (pairs,) the mentee in the upper half, the score in the lower: one read of memory, not two


class Table(NamedTuple):
    """Who sits where: places of mentor j are `first[j]` to `first[j + 1]`, the taken ones first, as a heap by bid."""

    first: Ints  # (mentors + 1,)
    taken: Small  # (mentors,)
    holder: Small  # (places,)
    bid: Ints  # (places,)
    mentor_of: Small  # (mentees,) NOBODY where unmatched
    score_of: Ints  # (mentees,) scaled score of the pair
    place_of: Ints  # (mentees,)
    price: Ints  # (mentors,) scaled, as all that follows
    floor: Ints  # (mentors,) what a free place costs: nothing, or less where a place must be filled
    profit: Ints  # (mentees,) score less price; kept while mentors offer


class Worth(NamedTuple):
    """A pair is worth its score times the scale, and the bonus (scaled) that all pairs have."""

    scale: int
    bonus: int


def empty_table(mentees: int, capacity: Ints, floor: Ints) -> Table:
    """Nobody sits anywhere, and every place costs as little as it can."""
    first = np.concatenate(([0], np.cumsum(capacity))).astype(np.int64)
    places, mentors = int(first[-1]), capacity.size
    return Table(
        first=first,
        taken=np.zeros(mentors, np.int32),
        holder=np.full(places, NOBODY, np.int32),
        bid=np.zeros(places, np.int64),
        mentor_of=np.full(mentees, NOBODY, np.int32),
        score_of=np.zeros(mentees, np.int64),
        place_of=np.zeros(mentees, np.int64),
        price=floor.copy(),
        floor=floor,
        profit=np.zeros(mentees, np.int64),
    )


def graph_of(starts: Ints, mentors: Small, scores: Small, count: int) -> Graph:
    return Graph(starts, mentors, scores, *by_mentor(starts, mentors, scores, count))


@kernel
def by_mentor(starts: Ints, mentors: Small, scores: Small, count: int) -> tuple[Ints, Ints]:
    """Where each mentor's pairs begin, and the pairs in that order, packed."""
    begin = np.zeros(count + 1, np.int64)
    for e in range(mentors.size):
        begin[mentors[e] + 1] += 1
    for j in range(count):
        begin[j + 1] += begin[j]
    at = begin[:-1].copy()
    packed = np.empty(mentors.size, np.int64)
    for i in range(starts.size - 1):
        for e in range(starts[i], starts[i + 1]):
            packed[at[mentors[e]]] = (np.int64(i) << HALF) | scores[e]
            at[mentors[e]] += 1
    return begin, packed


@inlined
def put(table: Table, place: int, mentee: int, bid: int) -> None:
    table.holder[place] = mentee
    table.bid[place] = bid
    table.place_of[mentee] = place


@kernel
def sift_down(table: Table, mentor: int) -> None:
    """The first place goes down to where its bid belongs."""
    first, count = table.first[mentor], table.taken[mentor]
    mentee, bid = table.holder[first], table.bid[first]
    at = 0
    while True:
        child = 2 * at + 1
        if child >= count:
            break
        if child + 1 < count and table.bid[first + child + 1] < table.bid[first + child]:
            child += 1
        if table.bid[first + child] >= bid:
            break
        put(table, first + at, table.holder[first + child], table.bid[first + child])
        at = child
    put(table, first + at, mentee, bid)


@kernel
def sift_up(table: Table, mentor: int, mentee: int, bid: int) -> None:
    """A new holder comes in at the end and goes up to where its bid belongs."""
    first = table.first[mentor]
    at = table.taken[mentor]
    table.taken[mentor] += 1
    while at > 0:
        above = (at - 1) // 2
        if table.bid[first + above] <= bid:
            break
        put(table, first + at, table.holder[first + above], table.bid[first + above])
        at = above
    put(table, first + at, mentee, bid)


@kernel
def take_place(table: Table, mentor: int, mentee: int, bid: int) -> int:
    """Seats a bidder; answers who had to leave, or NOBODY. The price is the lowest bid once all places are taken."""
    first = table.first[mentor]
    places = table.first[mentor + 1] - first
    out = NOBODY
    if table.taken[mentor] < places:
        sift_up(table, mentor, mentee, bid)
    else:
        out = table.holder[first]
        table.mentor_of[out] = NOBODY
        put(table, first, mentee, bid)
        sift_down(table, mentor)
    if table.taken[mentor] == places:
        table.price[mentor] = table.bid[first]
    table.mentor_of[mentee] = mentor
    return out


@kernel
def forward(graph: Graph, table: Table, worth: Worth, step: int, queue: Small) -> None:
    """
    Lets those who wait bid until each has a place or wants none, or until a slice of work is done. The queue's last
    number says how many wait.
    """
    count = queue[-1]
    for _bid in range(SLICE):
        if count == 0:
            break
        count -= 1
        mentee = queue[count]
        best = second = np.int64(0)
        chosen = -1
        for e in range(graph.starts[mentee], graph.starts[mentee + 1]):
            value = graph.scores[e] * worth.scale + worth.bonus - table.price[graph.mentors[e]]
            if value > second:
                if value > best:
                    second = best
                    best = value
                    chosen = e
                else:
                    second = value
        if chosen < 0:
            continue
        mentor = graph.mentors[chosen]
        table.score_of[mentee] = graph.scores[chosen] * worth.scale + worth.bonus
        out = take_place(table, mentor, mentee, table.price[mentor] + best - second + step)
        if out != NOBODY:
            queue[count] = out
            count += 1
    queue[-1] = count


@kernel
def leave(table: Table, mentee: int) -> Number:
    """Frees a mentee's place; the taken places stay together. Answers the mentor."""
    mentor = table.mentor_of[mentee]
    place = table.place_of[mentee]
    table.taken[mentor] -= 1
    last = table.first[mentor] + table.taken[mentor]
    put(table, place, table.holder[last], table.bid[last])
    table.mentor_of[mentee] = NOBODY
    return mentor


@kernel
def reverse(graph: Graph, table: Table, worth: Worth, step: int) -> bool:
    """
    Mentors with a free place and a price left lower it until somebody comes, or until a slice of work is done; answers
    whether all have.
    """
    for mentee in range(table.profit.size):
        mentor = table.mentor_of[mentee]
        table.profit[mentee] = 0 if mentor == NOBODY else table.score_of[mentee] - table.price[mentor]
    mentors = table.price.size
    queue = np.empty(mentors, np.int32)
    count = 0
    for j in range(mentors):
        if table.price[j] > table.floor[j] and table.taken[j] < table.first[j + 1] - table.first[j]:
            queue[count] = j
            count += 1
    offers = 0
    while count > 0:
        count -= 1
        mentor = queue[count]
        places = table.first[mentor + 1] - table.first[mentor]
        while table.price[mentor] > table.floor[mentor] and table.taken[mentor] < places:
            offers += 1
            if offers > SLICE:
                return False
            left = offer(graph, table, worth, step, mentor)
            # Who had all places taken until now isn't in the queue yet.
            if (
                left != NOBODY
                and table.price[left] > table.floor[left]
                and table.taken[left] + 1 == table.first[left + 1] - table.first[left]
            ):
                queue[count] = left
                count += 1
    return True


@inlined
def lower(table: Table, mentor: int, price: int) -> None:
    """Lowers a price; those who sit there gain what it falls."""
    fall = table.price[mentor] - price
    table.price[mentor] = price
    first = table.first[mentor]
    for place in range(first, first + table.taken[mentor]):
        table.profit[table.holder[place]] += fall


@kernel
def offer(graph: Graph, table: Table, worth: Worth, step: int, mentor: int) -> int:
    """
    One mentor lowers the price to what the best mentee elsewhere would pay for coming, less ε where another would pay
    the same; answers the mentor whom that mentee left, or NOBODY.
    """
    floor = table.floor[mentor]
    best = second = floor
    chosen = -1
    for e in range(graph.starts_of_mentor[mentor], graph.starts_of_mentor[mentor + 1]):
        mentee = graph.packed[e] >> HALF
        value = (graph.packed[e] & LOWER) * worth.scale + worth.bonus - table.profit[mentee]
        if value > second and table.mentor_of[mentee] != mentor:
            if value > best:
                second = best
                best = value
                chosen = e
            else:
                second = value
    if chosen < 0 or best <= floor + step:
        lower(table, mentor, floor)
        return NOBODY
    mentee = graph.packed[chosen] >> HALF
    score = (graph.packed[chosen] & LOWER) * worth.scale + worth.bonus
    left = leave(table, mentee) if table.mentor_of[mentee] != NOBODY else NOBODY
    lower(table, mentor, min(table.price[mentor], max(floor, second - step)))
    table.profit[mentee] = score - table.price[mentor]
    table.score_of[mentee] = score
    place = table.first[mentor] + table.taken[mentor]
    table.taken[mentor] += 1
    put(table, place, mentee, table.price[mentor])
    table.mentor_of[mentee] = mentor
    return left


@inlined
def add(sum: Number, more: Number) -> Number:
    """A sum of what is not below nothing that stops short of overflowing."""
    return min(np.int64(MUCH), min(np.int64(MUCH), more) + sum)


@inlined
def best_value(graph: Graph, table: Table, worth: Worth, mentee: int) -> Number:
    """The most that a mentee could gain at these prices."""
    best: Number = np.int64(0)
    for e in range(graph.starts[mentee], graph.starts[mentee + 1]):
        best = max(best, graph.scores[e] * worth.scale + worth.bonus - table.price[graph.mentors[e]])
    return best


@kernel
def slack_of(graph: Graph, table: Table, worth: Worth) -> Number:
    """
    How much more than these pairs any others could be worth at these prices, at most; scaled. Leaves in `profit` what
    each mentee could gain, so that the next phase need not look at all pairs again.
    """
    slack: Number = np.int64(0)
    for mentor in range(table.price.size):
        for _place in range(table.first[mentor + 1] - table.first[mentor] - table.taken[mentor]):
            slack = add(slack, table.price[mentor] - table.floor[mentor])
    for mentee in range(table.mentor_of.size):
        mentor = table.mentor_of[mentee]
        own = table.score_of[mentee] - table.price[mentor] if mentor != NOBODY else np.int64(0)
        best = best_value(graph, table, worth, mentee)
        table.profit[mentee] = best
        slack = add(slack, best - own)
    return slack


@kernel
def begin_phase(table: Table, step: int, queue: Small) -> None:
    """Those whose place is within ε of their best (as `slack_of` left it in `profit`) keep it, the others queue."""
    table.taken[:] = 0
    count = 0
    for mentee in range(table.mentor_of.size):
        best = table.profit[mentee]
        mentor = table.mentor_of[mentee]
        table.mentor_of[mentee] = NOBODY
        if mentor != NOBODY and table.score_of[mentee] - table.price[mentor] >= best - step:
            sift_up(table, mentor, mentee, table.price[mentor])
            table.mentor_of[mentee] = mentor
        elif best > 0:
            queue[count] = mentee
            count += 1
    queue[-1] = count
