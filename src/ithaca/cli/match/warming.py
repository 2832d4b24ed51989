"""Loads the compiled kernels before any time is taken: from the disk, or compiled once where they never ran."""

import numpy as np

from ithaca.cli.match import plain
from ithaca.cli.match.triplets import People
from ithaca.cli.match.writing import lines_of
from ithaca.engine.ordering import pool_in_order, stands_twice
from ithaca.engine.problem import Problem
from ithaca.engine.solving import solve

SMALL = b"mentee,mentor,score\nb,x,2\na,x,1\na,y,3\n"


def warm() -> None:
    data = np.frombuffer(SMALL, np.uint8)
    plain.has_quote(data)
    first = SMALL.index(b"\n") + 1
    found = plain.read(data, first, plain.Shape(ord(","), (0, 1, 2), 3), part=len(SMALL) // 4)
    sides = [People(data, names.cells[: names.count]) for names in (found.mentee_names, found.mentor_names)]
    plain.beyond_ascii(data, sides[0].cells)
    pool = pool_in_order(
        found.mentees, found.mentors, found.scores, mentee_count=sides[0].count, capacity=np.ones(2, np.int64)
    )
    stands_twice(pool)
    result = solve(Problem.of_scores(pool))
    lines_of(sides[0], sides[1], (np.arange(2, dtype=np.int32), result.mentor_of, result.scores))
