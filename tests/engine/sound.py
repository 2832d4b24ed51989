"""Problems without a contradiction, and middle pools."""

import numpy as np
from hypothesis import strategies as st

from ithaca.engine import scoring
from ithaca.engine.pool import Pool
from ithaca.engine.problem import NO_PAIRS, Problem
from tests.engine.problems import problems


@st.composite
def sound(draw: st.DrawFn) -> Problem:
    """Problems whose fixed pairs no rule excludes."""
    problem = draw(problems())
    excluded = any(scoring.exclusions(problem, int(i), int(j)) for i, j in problem.fixed)
    return problem.but(fixed=NO_PAIRS) if excluded else problem


def middle_pool(*, mentees: int, mentors: int, degree: int, places: float, highest: int = 10_000) -> Pool:
    random = np.random.default_rng(5)
    chosen = [np.sort(random.choice(mentors, degree, replace=False)) for _mentee in range(mentees)]
    capacity = np.bincount(random.integers(0, mentors, int(mentees * places)), minlength=mentors)
    scores = random.integers(1, highest + 1, mentees * degree).astype(np.int32)
    starts = np.arange(0, mentees * degree + 1, degree)
    return Pool(starts, np.concatenate(chosen).astype(np.int32), scores, capacity)
