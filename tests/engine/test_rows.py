"""The compiled pass over all mentors says of every pair what the plain words say."""

import numpy as np
from hypothesis import given, settings

from ithaca.engine import ground, scoring
from ithaca.engine.problem import Aim, Problem
from ithaca.engine.profiles import Policy, people_of
from tests.engine.problems import crowd, problems


def says_the_same(problem: Problem) -> None:
    field = ground.field_of(problem)
    count = field.mentees.size
    most = max(1, field.mentors.size)
    found = ground.asked(field.ground, ground.everybody(field), np.arange(count), np.full(count, -1), most)
    pool = scoring.remaining(problem)
    for row, mentee in enumerate(field.mentees.tolist()):
        own = slice(pool.starts[mentee], pool.starts[mentee + 1])
        open_pairs = np.isin(pool.mentors[own], field.mentors)
        many = found.counts[row]
        assert field.mentors[found.mentors[row, :many]].tolist() == pool.mentors[own][open_pairs].tolist()
        assert found.values[row, :many].tolist() == pool.scores[own][open_pairs].tolist()


@settings(deadline=None, max_examples=300)
@given(problems())
def test_of_any_small_problem(problem: Problem) -> None:
    says_the_same(problem)


def test_of_a_crowd() -> None:
    says_the_same(crowd(40, 30, Aim.TOTAL))


def test_where_nobody_has_anything_of_one_kind_and_much_of_another() -> None:
    mentees = people_of(1, slots=[{0, 64}])
    mentors = people_of(2, slots=[{0}, {64}])
    says_the_same(
        Problem(mentees, mentors, Policy(topics=1, slots=1, common_language=False), np.ones(2, np.int64))
    )
