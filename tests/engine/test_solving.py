"""A problem of profiles with every rule: the result is the best of all sets of admissible pairs, in every aim."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings

from ithaca.engine import scoring
from ithaca.engine.pool import Pool, pool_of
from ithaca.engine.problem import Aim, BadProblem, Problem
from ithaca.engine.profiles import Policy, people_of
from ithaca.engine.result import NOBODY, Result
from ithaca.engine.solving import solve
from ithaca.engine.stable import preferences_of
from ithaca.engine.verify import Unproven, blocking_pair, verify
from tests.engine.pools import every_set
from tests.engine.problems import problems


def solved(problem: Problem, seed: int = 0) -> Result:
    fixed = problem.fixed
    assume(scoring.admissible(problem, fixed[:, 0], fixed[:, 1]).all())
    return solve(problem, seed=seed)


def sets_of(problem: Problem) -> list[tuple[tuple[int, ...], list[int]]]:
    """Every set of admissible pairs beside those that are fixed."""
    return list(every_set(scoring.remaining(problem)))


def filled(problem: Problem, chosen: tuple[int, ...]) -> int:
    """How many places that must be filled are."""
    fixed = problem.fixed[:, 1].tolist()
    return sum(min(chosen.count(j) + fixed.count(j), int(n)) for j, n in enumerate(problem.at_least))


@settings(deadline=None, max_examples=150)
@given(problems(aim=Aim.TOTAL))
def test_the_best_total(problem: Problem) -> None:
    found = solved(problem)
    best = max((filled(problem, chosen), sum(scores)) for chosen, scores in sets_of(problem))
    assert (loads_met(problem, found), value_beside_fixed(problem, found)) == best
    assert found.gap == 0


@settings(deadline=None, max_examples=150)
@given(problems(aim=Aim.PEOPLE))
def test_as_many_people_as_can_be(problem: Problem) -> None:
    found = solved(problem)
    best = max((filled(problem, chosen), len(s), sum(s)) for chosen, s in sets_of(problem))
    people = found.matched - len(problem.fixed)
    assert (loads_met(problem, found), people, value_beside_fixed(problem, found)) == best
    assert found.gap == 0


@settings(deadline=None, max_examples=150)
@given(problems(aim=Aim.FAIR))
def test_the_worst_off_first(problem: Problem) -> None:
    found = solved(problem)
    best = max((filled(problem, c), len(s), min(s, default=0), sum(s)) for c, s in sets_of(problem))
    free = [i for i in range(problem.mentee_count) if i not in problem.fixed[:, 0]]
    worst = min((int(found.scores[i]) for i in free if found.mentor_of[i] != NOBODY), default=0)
    people = found.matched - len(problem.fixed)
    assert (loads_met(problem, found), people, worst, value_beside_fixed(problem, found)) == best
    assert found.gap == 0


@settings(deadline=None, max_examples=150)
@given(problems(aim=Aim.STABLE))
def test_nobody_would_rather_leave(problem: Problem) -> None:
    found = solved(problem)
    pool = scoring.remaining(problem)
    free = found.mentor_of.copy()
    free[problem.fixed[:, 0]] = NOBODY
    assert blocking_pair(pool, preferences_of(problem, pool), free) is None


@settings(deadline=None, max_examples=150)
@given(problems())
def test_what_a_rule_excludes_is_never_a_pair(problem: Problem) -> None:
    found = solved(problem, seed=3)
    for mentee, mentor in enumerate(found.mentor_of.tolist()):
        assert mentor == NOBODY or scoring.exclusions(problem, mentee, mentor) == ()
    assert found.certificate_checked


def loads_met(problem: Problem, found: Result) -> int:
    assert sum(n for _mentor, n in found.short) == int(problem.at_least.sum()) - filled(
        problem.but(fixed=problem.fixed[:0]), tuple(found.mentor_of.tolist())
    )
    return int(problem.at_least.sum()) - sum(n for _mentor, n in found.short)


def value_beside_fixed(problem: Problem, found: Result) -> int:
    fixed = problem.fixed
    return found.objective - int(scoring.scores_of(problem, fixed[:, 0], fixed[:, 1]).sum())


def three_and_two(**rest: object) -> Problem:
    """Three mentees who all share a language with two mentors, and a topic with the first."""
    mentees = people_of(3, languages=[{0}] * 3, topics=[{1}, {1}, {1, 2}])
    mentors = people_of(2, languages=[{0}] * 2, topics=[{1}, set()])
    return Problem(mentees, mentors, Policy(), np.array([1, 2]), **rest)  # type: ignore[arg-type]


def test_a_fixed_pair_that_a_rule_excludes_is_refused_by_name() -> None:
    problem = three_and_two(fixed=np.array([[0, 0]]), forbidden={"declared_conflicts": np.array([[0, 0]])})
    with pytest.raises(BadProblem, match="mentee 0 and mentor 0 are fixed, but excluded: declared_conflicts"):
        solve(problem)


def test_loads_that_nobody_can_meet_are_said() -> None:
    problem = three_and_two(
        least=np.array([1, 2]), aim=Aim.PEOPLE, barred_mentees={"prepared": np.array([True, False, True])}
    )
    found = solve(problem)
    assert sum(missing for _mentor, missing in found.short) == 2
    assert found.matched == 1


def test_everything_wrong_with_a_problem_is_said_at_once() -> None:
    with pytest.raises(BadProblem) as caught:
        three_and_two(least=np.array([2, 0]), fixed=np.array([[0, 0], [0, 1], [7, 0]]))
    assert len(caught.value.mistakes) == 3 + 1


def test_scores_alone_are_a_problem_too() -> None:
    pool = pool_of([0, 0, 1], [0, 1, 0], [5, 4, 5], mentee_count=2, capacity=[1, 1])
    found = solve(Problem.of_scores(pool))
    assert (found.objective, found.mentor_of.tolist(), found.gap) == (9, [1, 0], 0)
    assert scoring.parts(Problem.of_scores(pool), 0, 1) == {"score": 4}
    assert scoring.exclusions(Problem.of_scores(pool), 1, 1) == ("not_listed",)


def test_pairs_worth_less_than_nothing_are_made_only_where_people_come_first() -> None:
    pool = pool_of([0, 1], [0, 0], [-5, -7], mentee_count=2, capacity=[2])
    assert solve(Problem.of_scores(pool)).matched == 0
    found = solve(Problem.of_scores(pool, aim=Aim.PEOPLE))
    assert (found.matched, found.objective, found.gap) == (2, -12, 0)


def test_a_result_that_was_tampered_with_is_found_out() -> None:
    problem = three_and_two(aim=Aim.PEOPLE)
    found = solve(problem)
    swapped = found.mentor_of[[1, 2, 0]]
    with pytest.raises(Unproven):
        verify(problem, replace(found, mentor_of=swapped))
    with pytest.raises(Unproven):
        verify(problem, replace(found, bound=found.bound - 1, objective=found.objective))


def empty() -> Pool:
    return pool_of([], [], [], mentee_count=0, capacity=[])


@pytest.mark.parametrize("aim", list(Aim))
def test_nobody_at_all_is_a_problem_too(aim: Aim) -> None:
    assert solve(Problem.of_scores(empty(), aim=aim)).matched == 0
