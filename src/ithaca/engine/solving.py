"""From a problem to its best pairs, proven against every admissible pair and checked by independent code."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from ithaca.engine import scoring, verify
from ithaca.engine.assignment import Market, Solution, prices_of, terms_of
from ithaca.engine.components import pieces, solve_pieces
from ithaca.engine.fair import fairest
from ithaca.engine.ground import Field, field_of
from ithaca.engine.machines import HERE, Machine
from ithaca.engine.pool import Ints, Small
from ithaca.engine.problem import Aim, BadProblem, Problem
from ithaca.engine.proof import CANDIDATES, Known, known_of, proven
from ithaca.engine.result import NOBODY, Cover, Prices, Result
from ithaca.engine.stable import Wanted, stable_of

WHOLE = 20_000_000  # pairs of a stable problem that are all held at once


@dataclass(frozen=True)
class Settings:
    """How a problem is solved."""

    seed: int
    until: float | None
    machine: Machine


def solve(
    problem: Problem, *, seed: int = 0, time_limit: float | None = None, machine: Machine = HERE
) -> Result:
    """
    The best pairs of a problem for its aim. Raises BadProblem where a fixed pair is excluded by a rule.

    With a time limit (seconds) the best that was found by then, and the gap that is proven. `machines.machine()` is
    the cluster that is configured.
    """
    begun = time.perf_counter()
    until = None if time_limit is None else time.time() + time_limit
    refuse_excluded(problem)
    result = _solved(problem, Settings(seed, until, machine))
    verify.verify(problem, result)
    return replace(result, certificate_checked=True, seconds=time.perf_counter() - begun)


def solve_all(problems: Sequence[Problem], *, seed: int = 0, machine: Machine = HERE) -> list[Result]:
    """The best pairs of several problems with nobody in common, as of several programmes, each where there is room."""
    return machine.each(partial(solve, seed=seed), problems)


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


def _solved(problem: Problem, how: Settings) -> Result:
    """The best pairs of those who aren't fixed, numbered as the solvers see them, and then as the problem does."""
    if problem.pool is not None:
        known, field = Known.all_of(scoring.remaining(problem)), None
        loads = np.bincount(problem.fixed[:, 1], minlength=problem.mentor_count)
        least = np.minimum(np.maximum(problem.at_least - loads, 0), known.pool.capacity)
    else:
        field = field_of(problem)
        whole = problem.aim is Aim.STABLE and field.size <= WHOLE
        known = known_of(field, how.machine.asked, most=field.mentors.size if whole else CANDIDATES)
        least = field.least
    if problem.aim is Aim.STABLE:
        wanted = Wanted(problem, field, problem.proposer.value, how.seed)
        return _told(
            problem, field, Solution(stable_of(known, wanted), 0, 0, np.zeros(least.size, np.int64), 1), least
        )
    if problem.aim is Aim.FAIR:
        fair = fairest(known, seed=how.seed, least=least, until=how.until)
        covers = tuple(_spread(problem, field, one) for one in fair.covers)
        return replace(_told(problem, field, fair.solution, least), threshold=fair.threshold, covers=covers)
    terms = terms_of(known.pool, people_first=problem.aim is Aim.PEOPLE, least=least, span=known.span)
    cut = [] if field else pieces(known.pool, terms, seed=how.seed, until=how.until)
    if cut:
        return _told(problem, field, solve_pieces(known.pool, cut, how.machine), least)
    return _told(
        problem, field, proven(known, Market(known.pool, terms, seed=how.seed, until=how.until)), least
    )


def _told(problem: Problem, field: Field | None, solution: Solution, least: Ints) -> Result:
    """A solution by the numbers of the problem."""
    prices = prices_of(solution, least)
    if field is None:
        return replace(with_fixed(problem, solution.mentor_of, solution.gap, prices), rounds=solution.rounds)
    width = problem.mentor_count
    if prices.least is not None and prices.least_price is not None:
        least_price = field.all_mentors(prices.least_price, width)
        prices = replace(prices, least=field.all_mentors(prices.least, width), least_price=least_price)
    prices = replace(prices, price=field.all_mentors(prices.price, width))
    mentor_of = field.original(solution.mentor_of, problem.mentee_count)
    return replace(with_fixed(problem, mentor_of, solution.gap, prices), rounds=solution.rounds)


def _spread(problem: Problem, field: Field | None, cover: Cover) -> Cover:
    if field is None:
        return cover
    width = problem.mentor_count
    price, capacity = field.all_mentors(cover.price, width), field.all_mentors(cover.capacity, width)
    return replace(cover, price=price, capacity=capacity)


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
