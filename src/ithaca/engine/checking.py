"""
All admissible pairs looked at one by one, for checks of results: written as plainly as compiled code can be, and sharing
nothing with the pass that found them.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ithaca.engine.compiling import Number, kernel
from ithaca.engine.pool import Ints, Small
from ithaca.engine.problem import Problem
from ithaca.engine.profiles import MOST_POINTS, NOWHERE, UNKNOWN, People, Policy
from ithaca.engine.result import CLOSED
from ithaca.engine.scoring import GAP_POINTS, TEXT_UNIT, ZONE_MINUTES

BLOCK = 128
OUT = -(2**40)  # the score of a pair that a rule excludes
NEVER = 2**40


class Facts(NamedTuple):
    """People as they are."""

    person: Small
    sets: NDArray[np.uint64]  # (people, 4, words)
    languages: NDArray[np.uint64]
    unit: Small
    enter: Small
    leave: Small
    seniority: Small
    zone: Small
    place: Small
    text: NDArray[np.int8]


class Measure(NamedTuple):
    weights: Ints  # of the four sets, languages, place, zone, seniority, text
    gap: tuple[int, int]
    rules: tuple[bool, bool, bool]  # common language, independent line, other unit


class Singles(NamedTuple):
    """What was said of single pairs: what wishes give, or OUT."""

    starts: Ints
    mentors: Ints
    extra: Ints


class Claim(NamedTuple):
    """That nobody gains more than they do, at these prices, with pairs worth `least_score` at least."""

    price: Ints
    scale: int
    bonus: int
    least_score: int
    flat: bool  # each pair is worth one


def facts_of(people: People) -> Facts:
    sets = np.stack([people.topics, people.sectors, people.roles, people.slots], axis=1)
    return Facts(
        people.person, sets, people.languages, people.unit, people.enter, people.leave,
        people.seniority, people.zone, people.place, people.text,
    )  # fmt: skip


def measure_of(policy: Policy) -> Measure:
    weights = np.array(
        [
            policy.topics, policy.sectors, policy.roles, policy.slots, policy.languages,
            policy.place, policy.zone, policy.seniority, policy.text,
        ]
    )  # fmt: skip
    rules = (policy.common_language, policy.independent_line, policy.other_unit)
    return Measure(weights.astype(np.int64), (policy.gap_least, policy.gap_most), rules)


def singles_of(problem: Problem) -> Singles:
    """Forbidden pairs, and wishes with their weights, by mentee."""
    pairs, extra = [problem.all_forbidden], [np.full(problem.all_forbidden.shape[0], OUT)]
    for wishes, weight, of_mentors in (
        (problem.wishes_of_mentees, problem.policy.wishes_of_mentees, False),
        (problem.wishes_of_mentors, problem.policy.wishes_of_mentors, True),
    ):
        if wishes is not None:
            columns = (wishes.wanted, wishes.wishers) if of_mentors else (wishes.wishers, wishes.wanted)
            pairs.append(np.stack(columns, axis=1))
            extra.append(weight * wishes.points)
    both, worth = np.concatenate(pairs), np.concatenate(extra)
    order = np.argsort(both[:, 0], kind="stable")
    starts = np.concatenate(([0], np.cumsum(np.bincount(both[:, 0], minlength=problem.mentee_count))))
    return Singles(starts.astype(np.int64), both[order, 1], worth[order])


@kernel
def ruled_out(one: Facts, i: int, other: Facts, j: int, measure: Measure) -> bool:
    if one.person[i] >= 0 and one.person[i] == other.person[j]:
        return True
    common_language, independent, other_unit = measure.rules
    if common_language and one.languages[i] & other.languages[j] == 0:
        return True
    if independent:
        if one.enter[i] <= other.enter[j] and other.enter[j] < one.leave[i]:
            return True
        if other.enter[j] <= one.enter[i] and one.enter[i] < other.leave[j]:
            return True
    return bool(other_unit and one.unit[i] != NOWHERE and one.unit[i] == other.unit[j])


@kernel
def count_bits(word: Number) -> Number:
    found = np.int64(0)
    while word:
        word &= word - np.uint64(1)
        found += 1
    return found


@kernel
def points(one: Facts, i: int, other: Facts, j: int, measure: Measure) -> Number:
    """What a pair is worth, texts and wishes apart."""
    total = np.int64(0)
    for at in range(one.sets.shape[1]):
        if measure.weights[at]:
            size = both = np.int64(0)
            for word in range(one.sets.shape[2]):
                size += count_bits(one.sets[i, at, word])
                both += count_bits(one.sets[i, at, word] & other.sets[j, at, word])
            if size:
                total += measure.weights[at] * (MOST_POINTS * both // size)
    if measure.weights[4] and one.languages[i]:
        both = count_bits(one.languages[i] & other.languages[j])
        total += measure.weights[4] * (MOST_POINTS * both // count_bits(one.languages[i]))
    if one.place[i] == other.place[j] and one.place[i] != NOWHERE:
        total += measure.weights[5] * MOST_POINTS
    if one.zone[i] != UNKNOWN and other.zone[j] != UNKNOWN:
        total += measure.weights[6] * max(0, MOST_POINTS - abs(other.zone[j] - one.zone[i]) // ZONE_MINUTES)
    if one.seniority[i] != UNKNOWN and other.seniority[j] != UNKNOWN:
        gap = other.seniority[j] - one.seniority[i]
        outside = max(0, measure.gap[0] - gap, gap - measure.gap[1])
        total += measure.weights[7] * max(0, MOST_POINTS - GAP_POINTS * outside)
    return total


@kernel
def score_row(one: Facts, i: int, other: Facts, measure: Measure, row: tuple[Ints, Ints]) -> None:
    """
    The scores of a mentee with all mentors, OUT where excluded; `row` is where to write, holding what single pairs give
    already, and what score would matter for each: one that can't reach it is left without its text.
    """
    scores, needed = row
    own, texts = one.text[i], other.text
    more = measure.weights[8] * MOST_POINTS
    for j in range(scores.size):
        if needed[j] == NEVER or scores[j] < 0 or ruled_out(one, i, other, j, measure):
            scores[j] = OUT
            continue
        scores[j] += points(one, i, other, j, measure)
        if more and scores[j] + more >= needed[j]:
            product = np.int64(0)
            for at in range(own.size):
                product += np.int64(own[at]) * np.int64(texts[j, at])
            scores[j] += measure.weights[8] * min(MOST_POINTS, max(0, MOST_POINTS * product // TEXT_UNIT))


@kernel
def regrets(
    both: tuple[Facts, Facts], measure: Measure, singles: Singles, claim: Claim, part: tuple[Ints, Ints, Ints]
) -> None:
    """For some mentees, how much more they could gain than they do; `part` are who, what they gain, and the answer."""
    one, other = both
    who, own, answer = part
    width = other.person.size
    scores, needed = np.empty(width, np.int64), np.empty(width, np.int64)
    level = np.empty(width, np.int64)
    for j in range(width):
        level[j] = NEVER if claim.price[j] >= CLOSED else (claim.price[j] - claim.bonus) // claim.scale
    for at in range(who.size):
        i = who[at]
        floor = own[at] // claim.scale
        for j in range(width):
            needed[j] = (
                NEVER if level[j] == NEVER else max(claim.least_score, 0 if claim.flat else level[j] + floor)
            )
        scores[:] = 0
        for single in range(singles.starts[i], singles.starts[i + 1]):
            scores[singles.mentors[single]] += singles.extra[single]
        score_row(one, i, other, measure, (scores, needed))
        best = np.int64(0)
        for j in range(width):
            if scores[j] != OUT and scores[j] >= claim.least_score:
                worth = np.int64(1) if claim.flat else scores[j]
                best = max(best, worth * claim.scale + claim.bonus - claim.price[j])
        answer[at] = best - own[at]


def regret_of(problem: Problem, who: Ints, own: Ints, claim: Claim) -> Ints:
    """How much more each of these mentees could gain at the prices claimed than what is said they do."""
    both, measure = (facts_of(problem.mentees), facts_of(problem.mentors)), measure_of(problem.policy)
    singles, answer = singles_of(problem), np.empty(who.size, np.int64)

    def one(first: int) -> None:
        part = slice(first, first + BLOCK)
        regrets(both, measure, singles, claim, (who[part], own[part], answer[part]))

    with ThreadPoolExecutor(os.cpu_count() or 1) as threads:
        list(threads.map(one, range(0, who.size, BLOCK)))
    return answer


@kernel
def blocks(
    both: tuple[Facts, Facts], measure: Measure, singles: Singles, has: Ints, worst: Ints
) -> tuple[int, int]:
    """The first pair who would both rather have each other, of a problem without ranked wishes; (−1, −1) if none."""
    one, other = both
    width = other.person.size
    scores, needed = np.empty(width, np.int64), np.empty(width, np.int64)
    for i in range(has.size):
        if has[i] == NEVER:
            continue
        for j in range(width):
            needed[j] = NEVER if worst[j] == NEVER else max(has[i], worst[j])
        scores[:] = 0
        for single in range(singles.starts[i], singles.starts[i + 1]):
            scores[singles.mentors[single]] += singles.extra[single]
        score_row(one, i, other, measure, (scores, needed))
        for j in range(width):
            if scores[j] != OUT and scores[j] > has[i] and scores[j] > worst[j]:
                return i, j
    return -1, -1


def blocking_of(problem: Problem, has: Ints, worst: Ints) -> tuple[int, int] | None:
    """Who would both rather have each other, ranked wishes apart; `has` and `worst` are what they'd leave for more than."""
    both, measure = (facts_of(problem.mentees), facts_of(problem.mentors)), measure_of(problem.policy)
    i, j = blocks(both, measure, singles_of(problem), has, worst)
    return None if i < 0 else (int(i), int(j))
