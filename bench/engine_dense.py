"""
Dense profiles, 10,000 × 10,000: from profiles to a proven optimum, beside what the fastest dense solvers take to solve
the finished matrix alone: `engine_dense.py OUT [PEOPLE]`. Ours and the fastest peer three times, the other peers once.
"""

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median

import lap
import lapjv
import numpy as np
from engine_measure import apart, row, timed
from engine_people import POLICY, problem_of
from scipy.optimize import linear_sum_assignment

from ithaca.engine.ground import asked, everybody, field_of
from ithaca.engine.problem import Problem
from ithaca.engine.result import Result
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
        found: list[Result] = []
        seconds = [timed(lambda: found.append(solve(problem))) for _turn in range(3)]
        assert all(one.gap == 0 and one.certificate_checked for one in found)
        return [median(seconds), found[0].objective]

    return run


def peer(name: str, people: int, times: int = 1) -> Callable[[], list[float]]:
    solvers = {
        "SciPy": lambda matrix: linear_sum_assignment(matrix)[1],
        "lapx": lambda matrix: lap.lapjv(matrix)[1],
        "lapjv": lambda matrix: lapjv.lapjv(matrix)[0],
    }

    def run() -> list[float]:
        matrix = costs(dense(people))
        chosen: list[np.ndarray] = []
        seconds = [timed(lambda: chosen.append(solvers[name](matrix))) for _turn in range(times)]
        worth = OPEN.most_score - matrix[np.arange(people), chosen[0]]
        return [median(seconds), float(worth[worth >= 0].sum())]

    return run


def main(out: Path, people: int) -> None:
    solve(dense(100))
    (seconds, objective), memory = apart(ours(people))
    times, memories = {}, {}
    for name in ("SciPy", "lapx", "lapjv"):
        (times[name], theirs), memories[name] = apart(peer(name, people))
        assert theirs <= objective
    fastest = min(times, key=lambda name: times[name])
    (times[fastest], _theirs), _memory = apart(peer(fastest, people, times=3))
    name = f"dense {people:,} × {people:,}"
    told = ", ".join(f"{peer} {times[peer]:.1f} s, {memories[peer]} MB" for peer in times)
    print(f"{name}: ours {seconds:.1f} s with scores and proof, {memory} MB; the solve alone: {told}")
    rows = [
        row(f"{name}, scored, solved and proven", seconds / times[fastest], 0.4, f"of {fastest}'s solve"),
        row(f"memory: {name}", memory / memories[fastest], 0.5, f"of {fastest}'s"),
    ]
    out.write_text(json.dumps(rows))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 10_000)
