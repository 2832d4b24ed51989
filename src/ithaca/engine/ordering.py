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
    by_mentor = _counted(mentors, np.arange(mentors.size, dtype=np.int32), capacity.size)[1]
    starts, order = _counted(mentees, by_mentor, mentee_count)
    return Pool(starts, mentors[order], scores[order], capacity)


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
def _counted(keys: Small, rows: Small, count: int) -> tuple[Ints, Small]:
    """Where each key begins, and the rows by key, equals in the order they came."""
    starts = np.zeros(count + 1, np.int64)
    for at in range(keys.size):
        starts[keys[at] + 1] += 1
    for key in range(count):
        starts[key + 1] += starts[key]
    place = starts[:-1].copy()
    order = np.empty(rows.size, np.int32)
    for at in range(rows.size):
        key = keys[rows[at]]
        order[place[key]] = rows[at]
        place[key] += 1
    return starts, order


@kernel
def _repeats(starts: Ints, mentors: Small) -> bool:
    for mentee in range(starts.size - 1):
        for at in range(starts[mentee] + 1, starts[mentee + 1]):
            if mentors[at] == mentors[at - 1]:
                return True
    return False
