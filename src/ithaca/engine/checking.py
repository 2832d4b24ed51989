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
    spoken: NDArray[np.uint64]  # the same as (people, 1)
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
        people.person, sets, people.languages, people.languages[:, None], people.unit, people.enter, people.leave,
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
def rule_out(one: Facts, i: int, other: Facts, measure: Measure, scores: Ints) -> None:
    """Writes OUT where a rule excludes; rule by rule, for compiled code is slow where it hands many arrays on."""
    person, persons = one.person[i], other.person
    if person >= 0:
        for j in range(scores.size):
            if persons[j] == person:
                scores[j] = OUT
    common_language, independent, other_unit = measure.rules
    if common_language:
        language, languages = one.languages[i], other.languages
        for j in range(scores.size):
            if languages[j] & language == 0:
                scores[j] = OUT
    if independent:
        enter, leave, enters, leaves = one.enter[i], one.leave[i], other.enter, other.leave
        for j in range(scores.size):
            mentee_above = enter <= enters[j] and enters[j] < leave
            mentor_above = enters[j] <= enter and enter < leaves[j]
            if mentee_above or mentor_above:
                scores[j] = OUT
    if other_unit and one.unit[i] != NOWHERE:
        unit, units = one.unit[i], other.unit
        for j in range(scores.size):
            if units[j] == unit:
                scores[j] = OUT


@kernel
def count_bits(word: Number) -> Number:
    pairs = word - ((word >> np.uint64(1)) & np.uint64(0x5555555555555555))
    fours = (pairs & np.uint64(0x3333333333333333)) + (
        (pairs >> np.uint64(2)) & np.uint64(0x3333333333333333)
    )
    bytes_ = (fours + (fours >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return np.int64((bytes_ * np.uint64(0x0101010101010101)) >> np.uint64(56))


@kernel
def add_share(wanted: NDArray[np.uint64], offered: NDArray[np.uint64], weight: int, scores: Ints) -> None:
    """The share of what is wanted that each offers."""
    size = np.int64(0)
    for word in range(wanted.size):
        size += count_bits(wanted[word])
    if weight == 0 or size == 0:
        return
    for j in range(scores.size):
        if scores[j] >= 0:
            both = np.int64(0)
            for word in range(wanted.size):
                if wanted[word]:
                    both += count_bits(wanted[word] & offered[j, word])
            scores[j] += weight * (MOST_POINTS * both // size)


@kernel
def add_ordinals(one: Facts, i: int, other: Facts, measure: Measure, scores: Ints) -> None:
    for_place, for_zone, for_level = measure.weights[5], measure.weights[6], measure.weights[7]
    least, most = measure.gap
    place, places = one.place[i], other.place
    zone, zones = np.int64(one.zone[i]), other.zone
    level, levels = np.int64(one.seniority[i]), other.seniority
    for j in range(scores.size):
        if scores[j] < 0:
            continue
        if places[j] == place and place != NOWHERE:
            scores[j] += for_place * MOST_POINTS
        if zone != UNKNOWN and zones[j] != UNKNOWN:
            scores[j] += for_zone * max(0, MOST_POINTS - abs(zones[j] - zone) // ZONE_MINUTES)
        if level != UNKNOWN and levels[j] != UNKNOWN:
            gap = levels[j] - level
            scores[j] += for_level * max(0, MOST_POINTS - GAP_POINTS * max(0, least - gap, gap - most))


@kernel
def add_texts(own: NDArray[np.int8], texts: NDArray[np.int8], weight: int, row: tuple[Ints, Ints]) -> None:
    """Where it could matter."""
    scores, needed = row
    for j in range(scores.size):
        if scores[j] >= 0 and scores[j] + weight * MOST_POINTS >= needed[j]:
            product: Number = np.int32(0)
            for at in range(own.size):
                product = np.int32(product + np.int32(own[at]) * np.int32(texts[j, at]))
            scores[j] += weight * min(MOST_POINTS, max(0, MOST_POINTS * product // TEXT_UNIT))


@kernel
def score_row(one: Facts, i: int, other: Facts, measure: Measure, row: tuple[Ints, Ints]) -> None:
    """
    The scores of a mentee with all mentors, OUT where excluded; `row` is where to write, holding what single pairs give
    already, and what score would matter for each: one that can't reach it is left without its text.
    """
    scores, needed = row
    for j in range(scores.size):
        if needed[j] == NEVER or scores[j] < 0:
            scores[j] = OUT
    rule_out(one, i, other, measure, scores)
    for at in range(one.sets.shape[1]):
        add_share(one.sets[i, at], other.sets[:, at], measure.weights[at], scores)
    add_share(one.spoken[i], other.spoken, measure.weights[4], scores)
    add_ordinals(one, i, other, measure, scores)
    if measure.weights[8]:
        add_texts(one.text[i], other.text, measure.weights[8], row)


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
