"""
Sparse pools against OR-Tools' minimum cost flow, greedy and first come: `engine_sparse.py OUT`.

Ours counts everything from arrays to checked proof; of OR-Tools only its solve counts.
"""

import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
from engine_instances import first_come, greedy, load, pool_of, save
from engine_measure import median_of, row, tell

from ithaca.engine.pool import Pool
from ithaca.engine.problem import Problem
from ithaca.engine.result import NOBODY
from ithaca.engine.solving import solve

# people, family, candidates a mentee, most of OR-Tools' time, most of its memory
CASES = (
    (10_000, "tight", 50, 1.0, 1.5),
    (100_000, "tight", 50, 0.3, 0.7),
    (100_000, "balanced", 50, 0.3, 0.7),
    (100_000, "loose", 50, 0.3, 0.7),
    (1_000_000, "tight", 30, 0.25, 0.5),
    (1_000_000, "balanced", 30, 0.25, 0.5),
)
LARGE = 1_000_000  # taken once, and without greedy and first come, which are of Python here


def main(out: Path) -> None:
    rows = []
    for people, family, degree, time_limit, memory_limit in CASES:
        with tempfile.TemporaryDirectory() as folder:
            save(pool_of(people, family, degree=degree), Path(folder))
            rows += _compared(folder, f"{people:,} people, {family}", (time_limit, memory_limit), people)
    out.write_text(json.dumps(rows))


def _compared(folder: str, name: str, limits: tuple[float, float], size: int) -> list[dict[str, Any]]:
    times = 1 if size >= LARGE else 3
    ours = median_of("engine_sparse.py", "--ours", folder, times=times)
    theirs = median_of("engine_sparse.py", "--ortools", folder, times=times)
    print(
        f"{name}: ours {ours['seconds']:.2f} s, {ours['megabytes']} MB; "
        f"OR-Tools {theirs['seconds']:.2f} s, {theirs['megabytes']} MB"
    )
    off = abs(ours["objective"] - theirs["objective"]) + (not ours["checked"])
    rows = [
        row(
            f"solved and proven: {name}", ours["seconds"] / theirs["seconds"], limits[0], "of OR-Tools' time"
        ),
        row(f"memory: {name}", ours["megabytes"] / theirs["megabytes"], limits[1], "of OR-Tools'"),
        row(f"objective: {name}", off, 0, "off"),
    ]
    if size >= LARGE:
        return rows
    pool = load(Path(folder))
    for method, (total, people) in (("greedy", greedy(pool)), ("first come", first_come(pool))):
        rows.append(row(f"{method}: {name}, total", total / ours["objective"], 1, "of ours"))
        rows.append(row(f"{method}: {name}, people", people / ours["matched"], 1.1, "of ours"))
    return rows


def _ours(pool: Pool) -> None:
    solve(Problem.of_scores(pool_of(100, "tight", degree=5)))  # the kernels are there
    begun = time.perf_counter()
    found = solve(Problem.of_scores(pool))
    tell(
        seconds=time.perf_counter() - begun,
        objective=found.objective,
        matched=int((found.mentor_of != NOBODY).sum()),
        checked=found.certificate_checked and found.gap == 0,
    )


def _ortools(pool: Pool) -> None:
    from ortools.graph.python.min_cost_flow import SimpleMinCostFlow  # noqa: PLC0415 — the other child shan't load it

    mentees, mentors = pool.mentee_count, pool.mentor_count
    source, sink = mentees + mentors, mentees + mentors + 1
    flow = SimpleMinCostFlow()
    ones, nothing = np.ones(mentees, np.int64), np.zeros
    flow.add_arcs_with_capacity_and_unit_cost(
        pool.mentees,
        pool.mentors + mentees,
        np.ones(pool.scores.size, np.int64),
        -pool.scores.astype(np.int64),
    )
    flow.add_arcs_with_capacity_and_unit_cost(
        np.full(mentees, source), np.arange(mentees), ones, nothing(mentees, np.int64)
    )
    flow.add_arcs_with_capacity_and_unit_cost(
        np.arange(mentees, mentees + mentors),
        np.full(mentors, sink),
        pool.capacity,
        nothing(mentors, np.int64),
    )
    flow.add_arc_with_capacity_and_unit_cost(source, sink, mentees, 0)
    flow.set_node_supply(source, mentees)
    flow.set_node_supply(sink, -mentees)
    begun = time.perf_counter()
    assert flow.solve() == flow.OPTIMAL
    tell(seconds=time.perf_counter() - begun, objective=-int(flow.optimal_cost()))


if __name__ == "__main__":
    if sys.argv[1] == "--ours":
        _ours(load(Path(sys.argv[2])))
    elif sys.argv[1] == "--ortools":
        _ortools(load(Path(sys.argv[2])))
    else:
        main(Path(sys.argv[1]))
