"""Stable pairs: nobody could do better together, and those who propose do as well as they can."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from ithaca.engine.pool import Pool
from ithaca.engine.result import NOBODY
from ithaca.engine.stable import Preferences, preferences, stable, without_ties
from ithaca.engine.verify import blocking_pair
from tests.engine.pools import every_set, pools


@st.composite
def with_wishes(draw: st.DrawFn) -> tuple[Pool, Preferences]:
    pool = draw(pools(mentees=4))
    count = pool.scores.size
    wishes = draw(st.lists(st.integers(0, 3), min_size=count, max_size=count))
    of_mentors = np.array(wishes, np.int32)
    return pool, without_ties(preferences(pool, of_mentors=of_mentors), draw(st.integers(0, 9)))


@settings(deadline=None, max_examples=150)
@given(with_wishes())
def test_nobody_and_a_mentor_would_both_rather_have_each_other(drawn: tuple[Pool, Preferences]) -> None:
    pool, wanted = drawn
    assert blocking_pair(pool, wanted, stable(pool, wanted)) is None
    assert blocking_pair(pool, wanted, stable(pool, wanted, proposers="mentors")) is None


@settings(deadline=None, max_examples=100)
@given(with_wishes())
def test_who_proposes_gets_the_best_that_any_stable_set_gives(drawn: tuple[Pool, Preferences]) -> None:
    pool, wanted = drawn
    best, worst = stable(pool, wanted), stable(pool, wanted, proposers="mentors")
    for chosen, _scores in every_set(pool):
        one = np.array(chosen, np.int32)
        if blocking_pair(pool, wanted, one) is None:
            for mentee in range(pool.mentee_count):
                assert joy(pool, wanted, best, mentee) >= joy(pool, wanted, one, mentee)
                assert joy(pool, wanted, one, mentee) >= joy(pool, wanted, worst, mentee)


def joy(pool: Pool, wanted: Preferences, mentor_of: np.ndarray, mentee: int) -> int:
    if mentor_of[mentee] == NOBODY:
        return -1
    own = slice(pool.starts[mentee], pool.starts[mentee + 1])
    return int(wanted.of_mentees[own][pool.mentors[own] == mentor_of[mentee]][0])


def test_the_check_finds_a_pair_that_would_leave() -> None:
    pool = Pool(np.array([0, 1, 2]), np.array([0, 0], np.int32), np.array([5, 9], np.int32), np.array([1]))
    wanted = preferences(pool)
    assert stable(pool, wanted).tolist() == [NOBODY, 0]
    assert blocking_pair(pool, wanted, np.array([0, NOBODY], np.int32)) == (1, 0)
