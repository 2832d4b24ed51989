"""
Candidates of the engine, with all criteria and hard rules, beside SciPy's sparse products in the same run:
`engine_candidates.py OUT`. SciPy is timed on some of the rows.
"""

import json
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
from engine_measure import apart, row, timed, turns
from engine_people import problem_of
from scipy.sparse import csr_matrix

from ithaca.engine.ground import field_of
from ithaca.engine.problem import Aim, Problem
from ithaca.engine.proof import CANDIDATES, known_of
from ithaca.engine.solving import solve

SLICE = 2_000  # rows of the peer's share
BLOCK = 500
# How many speak which language where there are three of them: rules allow 43 % of the pairs.
FEW_LANGUAGES = [0.6, 0.25, 0.15]


def unpacked(masks: np.ndarray) -> csr_matrix:
    return csr_matrix(np.unpackbits(masks.view(np.uint8), axis=1, bitorder="little").astype(np.int32))


def by_scipy(problem: Problem, rows: int) -> None:
    """The same scores and rules by products of sparse matrices, block by block, and the best of each row."""
    left, right, policy = problem.mentees, problem.mentors, problem.policy
    names = ("topics", "sectors", "roles", "slots")
    mine = [unpacked(getattr(left, name)[:rows]) for name in names]
    theirs = [unpacked(getattr(right, name)).T.tocsr() for name in names]
    text, texts = (
        csr_matrix(left.text[:rows].astype(np.int32)),
        csr_matrix(right.text.astype(np.int32)).T.tocsr(),
    )
    spoken, speak = unpacked(left.languages[:rows, None]), unpacked(right.languages[:, None]).T.tocsr()
    for first in range(0, rows, BLOCK):
        own = slice(first, min(first + BLOCK, rows))
        score = np.zeros((own.stop - first, right.count), np.int32)
        for name, one, other in zip(names, mine, theirs, strict=True):
            size = np.maximum(np.asarray(one[own].sum(axis=1)), 1)
            score += getattr(policy, name) * (100 * (one[own] @ other).toarray() // size)
        both = (spoken[own] @ speak).toarray()
        score += policy.languages * (100 * both // np.maximum(np.asarray(spoken[own].sum(axis=1)), 1))
        score += policy.text * np.clip(100 * (text[own] @ texts).toarray() // 127**2, 0, 100)
        score += policy.place * 100 * (left.place[own, None] == right.place)
        score += policy.zone * np.maximum(0, 100 - abs(right.zone - left.zone[own, None]) // 6)
        gap = right.seniority - left.seniority[own, None]
        outside = np.maximum(0, np.maximum(policy.gap_least - gap, gap - policy.gap_most))
        score += policy.seniority * np.maximum(0, 100 - 25 * outside)
        out = (both == 0) | (left.unit[own, None] == right.unit) | (left.person[own, None] == right.person)
        below, above = left.enter[own, None], right.enter
        out |= (above <= below) & (below < right.leave) | (below <= above) & (above < left.leave[own, None])
        score[out] = -1
        np.argpartition(score, -CANDIDATES, axis=1)[:, -CANDIDATES:]


def with_few_languages(problem: Problem) -> Problem:
    random = np.random.default_rng(3)
    one, other = (
        np.uint64(1) << random.choice(3, side.count, p=FEW_LANGUAGES).astype(np.uint64)
        for side in (problem.mentees, problem.mentors)
    )
    return problem.but(
        mentees=replace(problem.mentees, languages=one), mentors=replace(problem.mentors, languages=other)
    )


def candidates(problem: Problem) -> None:
    known_of(field_of(problem))


def against_scipy(name: str, problem: Problem, rows: int, *, limit: float, times: int) -> dict[str, object]:
    """Time for each row, the peer's taken on a slice."""
    ours, scipy = turns(lambda: candidates(problem), lambda: by_scipy(problem, SLICE), times=times)
    print(f"{name}: ours {ours:.2f} s for {rows:,} rows, SciPy {scipy:.2f} s for {SLICE:,}")
    return row(f"candidates: {name}", (ours / rows) / (scipy / SLICE), limit, "of SciPy's time")


def main(out: Path) -> None:
    solve(problem_of(200, 100).but(aim=Aim.PEOPLE))  # what compiling costs is told apart
    small, large = problem_of(10_000, 10_000, places=2), problem_of(100_000, 100_000, places=2)
    some = problem_of(4 * SLICE, 100_000, places=25)
    rows = [
        against_scipy("10,000 × 10,000", small, 10_000, limit=0.15, times=3),
        against_scipy(
            "10,000 × 10,000, 43 % allowed", with_few_languages(small), 10_000, limit=0.15, times=3
        ),
        against_scipy("a slice of 100,000 × 100,000", some, 4 * SLICE, limit=0.1, times=3),
    ]
    for name, problem in (("10,000 × 10,000", small), ("100,000 × 100,000", large)):
        (seconds,), memory = apart(lambda problem=problem: [timed(lambda: candidates(problem))])  # type: ignore[misc]
        print(f"{name}: {seconds:.1f} s, {memory} MB")
        rows.append(row(f"memory: candidates {name}", memory, 1_024, "MB"))
    out.write_text(json.dumps(rows))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
