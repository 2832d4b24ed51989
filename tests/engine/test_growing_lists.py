"""Lists of a single candidate grow by single pairs until the best of all admissible pairs is proven, in every aim."""

import numpy as np
import pytest
from hypothesis import assume, given, settings

from ithaca.engine import fair, ground, proof, scoring, solving, stable
from ithaca.engine.problem import Aim, Problem, Proposer
from ithaca.engine.profiles import Policy, people_of
from ithaca.engine.solving import solve
from tests.engine.problems import problems


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


def crowd(mentees: int, mentors: int, aim: Aim, proposer: Proposer = Proposer.MENTEES) -> Problem:
    random = np.random.default_rng(5)
    sides = [
        people_of(
            count,
            topics=[set(random.integers(0, 90, 4).tolist()) for _person in range(count)],
            slots=[set(random.integers(0, 200, 3).tolist()) for _person in range(count)],
            languages=[set(random.integers(0, 3, 2).tolist()) for _person in range(count)],
            seniority=random.integers(0, 6, count),
            zone=random.integers(0, 9, count) * 60,
            text=random.integers(-12, 20, (count, 256)),
        )
        for count in (mentees, mentors)
    ]
    policy = Policy(topics=7, slots=5, seniority=3, zone=1, text=4)
    return Problem(*sides, policy, random.integers(0, 3, mentors), aim=aim, proposer=proposer)


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


def test_the_kernel_says_what_the_plain_words_say() -> None:
    problem = crowd(40, 30, Aim.TOTAL)
    field = ground.field_of(problem)
    rows = np.arange(40)
    found = ground.asked(field.ground, ground.everybody(field), rows, np.full(40, -1), field.mentors.size)
    pool = scoring.remaining(problem)
    for mentee in rows:
        own = slice(pool.starts[mentee], pool.starts[mentee + 1])
        open_pairs = problem.capacity[pool.mentors[own]] > 0
        count = found.counts[mentee]
        assert field.mentors[found.mentors[mentee, :count]].tolist() == pool.mentors[own][open_pairs].tolist()
        assert found.values[mentee, :count].tolist() == pool.scores[own][open_pairs].tolist()


@pytest.mark.parametrize("aim", [Aim.TOTAL, Aim.PEOPLE])
def test_out_of_time_there_are_pairs_and_a_gap_that_holds(aim: Aim) -> None:
    problem = crowd(150, 60, aim)
    best = solve(problem)
    hasty = solve(problem, time_limit=0.0)
    assert hasty.objective <= best.objective <= hasty.bound or hasty.matched < best.matched
    assert hasty.certificate_checked
