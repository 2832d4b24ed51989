"""Explanations say what is so: held against solving everything anew."""

import numpy as np
from hypothesis import given, settings

from ithaca.engine import explaining, scoring
from ithaca.engine.problem import Aim, Problem
from ithaca.engine.repair import Session
from ithaca.engine.result import NOBODY
from ithaca.engine.solving import solve
from tests.engine.sound import sound


def costs(problem: Problem, pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """What fixing each of these pairs costs: people and total, by solving anew."""
    best, found = solve(problem), []
    fixed = {int(i): int(j) for i, j in problem.fixed}
    for i, j in pairs:
        others = {**fixed, i: j}
        if list(others.values()).count(j) > problem.capacity[j] or scoring.exclusions(problem, i, j):
            continue
        other = solve(problem.but(fixed=np.array(sorted(others.items()), np.int64)))
        found.append((best.matched - other.matched, best.objective - other.objective))
    return sorted(found)


@settings(deadline=None, max_examples=40)
@given(sound())
def test_the_next_best_costs_what_a_new_solve_says(problem: Problem) -> None:
    if problem.least is not None or problem.aim not in (Aim.TOTAL, Aim.PEOPLE):
        problem = problem.but(least=None, aim=Aim.PEOPLE)
    result = solve(problem)
    session = Session(problem, result)
    for mentee in np.flatnonzero(result.mentor_of != NOBODY).tolist():
        found = explaining.pair(problem, result, mentee, session=session)
        assert sum(found.parts.values()) == found.score == result.scores[mentee]
        others = [(mentee, j) for j in range(problem.mentor_count) if j != found.mentor]
        for told, true in (
            (found.for_mentee, costs(problem, others)),
            (
                found.for_mentor,
                costs(
                    problem,
                    [
                        (i, found.mentor)
                        for i in range(problem.mentee_count)
                        if result.mentor_of[i] != found.mentor
                    ],
                ),
            ),
        ):
            if problem.aim is Aim.TOTAL:
                assert (
                    sorted(one.cost for one in told)
                    == sorted(cost for _people, cost in true)[: explaining.ALTERNATIVES]
                )
            else:
                assert [(one.people, one.cost) for one in told] == true[: explaining.ALTERNATIVES]
    assert session.mentor_of.tolist() == result.mentor_of.tolist()


@settings(deadline=None, max_examples=50)
@given(sound())
def test_who_has_nobody_is_told_by_which_rules_and_what_would_help(problem: Problem) -> None:
    result = solve(problem)
    session = Session(problem, result)
    for mentee in np.flatnonzero(result.mentor_of == NOBODY).tolist():
        found = explaining.unmatched(problem, result, mentee, session=session)
        told = [scoring.exclusions(problem, mentee, j) for j in range(problem.mentor_count)]
        assert found.possible == told.count(())
        assert found.rules == {r: sum(r in t for t in told) for r in {r for t in told for r in t}}
        for mentor in found.place:
            more = problem.capacity.copy()
            more[mentor] += 1
            better = solve(problem.but(capacity=more))
            before = result.matched if problem.aim is not Aim.TOTAL else result.objective
            assert (
                problem.aim in (Aim.FAIR, Aim.STABLE)
                or (better.matched if problem.aim is not Aim.TOTAL else better.objective) >= before
            )
        for lifted in found.lifted:
            assert all(set(lifted.rules) == set(told[j]) for j in lifted.mentors)
        assert [len(one.rules) for one in found.lifted] == sorted(len(one.rules) for one in found.lifted)


def test_a_fair_or_stable_pair_is_explained_by_solving_anew() -> None:
    problem = small().but(aim=Aim.FAIR)
    for aim in (Aim.FAIR, Aim.STABLE):
        problem = small().but(aim=aim)
        result = solve(problem)
        found = explaining.pair(problem, result, 0)
        assert {one.mentor for one in found.for_mentee} == {1}


def small() -> Problem:
    from ithaca.engine.pool import pool_of

    triplets = [(0, 0, 9), (0, 1, 5), (1, 0, 7), (1, 1, 6), (2, 1, 2)]
    i, j, w = (np.array(column) for column in zip(*triplets, strict=True))
    return Problem.of_scores(pool_of(i, j, w, mentee_count=3, capacity=np.array([1, 1])))


def test_one_more_place_is_the_smallest_change_where_nobody_is_excluded() -> None:
    problem = small()
    result = solve(problem)
    assert result.mentor_of.tolist() == [0, 1, NOBODY]
    found = explaining.unmatched(problem, result, 2)
    assert (found.possible, found.place, found.rules) == (1, (1,), {"not_listed": 1})
    assert [(one.mentor, one.cost) for one in found.instead] == [(1, 15 - 11)]
    # With the pair allowed and worth more than its place costs, the best result would take it.
    assert found.smallest_change is None
