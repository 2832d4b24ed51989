"""What no solver should be handed is refused with a word about where; what is merely odd is solved."""

import numpy as np
import pytest

from ithaca.engine.assignment import best_total, most_people
from ithaca.engine.pool import BadPool, Pool, pool_of
from ithaca.engine.result import Prices
from ithaca.engine.verify import Unproven, excess_of, value_of


def triplets(*rows: tuple[float, float, float], mentees: int = 3, capacity: tuple[int, ...] = (1, 1)) -> Pool:
    columns = [np.array([row[at] for row in rows]) for at in range(3)]
    return pool_of(*columns, mentee_count=mentees, capacity=np.array(capacity))


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([(0, 1, 5), (0, 1, 6)], "mentee 0 and mentor 1 stand twice"),
        ([(0, 1, -(2**40))], "is not between"),
        ([(0, 1, 2**40)], "is not between"),
        ([(0, 1, float("nan"))], "score nan at 0 is no integer"),
        ([(0, 1, 1.5)], "score 1.5 at 0 is no integer"),
        ([(3, 1, 5)], "mentee 3 at 0"),
        ([(0, 2, 5)], "mentor 2 at 0"),
    ],
)
def test_a_bad_pair_is_named(rows: list[tuple[float, float, float]], message: str) -> None:
    with pytest.raises(BadPool, match=message):
        triplets(*rows)


def test_a_negative_capacity_is_named() -> None:
    with pytest.raises(BadPool, match="capacity -1 at 1"):
        triplets((0, 0, 1), capacity=(1, -1))


def test_scores_too_large_to_be_exact_are_refused() -> None:
    many = np.arange(2_000_000)
    with pytest.raises(BadPool, match="too large"):
        most_people(
            pool_of(
                many,
                many % 5,
                np.full(many.size, 2**31 - 1),
                mentee_count=many.size,
                capacity=np.full(5, many.size),
            )
        )


@pytest.mark.parametrize(("mentees", "capacity"), [(0, ()), (3, ()), (0, (1, 2)), (3, (0, 0))])
def test_empty_sides_give_no_pairs(mentees: int, capacity: tuple[int, ...]) -> None:
    none = np.array([], np.int64)
    found = best_total(pool_of(none, none, none, mentee_count=mentees, capacity=np.array(capacity, np.int64)))
    assert (found.objective, found.gap, found.matched) == (0, 0, 0)


def test_a_mentor_without_places_gets_nobody() -> None:
    found = best_total(triplets((0, 0, 9), (0, 1, 1), capacity=(0, 1)))
    assert found.mentor_of.tolist() == [1, -1, -1]
    assert found.gap == 0


def test_thousands_of_ties_in_one_giant_component() -> None:
    mentees, mentors = 4_000, 40
    starts = np.arange(0, mentees * mentors + 1, mentors)
    ones = np.ones(mentees * mentors, np.int32)
    pool = Pool(starts, np.tile(np.arange(mentors, dtype=np.int32), mentees), ones, np.full(mentors, 70))
    found = best_total(pool)
    assert (found.objective, found.gap) == (2_800, 0)


def test_the_check_finds_a_forbidden_pair_and_too_many_mentees() -> None:
    pool = triplets((0, 0, 5), (1, 0, 5), (2, 1, 5))
    with pytest.raises(Unproven, match="no admissible pair"):
        value_of(pool, np.array([1, -1, -1], np.int32))
    with pytest.raises(Unproven, match="more mentees than places"):
        value_of(pool, np.array([0, 0, -1], np.int32))


def test_wrong_prices_prove_nothing() -> None:
    pool = triplets((0, 0, 5), (1, 0, 4))
    found = best_total(pool)
    assert found.gap == 0
    assert excess_of(pool, found.mentor_of, Prices(found.price, found.scale)) == 0
    assert excess_of(pool, found.mentor_of, Prices(np.zeros(2, np.int64), found.scale)) > 0
    with pytest.raises(Unproven):
        excess_of(pool, found.mentor_of, Prices(np.array([-1, 0]), found.scale))
