"""
From profiles to scored pairs: for each mentee the best mentors whom every rule allows, exactly.

One pass over all pairs: rules first, then the cheap criteria, and the texts only where they could still matter.
"""

import numpy as np
from numba import njit, prange
from numpy.typing import NDArray

from ithaca.engine.pool import Pool
from ithaca.engine.profiles import WORDS, Ints, Masks, People, Policy

MOST_POINTS = 100
TEXT_UNIT = 127 * 127  # the product of two equal texts
ZONE_MINUTES = 6  # a point less for every six minutes between time zones
GAP_POINTS = 25  # less for each level outside the wanted gap
HALF = 32
LOWER = 2**HALF - 1


def candidates(
    mentees: People,
    mentors: People,
    policy: Policy,
    *,
    capacity: Ints,
    forbidden: NDArray[np.int64],
    most: int,
) -> Pool:
    """
    The `most` best admissible mentors of each mentee (ties: the earlier mentor). `forbidden` are pairs as rows of
    (mentee, mentor): declared conflicts, pairs refused before. Pairs without a single point are left out.
    """
    starts, banned = _rows_of(forbidden, mentees.count)
    keys = _best(_arrays(mentees), _arrays(mentors), _rules(policy), policy.weights, starts, banned, most)
    kept = keys >= 0
    counts = kept.sum(axis=1)
    found = keys[kept]
    chosen, scores = LOWER - (found & LOWER), found >> HALF
    order = np.lexsort((chosen, np.repeat(np.arange(mentees.count), counts)))
    return Pool(
        np.concatenate(([0], np.cumsum(counts))).astype(np.int64),
        chosen[order].astype(np.int32),
        scores[order].astype(np.int32),
        capacity.astype(np.int64),
    )


def _rows_of(pairs: NDArray[np.int64], count: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    pairs = pairs.reshape(-1, 2)
    order = np.lexsort((pairs[:, 1], pairs[:, 0]))
    counts = np.bincount(pairs[:, 0], minlength=count)
    return np.concatenate(([0], np.cumsum(counts))).astype(np.int64), pairs[order, 1]


def _rules(policy: Policy) -> NDArray[np.int64]:
    return np.array(
        [
            policy.common_language,
            policy.independent_line,
            policy.other_unit,
            policy.gap_least,
            policy.gap_most,
        ],
        np.int64,
    )


def _arrays(side: People) -> tuple[NDArray[np.int32], Masks, NDArray[np.uint64], NDArray[np.int8]]:
    """Numbers (person, unit, enter, leave, seniority, zone), sets (topics, sectors, roles, slots), languages, text."""
    numbers = np.stack([side.person, side.unit, side.enter, side.leave, side.seniority, side.zone], axis=1)
    sets = np.concatenate([side.topics, side.sectors, side.roles, side.slots], axis=1)
    return numbers.astype(np.int32), np.ascontiguousarray(sets), side.languages, side.text


@njit(cache=True, inline="always")
def _bits(word: np.uint64) -> int:
    """How many bits are set; compilers know this form and make one instruction of it."""
    word = word - ((word >> np.uint64(1)) & np.uint64(0x5555555555555555))
    word = (word & np.uint64(0x3333333333333333)) + ((word >> np.uint64(2)) & np.uint64(0x3333333333333333))
    word = (word + (word >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return np.int64((word * np.uint64(0x0101010101010101)) >> np.uint64(56))


@njit(cache=True, inline="always")
def _share(wanted: Masks, offered: Masks, first: int) -> int:
    """How much of a set the other covers, in points."""
    size = both = 0
    for word in range(first, first + WORDS):
        size += _bits(wanted[word])
        both += _bits(wanted[word] & offered[word])
    return MOST_POINTS * both // size if size else 0


@njit(cache=True, inline="always")
def _allowed(one: NDArray[np.int32], other: NDArray[np.int32], rules: NDArray[np.int64]) -> bool:
    """Whether two people are different, neither above the other in the line, and of different units."""
    if one[0] == other[0]:
        return False
    if rules[1] and (one[2] <= other[2] < one[3] or other[2] <= one[2] < other[3]):
        return False
    return not (rules[2] and one[1] >= 0 and one[1] == other[1])


@njit(cache=True, inline="always")
def _gap_points(gap: int, least: int, most: int) -> int:
    outside = max(least - gap, gap - most, 0)
    return max(0, MOST_POINTS - GAP_POINTS * outside)


@njit(cache=True, inline="always")
def _text_points(one: NDArray[np.int8], other: NDArray[np.int8]) -> int:
    total = np.int32(0)
    for at in range(one.size):
        total += np.int32(one[at]) * np.int32(other[at])
    return min(MOST_POINTS, max(0, MOST_POINTS * total // TEXT_UNIT))


@njit(cache=True, inline="always")
def _keep(keys: NDArray[np.int64], count: int, key: int) -> int:
    """Puts a key into a bounded heap with the smallest on top; answers how many it holds."""
    if count < keys.size:
        at = count
        while at > 0 and keys[(at - 1) // 2] > key:
            keys[at] = keys[(at - 1) // 2]
            at = (at - 1) // 2
        keys[at] = key
        return count + 1
    at = 0
    while True:
        child = 2 * at + 1
        if child >= count:
            break
        if child + 1 < count and keys[child + 1] < keys[child]:
            child += 1
        if keys[child] >= key:
            break
        keys[at] = keys[child]
        at = child
    keys[at] = key
    return count


@njit(cache=True, parallel=True)
def _best(mentees, mentors, rules, weights, starts, banned, most):  # type: ignore[no-untyped-def]
    """(mentees, most) keys: the score in the upper half, the mentor counted from the end in the lower; −1 where none."""
    numbers, sets, languages, texts = mentees
    their_numbers, their_sets, their_languages, their_texts = mentors
    keys = np.full((numbers.shape[0], most), -1, np.int64)
    for mentee in prange(numbers.shape[0]):
        count = 0
        ban = starts[mentee]
        heap = keys[mentee]
        for mentor in range(their_numbers.shape[0]):
            if ban < starts[mentee + 1] and banned[ban] == mentor:
                while ban < starts[mentee + 1] and banned[ban] == mentor:
                    ban += 1
                continue
            if rules[0] and languages[mentee] & their_languages[mentor] == 0:
                continue
            if not _allowed(numbers[mentee], their_numbers[mentor], rules):
                continue
            score = _points(
                numbers[mentee], their_numbers[mentor], sets[mentee], their_sets[mentor], rules, weights
            )
            least = heap[0] if count == most else np.int64(0)
            tail = LOWER - mentor
            if weights[6]:
                if ((score + weights[6] * MOST_POINTS) << HALF) + tail <= least:
                    continue
                score += weights[6] * _text_points(texts[mentee], their_texts[mentor])
            key = (score << HALF) + tail
            if score > 0 and key > least:
                count = _keep(heap, count, key)
    return keys


@njit(cache=True, inline="always")
def _points(one, other, wanted, offered, rules, weights):  # type: ignore[no-untyped-def]
    """What all criteria but the texts give together."""
    score = np.int64(0)
    for criterion in range(4):
        if weights[criterion]:
            score += weights[criterion] * _share(wanted, offered, criterion * WORDS)
    if weights[4]:
        score += weights[4] * _gap_points(other[4] - one[4], rules[3], rules[4])
    if weights[5]:
        score += weights[5] * max(0, MOST_POINTS - abs(other[5] - one[5]) // ZONE_MINUTES)
    return score
