"""
Of many results that are equally good, the one that people already see. Where criteria are coarse there are many, and
the solver's own choice among them would move everybody to give one person somebody else. Pure.
"""

from dataclasses import replace

import numpy as np

from ithaca.engine import repair, scoring
from ithaca.engine.pool import Small
from ithaca.engine.problem import Aim, Problem
from ithaca.engine.result import NOBODY, Result
from ithaca.engine.solving import with_fixed


def as_they_stand(problem: Problem, result: Result, now: Small) -> Result:
    """As good as the result, with as many of the pairs of `now` as that allows. (mentees,) mentors or NOBODY."""
    if problem.aim is Aim.STABLE or result.gap:
        return result  # not chosen by a total, or not known to be the best
    mentor_of = now if _as_good(problem, result, now) else nearest(problem, now)
    found = with_fixed(problem, mentor_of, 0, result.prices)
    if (found.objective, found.matched) != (result.objective, result.matched):
        return result
    return replace(
        found,
        seconds=result.seconds,
        threshold=result.threshold,
        covers=result.covers,
        certificate_checked=result.certificate_checked,
    )


def nearest(problem: Problem, now: Small) -> Small:
    """The pairs of a best result that keeps as many of `now` as a best result can."""
    return repair.frontier(problem, now).rows[-1].mentor_of


def _as_good(problem: Problem, result: Result, now: Small) -> bool:
    """Whether what stands is a best result itself, so that nothing need be asked."""
    matched = np.flatnonzero(now != NOBODY)
    mentors = now[matched].astype(np.int64)
    fixed = problem.fixed
    return bool(
        problem.aim is not Aim.FAIR
        and not problem.at_least.any()
        and matched.size == result.matched
        and (now[fixed[:, 0]] == fixed[:, 1]).all()
        and (np.bincount(mentors, minlength=problem.mentor_count) <= problem.capacity).all()
        and scoring.admissible(problem, matched, mentors).all()
        and int(scoring.scores_of(problem, matched, mentors).sum()) == result.objective
    )
