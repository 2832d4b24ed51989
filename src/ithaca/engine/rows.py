"""
The compiled pass over all mentors of some mentees: for each of these, the best whom every rule allows, exactly.

Rules come first; then the cheap criteria, of everybody at once or of those few who are left; and the texts only where
they could still matter. The same pass finds candidates (nothing has a price) and prices what the candidates left out.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ithaca.engine.columns import BANNED, Ground, cheap_points, room_of
from ithaca.engine.compiling import Number, fetch, inlined, kernel
from ithaca.engine.pool import Ints, Small
from ithaca.engine.profiles import DIMENSIONS, MOST_POINTS
from ithaca.engine.scoring import TEXT_UNIT

NOTHING = -(2**62)
FEW = 12  # with less than one mentor in so many left, they are laid side by side first
CHUNK = 16  # mentors looked at together
BANDS = 8  # texts are read in so many steps of what they could still add
AHEAD = 8  # texts on their way from memory while one is read


class Found(NamedTuple):
    """Row by row: values and mentors (in order of number), how many, and a value that no other mentor exceeds."""

    values: Ints  # (rows, most)
    mentors: Small  # (rows, most)
    counts: Ints
    last: Ints


class Ask(NamedTuple):
    """What is wanted: pairs of which score × scale − price is the most, or 1 × scale − price where all are worth one."""

    price: Ints  # (mentors,)
    scale: int
    flat: bool  # all pairs are worth one
    least_score: int  # pairs worth less are none
    starts: Ints  # (mentees + 1,) pairs that are known already, and not asked for
    mentors: Small


@inlined
def worse(value: Number, mentor: Number, other_value: Number, other: Number) -> bool:
    return bool(value < other_value or (value == other_value and mentor > other))


@kernel
def keep(values: Ints, mentors: Small, count: int, value: Number, mentor: Number) -> int:
    """Puts a mentor into a bounded heap with the worst on top; answers how many it holds."""
    if count < values.size:
        at = count
        while at > 0 and worse(value, mentor, values[(at - 1) // 2], mentors[(at - 1) // 2]):
            values[at], mentors[at] = values[(at - 1) // 2], mentors[(at - 1) // 2]
            at = (at - 1) // 2
        values[at], mentors[at] = value, mentor
        return count + 1
    if not worse(values[0], mentors[0], value, mentor):
        return count
    at = 0
    while True:
        child = 2 * at + 1
        if child >= count:
            break
        if child + 1 < count and worse(values[child + 1], mentors[child + 1], values[child], mentors[child]):
            child += 1
        if not worse(values[child], mentors[child], value, mentor):
            break
        values[at], mentors[at] = values[child], mentors[child]
        at = child
    values[at], mentors[at] = value, mentor
    return count


@kernel
def allowed(ground: Ground, ask: Ask, one: int, flags: NDArray[np.uint8], found: Small) -> Number:
    """
    Flags the mentors whom the rules allow one mentee and who aren't known, and writes those to look at into `found`;
    answers how many: where they are few they alone, else all there are.
    """
    left, right, special = ground.left, ground.right, ground.special
    language, person, unit = left.languages[one], left.person[one], left.unit[one]
    enter, leave = left.enter[one], left.leave[one]
    languages, persons, units, enters, leaves = (
        right.languages, right.person, right.unit, right.enter, right.leave,
    )  # fmt: skip
    for other in range(persons.size):
        above, below = enters[other], leaves[other]
        flags[other] = (
            ((languages[other] & language) != 0)
            & (persons[other] != person)
            & (units[other] != unit)
            & ((above > enter) | (below <= enter))
            & ((enter > above) | (leave <= above))
        )
    for at in range(special.starts[one], special.starts[one + 1]):
        if special.extra[at] == BANNED:
            flags[special.mentors[at]] = 0
    for at in range(ask.starts[one], ask.starts[one + 1]):
        flags[ask.mentors[at]] = 0
    count: Number = 0
    for other in range(persons.size):
        count += np.int64(flags[other])
    if count * FEW >= persons.size:
        for other in range(persons.size):
            found[other] = other
        return persons.size
    count = 0
    for other in range(persons.size):
        found[count] = other
        count += flags[other]
    return count


@inlined
def text_points(own: NDArray[np.int16], texts: NDArray[np.int8], other: Number) -> Number:
    total = np.int32(0)
    for at in range(DIMENSIONS):
        total = np.int32(total + np.int32(own[at]) * np.int32(texts[other, at]))
    return min(MOST_POINTS, max(0, MOST_POINTS * total // TEXT_UNIT))


@kernel
def best_of(ground: Ground, ask: Ask, rows: Ints, over: Ints, found: Found) -> None:
    """For each of these rows the best mentors whose value is more than `over`."""
    width = ground.right.person.size
    flags, others, points = (
        np.empty(width, np.uint8),
        np.empty(width + 1, np.int32),
        np.empty(width + 1, np.int32),
    )
    worth = np.empty(width + 1, np.int64)
    room = room_of(ground.right.columns, width // FEW + 1)
    for row in range(rows.size):
        one = rows[row]
        count = allowed(ground, ask, one, flags, others)
        cheap_points(ground, one, others[:count], points[:count], room)
        heap = (found.values[row], found.mentors[row])
        values_of(ask, (others[:count], points, worth), flags)
        count = choose(ground, ask, one, (others[:count], points[:count], worth[:count], over[row]), heap)
        found.counts[row] = count
        found.last[row] = found.values[row, 0] if count == found.values.shape[1] else over[row]
        by_number(found.values[row, :count], found.mentors[row, :count])


@kernel
def by_number(values: Ints, mentors: Small) -> None:
    order = np.argsort(mentors)
    values[:] = values[order]
    mentors[:] = mentors[order]


@kernel
def values_of(ask: Ask, given: tuple[Small, Small, Ints], flags: NDArray[np.uint8]) -> None:
    """What pairs are worth at the prices asked, text apart; below everything where they aren't allowed."""
    others, points, values = given
    price, scale, flat = ask.price, ask.scale, ask.flat
    if others.size == price.size:
        for other in range(others.size):
            value = (scale if flat else points[other] * scale) - price[other]
            values[other] = value if flags[other] else NOTHING
        return
    for index in range(others.size):
        values[index] = (scale if flat else points[index] * scale) - price[others[index]]


