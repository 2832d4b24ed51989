"""
From profiles to pairs proven best against every admissible pair, beside what their candidates alone take:
`engine_proofs.py OUT`. The largest is taken once, the others three times.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median

from engine_measure import apart, row, timed
from engine_people import problem_of

from ithaca.engine.ground import field_of
from ithaca.engine.problem import Aim
from ithaca.engine.proof import known_of
from ithaca.engine.solving import solve

# mentees, mentors, places a mentee, times, most of its candidates' time, most memory (MB)
CASES = (
    (7_000, 3_000, 1.4, 3, None, 512),
    (7_000, 3_000, 0.8, 3, None, 512),
    (70_000, 30_000, 0.8, 1, 5, 1_024),
)


def proof(mentees: int, mentors: int, places: float, times: int) -> Callable[[], list[float]]:
    def run() -> list[float]:
        problem = problem_of(mentees, mentors, places=places).but(aim=Aim.PEOPLE)
        found = []
        whole, step = [], []
        for _turn in range(times):
            step.append(timed(lambda: known_of(field_of(problem))))
            whole.append(timed(lambda: found.append(solve(problem))))
        assert all(one.certificate_checked for one in found)
        return [median(whole), median(step), max(one.gap for one in found)]

    return run


def main(out: Path) -> None:
    solve(problem_of(200, 100).but(aim=Aim.PEOPLE))  # the kernels are there
    rows = []
    for mentees, mentors, places, times, limit, most in CASES:
        (whole, step, gap), memory = apart(proof(mentees, mentors, places, times))
        name = f"{mentees:,} + {mentors:,} people, {places} places a mentee"
        print(f"{name}: {whole:.2f} s, candidates alone {step:.2f} s, {memory} MB")
        rows += [
            row(f"gap: {name}, against every pair", gap, 0, "points"),
            row(f"memory: {name}", memory, most, "MB"),
        ]
        if limit:
            rows.append(row(f"proven: {name}", whole / step, limit, "of its candidates' time"))
    out.write_text(json.dumps(rows))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
