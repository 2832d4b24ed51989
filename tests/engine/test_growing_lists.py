"""Lists of a single candidate grow by single pairs until the best of all admissible pairs is proven, in every aim."""

import numpy as np
import pytest
from hypothesis import assume, given, settings

from ithaca.engine import fair, proof, scoring, solving, stable
from ithaca.engine.problem import Aim, Problem, Proposer
from ithaca.engine.solving import solve
from tests.engine.problems import crowd, problems


@pytest.fixture(autouse=True, scope="module")
def short_lists() -> object:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(solving, "CANDIDATES", 1)
        patch.setattr(solving, "WHOLE", 0)
        patch.setattr(proof, "MORE", 1)
        patch.setattr(fair, "MORE", 1)
        patch.setattr(stable, "LONGER", 1)
        yield


@settings(deadline=None, max_examples=200)
@given(problems())
def test_a_short_list_changes_nothing_of_the_result(problem: Problem) -> None:
    fixed = problem.fixed
    assume(scoring.admissible(problem, fixed[:, 0], fixed[:, 1]).all())
    short = solve(problem)  # checked against all pairs in there
    whole = solve(Problem.of_scores(scoring.remaining(problem), aim=problem.aim, least=left(problem)))
    if problem.aim is not Aim.STABLE:
        worth = int(scoring.scores_of(problem, fixed[:, 0], fixed[:, 1]).sum())
        assert short.objective - worth == whole.objective
        assert short.matched - len(fixed) == whole.matched
        assert short.gap == 0


def left(problem: Problem) -> np.ndarray:
    """The least loads that fixed pairs leave."""
    loads = np.bincount(problem.fixed[:, 1], minlength=problem.mentor_count)
    return np.minimum(np.maximum(problem.at_least - loads, 0), problem.capacity - loads)


@pytest.mark.parametrize("aim", [Aim.TOTAL, Aim.PEOPLE, Aim.FAIR])
def test_two_hundred_people_one_candidate_each(aim: Aim) -> None:
    problem = crowd(150, 60, aim)
    found = solve(problem)
    whole = solve(Problem.of_scores(scoring.remaining(problem), aim=aim))
    assert (found.objective, found.matched, found.least_score) == (
        whole.objective,
        whole.matched,
        whole.least_score,
    )
    assert found.gap == whole.gap == 0


@pytest.mark.parametrize("proposer", list(Proposer))
def test_stable_among_all_pairs_though_lists_are_short(proposer: Proposer) -> None:
    assert solve(crowd(150, 60, Aim.STABLE, proposer)).matched > 0


@pytest.mark.parametrize("aim", [Aim.TOTAL, Aim.PEOPLE])
def test_out_of_time_there_are_pairs_and_a_gap_that_holds(aim: Aim) -> None:
    problem = crowd(150, 60, aim)
    best = solve(problem)
    hasty = solve(problem, time_limit=0.0)
    assert hasty.objective <= best.objective <= hasty.bound or hasty.matched < best.matched
    assert hasty.certificate_checked
