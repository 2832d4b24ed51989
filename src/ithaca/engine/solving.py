"""From a problem to its best pairs, proven against every admissible pair and checked by independent code."""

import time
from dataclasses import replace

import numpy as np

from ithaca.engine import scoring, verify
from ithaca.engine.assignment import Market, Solution, terms_of
from ithaca.engine.fair import fairest
from ithaca.engine.pool import Ints, Pool, Small
from ithaca.engine.problem import Aim, BadProblem, Problem
from ithaca.engine.result import NOBODY, Prices, Result
from ithaca.engine.stable import preferences_of, stable


def solve(problem: Problem, *, seed: int = 0, time_limit: float | None = None) -> Result:
    """
    The best pairs of a problem for its aim. Raises BadProblem where a fixed pair is excluded by a rule.

    With a time limit (seconds) the best that was found by then, and the gap that is proven.
    """
    begun = time.perf_counter()
    until = None if time_limit is None else begun + time_limit
    refuse_excluded(problem)
    result = _solved(problem, scoring.remaining(problem), seed, until)
    verify.verify(problem, result)
    return replace(result, certificate_checked=True, seconds=time.perf_counter() - begun)


def refuse_excluded(problem: Problem) -> None:
    """Raises BadProblem where a fixed pair is excluded."""
    allowed = scoring.admissible(problem, problem.fixed[:, 0], problem.fixed[:, 1])
    mistakes = [
        f"mentee {mentee} and mentor {mentor} are fixed, but excluded: "
        + ", ".join(scoring.exclusions(problem, mentee, mentor))
        for mentee, mentor in problem.fixed[~allowed].tolist()
    ]
    if mistakes:
        raise BadProblem(mistakes)


def _solved(problem: Problem, pool: Pool, seed: int, until: float | None) -> Result:
    loads = np.bincount(problem.fixed[:, 1], minlength=problem.mentor_count)
    least = np.minimum(np.maximum(problem.at_least - loads, 0), pool.capacity)
    if problem.aim is Aim.STABLE:
        mentor_of = stable(pool, preferences_of(problem, pool), proposers=problem.proposer.value, seed=seed)
        return with_fixed(problem, mentor_of, 0, Prices(np.zeros(problem.mentor_count, np.int64), 1))
    if problem.aim is Aim.FAIR:
        fair = fairest(pool, seed=seed, least=least, until=until)
        found = with_fixed(
            problem, fair.solution.mentor_of, fair.solution.gap, prices_of(fair.solution, least)
        )
        return replace(found, threshold=fair.threshold, covers=fair.covers, rounds=fair.solution.rounds)
    terms = terms_of(pool, people_first=problem.aim is Aim.PEOPLE, least=least)
    solution = Market(pool, terms, seed=seed, until=until).solve(pool)
    found = with_fixed(problem, solution.mentor_of, solution.gap, prices_of(solution, least))
    return replace(found, rounds=solution.rounds)


def prices_of(solution: Solution, least: Ints) -> Prices:
    if solution.least_price is None:
        return Prices(solution.price, solution.scale, solution.bonus)
    return Prices(
        solution.price, solution.scale, solution.bonus, least, solution.least_price, solution.least_bonus
    )


def with_fixed(problem: Problem, mentor_of: Small, gap: int, prices: Prices) -> Result:
    """The whole result from the pairs of those who aren't fixed."""
    mentor_of = mentor_of.copy()
    mentor_of[problem.fixed[:, 0]] = problem.fixed[:, 1]
    matched = np.flatnonzero(mentor_of != NOBODY)
    scores = np.zeros(mentor_of.size, np.int64)
    scores[matched] = scoring.scores_of(problem, matched, mentor_of[matched].astype(np.int64))
    objective = int(scores.sum())
    load = np.bincount(mentor_of[matched], minlength=problem.mentor_count)
    missing = np.maximum(problem.at_least - load, 0)
    return Result(
        mentor_of=mentor_of,
        scores=scores,
        objective=objective,
        bound=objective + gap,
        aim=problem.aim,
        least_score=int(scores[matched].min()) if matched.size else 0,
        prices=prices,
        short=tuple((int(j), int(missing[j])) for j in np.flatnonzero(missing)),
    )
