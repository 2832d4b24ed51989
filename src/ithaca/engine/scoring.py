"""
What a pair is worth and which rules exclude it, said plainly: for explanations, for checks, and as the measure that the
compiled kernels are held against.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ithaca.engine.pool import Ints, Pool
from ithaca.engine.problem import (
    COMMON_LANGUAGE,
    INDEPENDENT_LINE,
    NOT_LISTED,
    OTHER_UNIT,
    SAME_PERSON,
    Bools,
    Problem,
)
from ithaca.engine.profiles import MOST_POINTS, NOWHERE, SETS, UNKNOWN, Masks

TEXT_UNIT = 127 * 127  # the product of two equal texts
ZONE_MINUTES = 6  # a point less for every six minutes between time zones
GAP_POINTS = 25  # less for each level outside the wanted gap

Points = NDArray[np.int64]
Criterion = Callable[[Problem, Ints, Ints], Points]


def parts(problem: Problem, mentee: int, mentor: int) -> dict[str, int]:
    """What each criterion that counts gives to a pair, weights applied; their sum is its score."""
    one, other = np.array([mentee]), np.array([mentor])
    if problem.pool is not None:
        return {"score": int(_listed(problem.pool, one, other)[0][0])}
    return {name: int(points[0]) for name, points in _criteria(problem, one, other)}


def exclusions(problem: Problem, mentee: int, mentor: int) -> tuple[str, ...]:
    """The rules that exclude a pair; none if it is admissible."""
    return tuple(name for name, out in excluded(problem, np.array([mentee]), np.array([mentor])) if out[0])


def scores_of(problem: Problem, mentees: Ints, mentors: Ints) -> Points:
    """What these pairs are worth, whether admissible or not."""
    if problem.pool is not None:
        return _listed(problem.pool, mentees, mentors)[0]
    return sum(
        (points for _name, points in _criteria(problem, mentees, mentors)), np.zeros(mentees.size, np.int64)
    )


def admissible(problem: Problem, mentees: Ints, mentors: Ints) -> Bools:
    """Which of these pairs no rule excludes."""
    found = np.ones(mentees.size, np.bool_)
    for _name, out in excluded(problem, mentees, mentors):
        found &= ~out
    return found


def excluded(problem: Problem, mentees: Ints, mentors: Ints) -> Iterator[tuple[str, Bools]]:
    """By rule, which of these pairs it excludes."""
    if problem.pool is not None:
        yield NOT_LISTED, ~_listed(problem.pool, mentees, mentors)[1]
    else:
        yield from _rules(problem, mentees, mentors)
    yield from _barring(problem, mentees, mentors)


def _barring(problem: Problem, mentees: Ints, mentors: Ints) -> Iterator[tuple[str, Bools]]:
    """What was said of people and pairs one by one."""
    for name, barred in problem.barred_mentees.items():
        yield name, barred[mentees]
    for name, barred in problem.barred_mentors.items():
        yield name, barred[mentors]
    width = problem.mentor_count
    for name, pairs in problem.forbidden.items():
        yield name, np.isin(mentees * width + mentors, pairs[:, 0] * width + pairs[:, 1])


def every_pair(problem: Problem, mentee: int) -> tuple[Ints, Ints]:
    """A mentee beside each mentor there is."""
    return np.full(problem.mentor_count, mentee, np.int64), np.arange(problem.mentor_count)


def remaining(problem: Problem) -> Pool:
    """Every admissible pair of those who aren't fixed, and the places left. For middle sizes: it holds them all."""
    free = np.ones(problem.mentee_count, np.bool_)
    free[problem.fixed[:, 0]] = False
    left = problem.capacity - np.bincount(problem.fixed[:, 1], minlength=problem.mentor_count)
    if problem.pool is not None:
        if free.all() and not (
            problem.barred_mentees or problem.barred_mentors or problem.all_forbidden.size
        ):
            return replace(problem.pool, capacity=left)
        mentees = problem.pool.mentees.astype(np.int64)
        kept = free[mentees]
        for _name, out in _barring(problem, mentees, problem.pool.mentors.astype(np.int64)):
            kept &= ~out
        return replace(problem.pool.only(kept), capacity=left)
    counts, chosen, worth = np.zeros(problem.mentee_count, np.int64), [], []
    for mentee in np.flatnonzero(free).tolist():
        one, every = every_pair(problem, mentee)
        allowed = every[admissible(problem, one, every)]
        counts[mentee] = allowed.size
        chosen.append(allowed)
        worth.append(scores_of(problem, one[: allowed.size], allowed))
    starts = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    mentors, scores = np.concatenate([[], *chosen]), np.concatenate([[], *worth])
    return Pool(starts, mentors.astype(np.int32), scores.astype(np.int32), left)


def _listed(pool: Pool, mentees: Ints, mentors: Ints) -> tuple[Points, Bools]:
    """The scores of pairs, 0 where the pool doesn't hold them; and whether it does."""
    if not pool.mentors.size:
        return np.zeros(mentees.size, np.int64), np.zeros(mentees.size, np.bool_)
    low, high = pool.starts[mentees], pool.starts[mentees + 1]
    end = high
    while (low < high).any():  # all rows are bisected at once
        middle = (low + high) // 2
        before = pool.mentors[np.minimum(middle, pool.mentors.size - 1)] < mentors
        low, high = (
            np.where((low < high) & before, middle + 1, low),
            np.where((low < high) & ~before, middle, high),
        )
    place = np.minimum(low, pool.mentors.size - 1)
    listed = (low < end) & (pool.mentors[place] == mentors)
    return np.where(listed, pool.scores[place], 0).astype(np.int64), listed


