"""Small pools that hypothesis makes, and every set of pairs that a small pool allows."""

from collections.abc import Iterator
from itertools import product

import numpy as np
from hypothesis import strategies as st

from ithaca.engine.pool import Pool, pool_of

Chosen = tuple[int, ...]


@st.composite
def pools(draw: st.DrawFn, *, mentees: int = 5, mentors: int = 4, highest: int = 9) -> Pool:
    """Few people, few different scores: ties, empty sides, places for nobody and shortage are common."""
    left, right = draw(st.integers(0, mentees)), draw(st.integers(0, mentors))
    capacity = draw(st.lists(st.integers(0, 3), min_size=right, max_size=right))
    scores = draw(st.lists(st.integers(0, highest), min_size=left * right, max_size=left * right))
    pairs = [
        (i, j, scores[i * right + j]) for i in range(left) for j in range(right) if scores[i * right + j]
    ]
    i, j, w = (np.array([pair[at] for pair in pairs], np.int64) for at in range(3))
    return pool_of(i, j, w, mentee_count=left, capacity=np.array(capacity, np.int64))


def every_set(pool: Pool) -> Iterator[tuple[Chosen, list[int]]]:
    """Every set of pairs that respects capacities: the mentor of each mentee (−1: none), and the scores."""
    choices = [
        [(-1, 0)]
        + [(int(pool.mentors[e]), int(pool.scores[e])) for e in range(pool.starts[i], pool.starts[i + 1])]
        for i in range(pool.mentee_count)
    ]
    for chosen in product(*choices):
        mentors = tuple(mentor for mentor, _score in chosen)
        load = [mentors.count(j) for j in range(pool.mentor_count)]
        if all(n <= most for n, most in zip(load, pool.capacity, strict=True)):
            yield mentors, [score for mentor, score in chosen if mentor != -1]
