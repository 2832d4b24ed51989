"""
Sparse instances of the engine's benches, the same for a seed: 70 % mentees, 30 % mentors of unlike popularity, so many
candidates a mentee, one to five places a mentor, thinned out or filled up to more, as many or fewer places than mentees.
"""

from pathlib import Path

import numpy as np

from ithaca.engine.pool import Pool

PLACES = {"loose": 1.3, "balanced": 1.0, "tight": 0.7}  # a mentee
ARRAYS = ("starts", "mentors", "scores", "capacity")


def pool_of(people: int, family: str, *, degree: int, seed: int = 1) -> Pool:
    random = np.random.default_rng(seed)
    mentees = people * 7 // 10
    mentors = people - mentees
    popular = random.gamma(2.0, 1.0, mentors)
    chosen = np.minimum(
        np.searchsorted(np.cumsum(popular) / popular.sum(), random.random(mentees * degree)), mentors - 1
    )
    keys = np.unique(np.repeat(np.arange(mentees, dtype=np.int64), degree) * mentors + chosen)
    left, right = keys // mentors, (keys % mentors).astype(np.int32)
    scores = 3_000 + 300 * np.log1p(popular)[right] + 1_000 * random.standard_normal(right.size)
    capacity = random.integers(1, 6, mentors)
    wanted = int(mentees * PLACES[family])
    while capacity.sum() != wanted:
        off = wanted - int(capacity.sum())
        some = random.permutation(np.flatnonzero(capacity < 5 if off > 0 else capacity > 1))[: abs(off)]
        if not some.size:
            break
        capacity[some] += np.sign(off)
    starts = np.searchsorted(left, np.arange(mentees + 1)).astype(np.int64)
    return Pool(starts, right, np.clip(scores, 1, 10_000).astype(np.int32), capacity.astype(np.int64))


def save(pool: Pool, folder: Path) -> None:
    for name in ARRAYS:
        np.save(folder / f"{name}.npy", getattr(pool, name))


def load(folder: Path) -> Pool:
    return Pool(*(np.load(folder / f"{name}.npy") for name in ARRAYS))


def greedy(pool: Pool) -> tuple[int, int]:
    """The best pair first, then the best of what is left: (total, people)."""
    return _taken(pool, np.argsort(-pool.scores, kind="stable"))


def first_come(pool: Pool) -> tuple[int, int]:
    """Mentees one by one, each taking the best mentor who is free."""
    return _taken(pool, np.lexsort((-pool.scores, pool.mentees)))


def _taken(pool: Pool, order: np.ndarray) -> tuple[int, int]:
    free, waits = pool.capacity.copy().tolist(), [True] * pool.mentee_count
    mentees, mentors, scores = (
        pool.mentees[order].tolist(),
        pool.mentors[order].tolist(),
        pool.scores[order].tolist(),
    )
    total = people = 0
    for i, j, score in zip(mentees, mentors, scores, strict=True):
        if waits[i] and free[j]:
            waits[i] = False
            free[j] -= 1
            total += score
            people += 1
    return total, people
