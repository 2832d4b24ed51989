"""
The compiled pass over all mentors of some mentees: for each of these, the best whom every rule allows, exactly.

Rules come first, over whole tiles; then the cheap criteria of those who are left; and the texts only where they could
still matter. The same pass finds candidates (nothing has a price) and prices what the candidates left out.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ithaca.engine.compiling import Number, inlined, kernel
from ithaca.engine.pool import Ints, Small
from ithaca.engine.profiles import DIMENSIONS, MOST_POINTS, UNKNOWN
from ithaca.engine.scoring import GAP_POINTS, TEXT_UNIT, ZONE_MINUTES

Masks = NDArray[np.uint64]
BANNED = -1


class Side(NamedTuple):
    """People as the kernel reads them. What a rule that is off would read has values that exclude nobody."""

    languages: Masks
    person: Small
    unit: Small
    enter: Small
    leave: Small
    seniority: Ints
    zone: Ints
    # (people, words): the sets of the criteria that count, one after the other; then the place and, of mentors, where
    # their level and zone stand among those that occur, in 32, 16 and 16 bits
    facts: Masks
    text: NDArray[np.int8]


class Weights(NamedTuple):
    """What the criteria count."""

    spans: Ints  # (sets + 1,) where each set's words begin
    of_sets: Ints
    place: int
    zone: int
    seniority: int
    gap_least: int
    gap_most: int
    text: int
    zones: Ints  # that occur among mentors
    levels: Ints


class Special(NamedTuple):
    """What was said of single pairs, by mentee, sorted by mentor: BANNED, or what wishes give."""

    starts: Ints
    mentors: Small
    extra: Small


class Ground(NamedTuple):
    """All that the kernel knows of a problem."""

    left: Side
    right: Side
    weights: Weights
    special: Special


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
def bits(word: Number) -> Number:
    """How many bits are set; compilers know this form and make one instruction of it."""
    word = word - ((word >> np.uint64(1)) & np.uint64(0x5555555555555555))
    word = (word & np.uint64(0x3333333333333333)) + ((word >> np.uint64(2)) & np.uint64(0x3333333333333333))
    word = (word + (word >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return np.int64((word * np.uint64(0x0101010101010101)) >> np.uint64(56))


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
def allowed(left: Side, right: Side, one: int, flags: NDArray[np.uint8], found: Small) -> Number:
    """Writes the mentors whom the rules allow one mentee into `found`; answers how many."""
    language, person, unit = left.languages[one], left.person[one], left.unit[one]
    enter, leave = left.enter[one], left.leave[one]
    languages, persons, units, enters, leaves = (
        right.languages,
        right.person,
        right.unit,
        right.enter,
        right.leave,
    )
    for other in range(persons.size):
        above, below = enters[other], leaves[other]
        flags[other] = (
            ((languages[other] & language) != 0)
            & (persons[other] != person)
            & (units[other] != unit)
            & ((above > enter) | (below <= enter))
            & ((enter > above) | (leave <= above))
        )
    count = 0
    for other in range(persons.size):
        found[count] = other
        count += flags[other]
    return count


@kernel
def cheap_points(ground: Ground, one: int, others: Small, points: Small) -> None:
    """What all criteria but wishes and texts give to one mentee with each of these mentors."""
    weights = ground.weights
    own, facts, spans = ground.left.facts[one], ground.right.facts, weights.spans
    shares = share_tables(weights, own)
    zones, levels = ordinal_tables(weights, ground.left.zone[one], ground.left.seniority[one])
    place, for_place = own[-1] >> np.uint64(32), np.int32(weights.place * MOST_POINTS)
    words, sets = facts.shape[1] - 1, spans.size - 1
    for index in range(others.size):
        other = others[index]
        total = np.int32(0)
        if words == sets:
            for at in range(sets):
                total += shares[at, bits(own[at] & facts[other, at])]
        else:
            for at in range(sets):
                both = np.int64(0)
                for word in range(spans[at], spans[at + 1]):
                    both += bits(own[word] & facts[other, word])
                total += shares[at, both]
        rest = facts[other, words]
        total += zones[rest & np.uint64(0xFFFF)] + levels[(rest >> np.uint64(16)) & np.uint64(0xFFFF)]
        if rest >> np.uint64(32) == place:
            total += for_place
        points[index] = total


@kernel
def share_tables(weights: Weights, own: Masks) -> Small:
    """By criterion and number of things in common, what that gives."""
    sets = weights.spans.size - 1
    table = np.zeros((sets, 64 * 4 + 1), np.int32)
    for at in range(sets):
        size = np.int64(0)
        for word in range(weights.spans[at], weights.spans[at + 1]):
            size += bits(own[word])
        for both in range(1, size + 1):
            table[at, both] = weights.of_sets[at] * (MOST_POINTS * both // size)
    return table


@kernel
def ordinal_tables(weights: Weights, zone: int, level: int) -> tuple[Small, Small]:
    """What each zone and each level that occurs among mentors gives."""
    zones, levels = np.zeros(weights.zones.size, np.int32), np.zeros(weights.levels.size, np.int32)
    for at in range(zones.size):
        if zone != UNKNOWN and weights.zones[at] != UNKNOWN:
            zones[at] = weights.zone * max(0, MOST_POINTS - abs(weights.zones[at] - zone) // ZONE_MINUTES)
    for at in range(levels.size):
        if level != UNKNOWN and weights.levels[at] != UNKNOWN:
            gap = weights.levels[at] - level
            outside = max(0, weights.gap_least - gap, gap - weights.gap_most)
            levels[at] = weights.seniority * max(0, MOST_POINTS - GAP_POINTS * outside)
    return zones, levels


@kernel
def text_points(one: NDArray[np.int8], other: NDArray[np.int8]) -> Number:
    total: Number = np.int32(0)
    for at in range(DIMENSIONS):
        total = np.int32(total + np.int32(one[at]) * np.int32(other[at]))
    return min(MOST_POINTS, max(0, MOST_POINTS * total // TEXT_UNIT))


@kernel
def without_special(special: Special, one: int, others: Small, points: Small) -> Number:
    """Adds what wishes give and takes the banned out; answers how many are left."""
    at, end = special.starts[one], special.starts[one + 1]
    left = 0
    for index in range(others.size):
        other = others[index]
        while at < end and special.mentors[at] < other:
            at += 1
        extra = special.extra[at] if at < end and special.mentors[at] == other else 0
        if extra != BANNED:
            others[left] = other
            points[left] = points[index] + extra
            left += 1
    return left


@kernel
def without_known(ask: Ask, one: int, others: Small, points: Small) -> Number:
    """Takes those out who are known; answers how many are left."""
    at, end = ask.starts[one], ask.starts[one + 1]
    left = 0
    for index in range(others.size):
        other = others[index]
        while at < end and ask.mentors[at] < other:
            at += 1
        if at == end or ask.mentors[at] != other:
            others[left] = other
            points[left] = points[index]
            left += 1
    return left


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
    for row in range(rows.size):
        one = rows[row]
        count = allowed(ground.left, ground.right, one, flags, others)
        cheap_points(ground, one, others[:count], points)
        if ground.special.starts[one] < ground.special.starts[one + 1]:
            count = without_special(ground.special, one, others[:count], points)
        if ask.starts[one] < ask.starts[one + 1]:
            count = without_known(ask, one, others[:count], points)
        heap = (found.values[row], found.mentors[row])
        values_of(ask, others[:count], points, worth)
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
def values_of(ask: Ask, others: Small, points: Small, values: Ints) -> None:
    """What pairs are worth at the prices asked, text apart."""
    price, scale, flat = ask.price, ask.scale, ask.flat
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
    kept = 0
    for index in range(others.size):
        full = kept == values.size
        if worth[index] > over and points[index] >= least and (not full or worth[index] >= values[0]):
            kept = keep(values, mentors, kept, worth[index], others[index])
    if ground.weights.text == 0:
        return kept
    # The last of the best is worth no less than this; those come first who are among the best with no word in common.
    sure = values[0] if kept == values.size else over + 1
    count = within_reach(ground, ask, (others, points, worth), sure)
    kept = with_texts(ground, ask, one, (others[:count], points, worth, sure, True), (values, mentors, 0))
    return with_texts(ground, ask, one, (others[:count], points, worth, sure, False), (values, mentors, kept))


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
    ground: Ground,
    ask: Ask,
    one: int,
    given: tuple[Small, Small, Ints, int, bool],
    heap: tuple[Ints, Small, int],
) -> Number:
    """Puts those into the heap who are among the best with their text; answers how many it holds."""
    others, points, worth, sure, first = given
    values, mentors, kept = heap
    weight, own, texts = ground.weights.text, ground.left.text[one], ground.right.text
    more = weight * MOST_POINTS
    gain = 0 if ask.flat else more * ask.scale
    least = ask.least_score
    each = 0 if ask.flat else ask.scale
    for index in range(others.size):
        if (worth[index] >= sure and points[index] >= least) != first:
            continue
        could = worth[index] + gain
        if could < sure or points[index] + more < least or (kept == values.size and could < values[0]):
            continue
        extra = weight * text_points(own, texts[others[index]])
        value = worth[index] + extra * each
        if points[index] + extra >= least and value >= sure:
            kept = keep(values, mentors, kept, value, others[index])
    return kept