def _rules(problem: Problem, mentees: Ints, mentors: Ints) -> Iterator[tuple[str, Bools]]:
    one, other, policy = problem.mentees, problem.mentors, problem.policy
    yield SAME_PERSON, (one.person[mentees] == other.person[mentors]) & (one.person[mentees] >= 0)
    if policy.common_language:
        yield COMMON_LANGUAGE, (one.languages[mentees] & other.languages[mentors]) == 0
    if policy.independent_line:
        below, above = one.enter[mentees], other.enter[mentors]
        mentor_above = (above <= below) & (below < other.leave[mentors])
        mentee_above = (below <= above) & (above < one.leave[mentees])
        yield INDEPENDENT_LINE, mentor_above | mentee_above
    if policy.other_unit:
        yield OTHER_UNIT, (one.unit[mentees] == other.unit[mentors]) & (one.unit[mentees] != NOWHERE)


def _criteria(problem: Problem, mentees: Ints, mentors: Ints) -> Iterator[tuple[str, Points]]:
    """By criterion that counts, what each of these pairs gets."""
    for name, weight in zip(_POINTS, problem.policy.weights.tolist(), strict=True):
        if weight:
            yield name, weight * np.asarray(_POINTS[name](problem, mentees, mentors), np.int64)


def _share(wanted: Masks, offered: Masks) -> Points:
    """How much of each wanted set is offered."""
    size = np.bitwise_count(wanted).sum(axis=1, dtype=np.int64)
    both = np.bitwise_count(wanted & offered).sum(axis=1, dtype=np.int64)
    return np.asarray(MOST_POINTS * both // np.maximum(size, 1), np.int64)


def _share_of(name: str) -> Criterion:
    def points(problem: Problem, mentees: Ints, mentors: Ints) -> Points:
        return _share(getattr(problem.mentees, name)[mentees], getattr(problem.mentors, name)[mentors])

    return points


def _languages(problem: Problem, mentees: Ints, mentors: Ints) -> Points:
    return _share(problem.mentees.languages[mentees][:, None], problem.mentors.languages[mentors][:, None])


def _place(problem: Problem, mentees: Ints, mentors: Ints) -> Points:
    one, other = problem.mentees.place[mentees], problem.mentors.place[mentors]
    return np.where((one == other) & (one != NOWHERE), MOST_POINTS, 0)


def _zone(problem: Problem, mentees: Ints, mentors: Ints) -> Points:
    one, other = (
        problem.mentees.zone[mentees].astype(np.int64),
        problem.mentors.zone[mentors].astype(np.int64),
    )
    points = np.maximum(0, MOST_POINTS - np.abs(other - one) // ZONE_MINUTES)
    return np.where((other == UNKNOWN) | (one == UNKNOWN), 0, points)


def _seniority(problem: Problem, mentees: Ints, mentors: Ints) -> Points:
    one = problem.mentees.seniority[mentees].astype(np.int64)
    other = problem.mentors.seniority[mentors].astype(np.int64)
    gap = other - one
    outside = np.maximum(0, np.maximum(problem.policy.gap_least - gap, gap - problem.policy.gap_most))
    points = np.maximum(0, MOST_POINTS - GAP_POINTS * outside)
    return np.where((other == UNKNOWN) | (one == UNKNOWN), 0, points)


def wish_points(problem: Problem, mentees: Ints, mentors: Ints, *, of_mentors: bool) -> Points:
    """What one side's wishes give to these pairs, before any weight."""
    wishes = problem.wishes_of_mentors if of_mentors else problem.wishes_of_mentees
    if wishes is None:
        return np.zeros(mentees.size, np.int64)
    width = problem.mentor_count
    one, other = (wishes.wanted, wishes.wishers) if of_mentors else (wishes.wishers, wishes.wanted)
    return _looked_up(one * width + other, wishes.points, mentees * width + mentors)


def _wishes_of_mentees(problem: Problem, mentees: Ints, mentors: Ints) -> Points:
    return wish_points(problem, mentees, mentors, of_mentors=False)


def _wishes_of_mentors(problem: Problem, mentees: Ints, mentors: Ints) -> Points:
    return wish_points(problem, mentees, mentors, of_mentors=True)


def _looked_up(keys: Ints, values: Points, wanted: Ints) -> Points:
    if not keys.size:
        return np.zeros(wanted.size, np.int64)
    order = np.argsort(keys)
    at = np.minimum(np.searchsorted(keys, wanted, sorter=order), keys.size - 1)
    return np.where(keys[order[at]] == wanted, values[order[at]], 0)


def _text(problem: Problem, mentees: Ints, mentors: Ints) -> Points:
    one, other = problem.mentees.text[mentees], problem.mentors.text[mentors]
    product = np.einsum("nd,nd->n", one, other, dtype=np.int64, casting="safe")
    return np.asarray(np.clip(MOST_POINTS * product // TEXT_UNIT, 0, MOST_POINTS), np.int64)


_POINTS: dict[str, Criterion] = {
    **{name: _share_of(name) for name in SETS},
    "languages": _languages,
    "place": _place,
    "zone": _zone,
    "seniority": _seniority,
    "wishes_of_mentees": _wishes_of_mentees,
    "wishes_of_mentors": _wishes_of_mentors,
    "text": _text,
}
