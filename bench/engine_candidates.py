"""
Candidates and proofs of the engine beside SciPy, in the same run: `engine_candidates.py OUT`.

Profiles with all criteria and hard rules; each step in a process of its own for its peak memory; median of three.
"""

import json
import multiprocessing
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from engine_people import POLICY, problem_of
from scipy.sparse import csr_matrix

from ithaca.engine.ground import field_of
from ithaca.engine.problem import Aim, Problem
from ithaca.engine.proof import CANDIDATES, known_of
from ithaca.engine.solving import solve

TURNS = 3
SLICE = 2_000  # rows of the peer's share of a hundred thousand
BLOCK = 500


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


def candidates(problem: Problem) -> None:
    known_of(field_of(problem))


def timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def apart(work: Callable[[], list[float]]) -> tuple[list[float], float]:
    """What some work answers from a process of its own, and the memory it took at its peak, in MB."""
    ours, theirs = multiprocessing.get_context("fork").Pipe()

    def run() -> None:
        answer = work()
        theirs.send((answer, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))

    child = multiprocessing.get_context("fork").Process(target=run)
    child.start()
    theirs.close()
    try:
        found: tuple[list[float], float] = ours.recv()
    finally:
        child.join()
    return found


def turns(*works: Callable[[], object]) -> list[float]:
    """The median of each, taken by turns so that all share what the machine is busy with."""
    times = [[timed(work) for work in works] for _turn in range(TURNS)]
    return [statistics.median(each) for each in zip(*times, strict=True)]


def small() -> list[float]:
    problem = problem_of(10_000, 10_000, places=2)
    return turns(lambda: candidates(problem), lambda: by_scipy(problem, SLICE))


def large() -> list[float]:
    problem = problem_of(100_000, 100_000, places=2)
    part = problem_of(4 * SLICE, 100_000, places=25)
    candidates(part)
    return [timed(lambda: candidates(part)), timed(lambda: by_scipy(problem, SLICE))]


def proof(mentees: int, mentors: int, places: float, times: int = TURNS) -> Callable[[], list[float]]:
    def run() -> list[float]:
        problem = problem_of(mentees, mentors, places=places).but(aim=Aim.PEOPLE)
        whole, step = [], []
        for _turn in range(times):
            step.append(timed(lambda: candidates(problem)))
            begun = time.perf_counter()
            found = solve(problem)
            whole.append(time.perf_counter() - begun)
            assert found.gap == 0
        return [statistics.median(whole), statistics.median(step), found.gap]

    return run


def row(name: str, value: float, limit: float, unit: str) -> dict[str, object]:
    return {"name": name, "value": round(value, 3), "limit": limit, "unit": unit}


def main(out: Path, *, quick: bool) -> None:
    solve(problem_of(200, 100).but(aim=Aim.PEOPLE))  # what compiling costs is told apart
    assert POLICY.common_language
    rows = []
    (ours, scipy), memory = apart(small)
    rows.append(
        row("engine: candidates 10,000 × 10,000", ours / (scipy * 10_000 / SLICE), 0.15, "times SciPy")
    )
    rows.append(row("engine: memory of both at 10,000 × 10,000", memory, 1_024, "MB"))
    for mentees, mentors, places in ((7_000, 3_000, 1.4), (7_000, 3_000, 0.8), (3_000, 3_000, 1.0)):
        (whole, step, _gap), memory = apart(proof(mentees, mentors, places))
        name = f"engine: {mentees:,} + {mentors:,}, {places} places a mentee, proven against all pairs"
        rows += [row(name, whole, 30, f"s ({step:.2f} of them candidates)"), row(name, memory, 1_024, "MB")]
    if not quick:
        (ours, scipy), memory = apart(large)
        rows.append(row("engine: candidates × 100,000", ours / 4 / scipy, 0.1, "times SciPy (slices)"))
        (whole, step, _gap), memory = apart(proof(70_000, 30_000, 0.8, times=1))
        name = "engine: 70,000 + 30,000 tight, proven against all pairs"
        rows += [
            row(name, whole / step, 5, f"times its candidates ({whole:.0f} s)"),
            row(name, memory, 2_048, "MB"),
        ]
    out.write_text(json.dumps(rows))


if __name__ == "__main__":
    main(Path(sys.argv[1]), quick="--quick" in sys.argv)
