"""
Dense profiles, 10,000 × 10,000: from profiles to a proven optimum, beside what the fastest dense solvers take to solve
the finished matrix alone: `engine_dense.py OUT [PEOPLE]`.
"""

import json
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import lap
import lapjv
import numpy as np
from engine_candidates import apart, row
from engine_people import POLICY, problem_of
from scipy.optimize import linear_sum_assignment

from ithaca.engine.ground import asked, everybody, field_of
from ithaca.engine.problem import Problem
from ithaca.engine.solving import solve

BATCH = 500
OPEN = replace(POLICY, common_language=False, other_unit=False)


def dense(people: int) -> Problem:
    """One place each, and hardly a pair excluded."""
    return problem_of(people, people, policy=OPEN).but(capacity=np.ones(people, np.int64), forbidden={})


def costs(problem: Problem) -> np.ndarray:
    """What is left to the highest score; pairs that a rule excludes cost more than all others."""
    field = field_of(problem)
    count = field.mentees.size
    found = np.full((count, count), 100.0 * OPEN.most_score)
    for first in range(0, count, BATCH):
        rows = np.arange(first, min(first + BATCH, count))
        part = asked(field.ground, everybody(field), rows, np.full(rows.size, -1), count)
        for at, one in enumerate(rows):
            number = part.counts[at]
            found[one, part.mentors[at, :number]] = OPEN.most_score - part.values[at, :number]
    return found


def ours(people: int) -> Callable[[], list[float]]:
    def run() -> list[float]:
        problem = dense(people)
        times = []
        for _turn in range(3):
            begun = time.perf_counter()
            found = solve(problem)
            times.append(time.perf_counter() - begun)
            assert found.gap == 0
            assert found.certificate_checked
        return [sorted(times)[1], found.objective]

    return run


def peer(name: str, people: int) -> Callable[[], list[float]]:
    solvers = {
        "SciPy": lambda matrix: linear_sum_assignment(matrix)[1],
        "lapx": lambda matrix: lap.lapjv(matrix)[1],
        "lapjv": lambda matrix: lapjv.lapjv(matrix)[0],
    }

    def run() -> list[float]:
        matrix = costs(dense(people))
        begun = time.perf_counter()
        chosen = solvers[name](matrix)
        seconds = time.perf_counter() - begun
        worth = OPEN.most_score - matrix[np.arange(people), chosen]
        return [seconds, float(worth[worth >= 0].sum())]

    return run


def main(out: Path, people: int) -> None:
    solve(dense(100))
    (seconds, objective), memory = apart(ours(people))
    times = {}
    for name in ("SciPy", "lapx", "lapjv"):
        (times[name], theirs), _memory = apart(peer(name, people))
        print(f"{name}: {times[name]:.1f} s for the solve alone")
        assert theirs <= objective
    fastest = min(times, key=lambda name: times[name])
    name = f"engine: dense {people:,} × {people:,}, scored, solved and proven"
    rows = [
        row(name, seconds / times[fastest], 0.4, f"times {fastest}'s solve alone ({seconds:.1f} s)"),
        row(f"engine: memory, dense {people:,} × {people:,}", memory, 1_024, "MB"),
    ]
    out.write_text(json.dumps(rows))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 10_000)