@kernel
def choose(
    ground: Ground, ask: Ask, one: int, given: tuple[Small, Small, Ints, int], heap: tuple[Ints, Small]
) -> Number:
    """Puts the best of those given into the heap; reads the texts only of those who could be among them."""
    others, points, worth, over = given
    values, mentors = heap
    least = ask.least_score
    kept, bar = 0, over
    for first in range(0, others.size, CHUNK):
        last = min(first + CHUNK, others.size)
        highest = worth[first]
        for index in range(first + 1, last):
            highest = max(highest, worth[index])
        if highest <= bar:
            continue
        for index in range(first, last):
            if worth[index] > bar and points[index] >= least:
                kept = keep(values, mentors, kept, worth[index], others[index])
                # Of two that are worth the same the first stays, and others come in order.
                bar = max(over, values[0]) if kept == values.size else over
    if ground.weights.text == 0:
        return kept
    # The last of the best is worth no less than this.
    sure = values[0] if kept == values.size else over + 1
    count = within_reach(ground, ask, (others, points, worth), sure)
    return with_texts(ground, ask, one, (others[:count], points, worth, sure), heap)


@kernel
def within_reach(ground: Ground, ask: Ask, given: tuple[Small, Small, Ints], sure: int) -> Number:
    """Keeps those who could be among the best with all words in common; answers how many."""
    others, points, worth = given
    more = ground.weights.text * MOST_POINTS
    gain = 0 if ask.flat else more * ask.scale
    least = ask.least_score - more
    count = 0
    for index in range(others.size):
        others[count], points[count], worth[count] = others[index], points[index], worth[index]
        count += (worth[index] + gain >= sure) & (points[index] >= least)
    return count


@kernel
def with_texts(
    ground: Ground, ask: Ask, one: int, given: tuple[Small, Small, Ints, int], heap: tuple[Ints, Small]
) -> Number:
    """
    Puts those into the heap who are among the best with their text; answers how many it holds. Those worth most without
    come first: they raise the bar for the others.
    """
    others, points, worth, sure = given
    values, mentors = heap
    weight, own, texts = ground.weights.text, ground.left.text[one].astype(np.int16), ground.right.text
    each = 0 if ask.flat else ask.scale
    gain = weight * MOST_POINTS * each
    line = np.empty(others.size, np.int32)
    kept, high = 0, worth.max() + 1 if worth.size else sure
    for band in range(BANDS + 1):
        if band and (gain == 0 or (kept == values.size and high + gain <= values[0])):
            break
        low = sure - gain * band // BANDS
        waiting = 0
        for index in range(others.size):
            line[waiting] = index
            waiting += (worth[index] >= low) & (worth[index] < high)
        for at in range(waiting):
            if at + AHEAD < waiting:
                fetch(texts, others[line[at + AHEAD]])
            index = line[at]
            if kept < values.size or worth[index] + gain >= values[0]:
                extra = weight * text_points(own, texts, others[index])
                value = worth[index] + extra * each
                if points[index] + extra >= ask.least_score and value >= sure:
                    kept = keep(values, mentors, kept, value, others[index])
        high = low
    return kept
