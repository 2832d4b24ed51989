"""A problem laid out for the kernel: who is free, what is known of them packed tight, and rows asked in parallel."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ithaca.engine import scoring
from ithaca.engine.columns import BANNED, Columns, Ground, Masks, Side, Special, Weights
from ithaca.engine.pool import Ints, Small
from ithaca.engine.problem import Problem
from ithaca.engine.profiles import CRITERIA, SETS, People, Policy
from ithaca.engine.result import LOWEST_SCORE
from ithaca.engine.rows import Ask, Found, best_of

BLOCK = 64  # rows that one thread takes at once
NO_VALUE = -(2**62)

Asked = Callable[[Ground, Ask, Ints, Ints, int], Found]


@dataclass(frozen=True)
class Field:
    """Mentees who are free and mentors with places left, numbered anew; `mentees` and `mentors` are who they were."""

    problem: Problem
    ground: Ground
    mentees: Ints
    mentors: Ints
    capacity: Ints
    least: Ints
    most_score: int

    @property
    def size(self) -> int:
        """How many pairs there could be."""
        return self.mentees.size * self.mentors.size

    def original(self, mentor_of: Small, count: int) -> Small:
        """Who has whom, by the numbers of the problem."""
        found = np.full(count, -1, np.int32)
        matched = np.flatnonzero(mentor_of >= 0)
        found[self.mentees[matched]] = self.mentors[mentor_of[matched]]
        return found

    def all_mentors(self, values: Ints, count: int) -> Ints:
        """A number for each mentor of the problem, nothing for who isn't in the field."""
        found = np.zeros(count, np.int64)
        found[self.mentors] = values
        return found


def field_of(problem: Problem) -> Field:
    """The field of a problem of profiles."""
    loads = np.bincount(problem.fixed[:, 1], minlength=problem.mentor_count)
    left = problem.capacity - loads
    free = problem.present_mentees.copy()
    free[problem.fixed[:, 0]] = False
    mentees, mentors = np.flatnonzero(free), np.flatnonzero(problem.present_mentors & (left > 0))
    least = np.minimum(np.maximum(problem.at_least - loads, 0), left)
    return Field(
        problem,
        _ground(problem, mentees, mentors),
        mentees,
        mentors,
        left[mentors],
        least[mentors],
        problem.policy.most_score,
    )


def _ground(problem: Problem, mentees: Ints, mentors: Ints) -> Ground:
    left, right, policy = problem.mentees.some(mentees), problem.mentors.some(mentors), problem.policy
    weights = dict(zip(CRITERIA, policy.weights.tolist(), strict=True))
    counting, spans, mine, theirs = [], [0], [], []
    for name in (*SETS, "languages"):
        one, other = (_words(getattr(side, name)) for side in (left, right))
        used = np.flatnonzero(one.any(axis=0))
        if not (weights[name] and used.size):
            continue  # nobody has any: no words, no points
        counting.append(name)
        spans.append(spans[-1] + used.size)
        mine.append(one[:, used].T)
        theirs.append(other[:, used].T)
    return Ground(
        _side(left, policy, mine, -1),
        _side(right, policy, theirs, -2),
        Weights(
            np.array(spans, np.int64),
            np.array([weights[name] for name in counting], np.int64),
            weights["place"], weights["zone"], weights["seniority"],
            policy.gap_least, policy.gap_most,
            weights["text"] if left.text.any() and right.text.any() else 0,
        ),
        _special(problem, mentees, mentors),
    )  # fmt: skip


def _words(masks: Masks) -> NDArray[np.uint32]:
    """(people, words) of 32 bits: more of them fit an instruction."""
    return np.ascontiguousarray(masks[:, None] if masks.ndim == 1 else masks).view(np.uint32)


def _columns(people: People, sets: list[NDArray[np.uint32]], nobody: int) -> Columns:
    none = np.empty((0, people.count), np.uint32)
    return Columns(
        np.ascontiguousarray(np.concatenate([none, *sets])),
        _known(people.place, nobody),
        people.zone.astype(np.int32),
        people.seniority.astype(np.int32),
    )


def _known(values: Small, nobody: int) -> Small:
    """`nobody` stands for what is unknown: another number on each side, so that it never looks the same."""
    return np.where(values < 0, np.int32(nobody), values).astype(np.int32)


