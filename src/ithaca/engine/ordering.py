"""Triplets into rows of a pool: sorted by mentee, then mentor, by counting; millions take a fraction of a second."""

import numpy as np

from ithaca.engine.compiling import kernel
from ithaca.engine.pool import Ints, Pool, Small


def pool_in_order(
    mentees: Small, mentors: Small, scores: Small, *, mentee_count: int, capacity: Ints
) -> Pool:
    """As `pool_of`, of numbers that were checked before."""
    if mentees.size and _in_order(mentees, mentors):
        starts = np.concatenate(([0], np.cumsum(np.bincount(mentees, minlength=mentee_count)))).astype(
            np.int64
        )
        return Pool(starts, mentors, scores, capacity)
    starts = _starts(mentees, mentee_count)
    return Pool(starts, *_placed(mentees, mentors, scores, starts, _starts(mentors, capacity.size)), capacity)


def stands_twice(pool: Pool) -> bool:
    """Whether some pair stands twice in a pool that is in order."""
    return bool(_repeats(pool.starts, pool.mentors))


@kernel
def _in_order(mentees: Small, mentors: Small) -> bool:
    fine = True
    for at in range(1, mentees.size):
        fine &= (mentees[at] > mentees[at - 1]) | (
            (mentees[at] == mentees[at - 1]) & (mentors[at] >= mentors[at - 1])
        )
    return fine


@kernel
def _starts(keys: Small, count: int) -> Ints:
    """Where each key begins when they are sorted, and where all end."""
    starts = np.zeros(count + 1, np.int64)
    for key in keys:
        starts[key + 1] += 1
    for key in range(count):
        starts[key + 1] += starts[key]
    return starts


@kernel
def _placed(
    mentees: Small, mentors: Small, scores: Small, mentee_starts: Ints, mentor_starts: Ints
) -> tuple[Small, Small]:
    """Mentors and scores by mentee, then mentor, equals in the order they came: by mentor first, and then by mentee."""
    rows, place = np.empty((mentees.size, 3), np.int32), mentor_starts.copy()
    for at in range(mentees.size):
        to = place[mentors[at]]
        rows[to, 0], rows[to, 1], rows[to, 2] = mentees[at], mentors[at], scores[at]
        place[mentors[at]] += 1
    right, worth = np.empty_like(mentors), np.empty_like(scores)
    place = mentee_starts.copy()
    for at in range(mentees.size):
        to = place[rows[at, 0]]
        right[to], worth[to] = rows[at, 1], rows[at, 2]
        place[rows[at, 0]] += 1
    return right, worth


@kernel
def _repeats(starts: Ints, mentors: Small) -> bool:
    for mentee in range(starts.size - 1):
        for at in range(starts[mentee] + 1, starts[mentee + 1]):
            if mentors[at] == mentors[at - 1]:
                return True
    return False
