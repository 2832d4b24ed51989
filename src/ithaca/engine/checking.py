"""
All admissible pairs looked at one by one, for checks of results: written as plainly as compiled code can be, and sharing
nothing with the pass that found them.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ithaca.engine.compiling import Number, kernel
from ithaca.engine.pool import Ints, Small
from ithaca.engine.problem import Problem
from ithaca.engine.profiles import MOST_POINTS, NOWHERE, UNKNOWN, People, Policy
from ithaca.engine.result import CLOSED
from ithaca.engine.scoring import GAP_POINTS, TEXT_UNIT, ZONE_MINUTES

Set = NDArray[np.uint64]  # (words, people)
Column = NDArray[Any]
Flags = NDArray[np.uint8]

BLOCK = 128
FEW = 8  # less than one in so many
OUT = -(2**40)  # the score of a pair that a rule excludes, before points
ADMISSIBLE = OUT // 2  # worth more than this
NEVER = 2**40


class Facts(NamedTuple):
    """People as they are."""

    person: Small
    sets: NDArray[np.uint64]  # (4, words, people)
    languages: NDArray[np.uint64]
    spoken: NDArray[np.uint64]  # the same as (1, people)
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
    sets = np.stack([one.T for one in (people.topics, people.sectors, people.roles, people.slots)])
    return Facts(
        people.person, sets, people.languages, people.languages[None, :], people.unit, people.enter, people.leave,
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
def rule_out(one: Facts, i: int, other: Facts, measure: Measure, out: Flags) -> None:
    """Notes whom a rule excludes; rule by rule, for compiled code is slow where it hands many arrays on."""
    person, persons = one.person[i], other.person
    if person >= 0:
        for j in range(out.size):
            out[j] |= persons[j] == person
    common_language, independent, other_unit = measure.rules
    if common_language:
        language, languages = one.languages[i], other.languages
        for j in range(out.size):
            out[j] |= languages[j] & language == 0
    if independent:
        enter, leave, enters, leaves = one.enter[i], one.leave[i], other.enter, other.leave
        for j in range(out.size):
            mentee_above = (enter <= enters[j]) & (enters[j] < leave)
            mentor_above = (enters[j] <= enter) & (enter < leaves[j])
            out[j] |= mentee_above | mentor_above
    if other_unit and one.unit[i] != NOWHERE:
        unit, units = one.unit[i], other.unit
        for j in range(out.size):
            out[j] |= units[j] == unit


@kernel
def count_bits(word: Number) -> Number:
    pairs = word - ((word >> np.uint64(1)) & np.uint64(0x5555555555555555))
    fours = (pairs & np.uint64(0x3333333333333333)) + (
        (pairs >> np.uint64(2)) & np.uint64(0x3333333333333333)
    )
    bytes_ = (fours + (fours >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return np.int64((bytes_ * np.uint64(0x0101010101010101)) >> np.uint64(56))


@kernel
def of_those(column: Column, who: Small) -> Column:
    """What a column holds of some people in order, who may be everybody."""
    if who.size == column.size:
        return column
    found = np.empty(who.size, column.dtype)
    for at in range(who.size):
        found[at] = column[who[at]]
    return found


@kernel
def add_share(sets: tuple[Set, Set], i: int, weight: int, who: Small, scores: Ints) -> None:
    """The share of what is wanted that each offers."""
    wanted, offered = sets
    size = np.int64(0)
    for word in range(wanted.shape[0]):
        size += count_bits(wanted[word, i])
    if weight == 0 or size == 0:
        return
    both = np.zeros(who.size, np.int64)
    for word in range(wanted.shape[0]):
        mine = wanted[word, i]
        if mine:
            theirs = of_those(offered[word], who)
            for at in range(who.size):
                both[at] += count_bits(mine & theirs[at])
    worth = np.empty(size + 1, np.int64)
    for common in range(size + 1):
        worth[common] = weight * (MOST_POINTS * common // size)
    for at in range(who.size):
        scores[at] += worth[both[at]]


@kernel
def add_ordinals(one: Facts, i: int, other: Facts, measure: Measure, row: tuple[Small, Ints]) -> None:
    who, scores = row
    for_place, for_zone, for_level = measure.weights[5], measure.weights[6], measure.weights[7]
    least, most = measure.gap
    place, zone, level = one.place[i], np.int64(one.zone[i]), np.int64(one.seniority[i])
    if for_place and place != NOWHERE:
        places = of_those(other.place, who)
        for at in range(who.size):
            scores[at] += for_place * MOST_POINTS * (places[at] == place)
    if for_zone and zone != UNKNOWN:
        zones = of_those(other.zone, who)
        for at in range(who.size):
            near = max(0, MOST_POINTS - abs(zones[at] - zone) // ZONE_MINUTES)
            scores[at] += for_zone * near * (zones[at] != UNKNOWN)
    if for_level and level != UNKNOWN:
        levels = of_those(other.seniority, who)
        for at in range(who.size):
            gap = levels[at] - level
            near = max(0, MOST_POINTS - GAP_POINTS * max(0, least - gap, gap - most))
            scores[at] += for_level * near * (levels[at] != UNKNOWN)


@kernel
def add_texts(one: Facts, i: int, other: Facts, weight: int, row: tuple[Small, Ints, Ints]) -> None:
    """Where it could matter."""
    who, scores, needed = row
    own, texts = one.text[i], other.text
    for at in range(who.size):
        j = who[at]
        if scores[at] + weight * MOST_POINTS >= needed[j]:
            product: Number = np.int32(0)
            for dimension in range(own.size):
                product = np.int32(product + np.int32(own[dimension]) * np.int32(texts[j, dimension]))
            scores[at] += weight * min(MOST_POINTS, max(0, MOST_POINTS * product // TEXT_UNIT))


@kernel
def chosen(out: Flags, extra: Ints, who: Small, scores: Ints) -> Number:
    """
    Writes those who aren't out, and what they begin with; answers how many. Where they are not few, everybody: going
    through columns in order is faster then, and who is out has a score that no more points make good.
    """
    left: Number = 0
    for j in range(out.size):
        left += np.int64(out[j] == 0)
    everybody = left * FEW >= out.size
    count = 0
    for j in range(out.size):
        who[count], scores[count] = j, OUT if out[j] else extra[j]
        count += everybody or out[j] == 0
    return count


@kernel
def score_row(
    one: Facts, i: int, other: Facts, measure: Measure, row: tuple[Singles, Ints, Small, Ints]
) -> Number:
    """
    Writes the mentors whom nothing excludes and their scores with a mentee; answers how many. `row` are what single
    pairs give, what score would matter with each mentor (one that can't reach it is left without its text), and where to
    write.
    """
    singles, needed, who, scores = row
    out, extra = np.zeros(needed.size, np.uint8), np.zeros(needed.size, np.int64)
    for single in range(singles.starts[i], singles.starts[i + 1]):
        extra[singles.mentors[single]] += singles.extra[single]
    for j in range(needed.size):
        out[j] = (needed[j] == NEVER) | (extra[j] < 0)
    rule_out(one, i, other, measure, out)
    count = chosen(out, extra, who, scores)
    who, scores = who[:count], scores[:count]
    for at in range(one.sets.shape[0]):
        add_share((one.sets[at], other.sets[at]), i, measure.weights[at], who, scores)
    add_share((one.spoken, other.spoken), i, measure.weights[4], who, scores)
    add_ordinals(one, i, other, measure, (who, scores))
    if measure.weights[8]:
        add_texts(one, i, other, measure.weights[8], (who, scores, needed))
    return count


@kernel
def regrets(
    both: tuple[Facts, Facts], measure: Measure, singles: Singles, claim: Claim, part: tuple[Ints, Ints, Ints]
) -> None:
    """For some mentees, how much more they could gain than they do; `part` are who, what they gain, and the answer."""
    one, other = both
    who, own, answer = part
    width = other.person.size
    scores, needed, open_to = np.empty(width, np.int64), np.empty(width, np.int64), np.empty(width, np.int32)
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
        count = score_row(one, i, other, measure, (singles, needed, open_to, scores))
        best = np.int64(0)
        for k in range(count):
            if scores[k] >= max(claim.least_score, ADMISSIBLE):
                worth = np.int64(1) if claim.flat else scores[k]
                best = max(best, worth * claim.scale + claim.bonus - claim.price[open_to[k]])
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
    scores, needed, open_to = np.empty(width, np.int64), np.empty(width, np.int64), np.empty(width, np.int32)
    for i in range(has.size):
        if has[i] == NEVER:
            continue
        for j in range(width):
            needed[j] = NEVER if worst[j] == NEVER else max(has[i], worst[j])
        count = score_row(one, i, other, measure, (singles, needed, open_to, scores))
        for k in range(count):
            if scores[k] > max(has[i], worst[open_to[k]], ADMISSIBLE):
                return i, open_to[k]
    return -1, -1


def blocking_of(problem: Problem, has: Ints, worst: Ints) -> tuple[int, int] | None:
    """Who would both rather have each other, ranked wishes apart; `has` and `worst` are what they'd leave for more than."""
    both, measure = (facts_of(problem.mentees), facts_of(problem.mentors)), measure_of(problem.policy)
    i, j = blocks(both, measure, singles_of(problem), has, worst)
    return None if i < 0 else (int(i), int(j))