def _side(people: People, policy: Policy, sets: list[NDArray[np.uint32]], nobody: int) -> Side:
    off = np.full(people.count, -1, np.int32)
    return Side(
        languages=people.languages if policy.common_language else np.ones(people.count, np.uint64),
        person=_known(people.person, nobody),
        unit=_known(people.unit, nobody) if policy.other_unit else np.full(people.count, nobody, np.int32),
        enter=people.enter if policy.independent_line else off,
        leave=people.leave if policy.independent_line else off,
        columns=_columns(people, sets, nobody),
        text=np.ascontiguousarray(people.text),
    )


def _special(problem: Problem, mentees: Ints, mentors: Ints) -> Special:
    """Forbidden pairs and what wishes give, of those who are in the field."""
    row, column = np.full(problem.mentee_count, -1, np.int64), np.full(problem.mentor_count, -1, np.int64)
    row[mentees], column[mentors] = np.arange(mentees.size), np.arange(mentors.size)
    pairs = [problem.all_forbidden, *_wished(problem)]
    both = np.concatenate(pairs)
    one, other = row[both[:, 0]], column[both[:, 1]]
    keys = np.unique((one * mentors.size + other)[(one >= 0) & (other >= 0)])
    one, other = keys // max(mentors.size, 1), keys % max(mentors.size, 1)
    extra = np.zeros(keys.size, np.int64)
    weights = dict(zip(CRITERIA, problem.policy.weights.tolist(), strict=True))
    for name, of_mentors in (("wishes_of_mentees", False), ("wishes_of_mentors", True)):
        points = scoring.wish_points(problem, mentees[one], mentors[other], of_mentors=of_mentors)
        extra += weights[name] * points
    forbidden = problem.all_forbidden
    width = problem.mentor_count
    banned = np.isin(mentees[one] * width + mentors[other], forbidden[:, 0] * width + forbidden[:, 1])
    extra[banned] = BANNED
    starts = np.concatenate(([0], np.cumsum(np.bincount(one, minlength=mentees.size)))).astype(np.int64)
    return Special(starts, other.astype(np.int32), extra.astype(np.int32))


def _wished(problem: Problem) -> Iterator[Ints]:
    mine, theirs = problem.wishes_of_mentees, problem.wishes_of_mentors
    if mine is not None:
        yield np.stack([mine.wishers, mine.wanted], axis=1)
    if theirs is not None:
        yield np.stack([theirs.wanted, theirs.wishers], axis=1)


def only(ground: Ground, mentors: Ints, place: Small) -> Ground:
    """The ground with these mentors alone, numbered anew: `place` says where each of all is among them, or −1."""
    special = ground.special
    kept = place[special.mentors] >= 0
    starts = np.concatenate(([0], np.cumsum(kept)))[special.starts].astype(np.int64)
    right = ground.right
    columns = Columns._make(np.ascontiguousarray(values[..., mentors]) for values in right.columns)
    chosen = Side._make(columns if one is right.columns else one[mentors] for one in right)
    return ground._replace(
        right=chosen, special=Special(starts, place[special.mentors[kept]], special.extra[kept])
    )


def everybody(field: Field) -> Ask:
    """Asks for scores as they are: nothing has a price, nobody is known."""
    count = field.mentees.size
    none = np.zeros(count + 1, np.int64)
    return Ask(np.zeros(field.mentors.size, np.int64), 1, False, LOWEST_SCORE, none, np.empty(0, np.int32))


def asked(ground: Ground, ask: Ask, rows: Ints, over: Ints, most: int) -> Found:
    """What the kernel finds for these rows, block by block in threads; the same whatever their number."""
    found = Found(
        np.empty((rows.size, most), np.int64),
        np.empty((rows.size, most), np.int32),
        np.empty(rows.size, np.int64),
        np.empty(rows.size, np.int64),
    )

    def one(first: int) -> None:
        part = slice(first, first + BLOCK)
        here = Found(found.values[part], found.mentors[part], found.counts[part], found.last[part])
        best_of(ground, ask, rows[part], over[part], here)

    with ThreadPoolExecutor(os.cpu_count() or 1) as threads:
        list(threads.map(one, range(0, rows.size, BLOCK)))
    return found
