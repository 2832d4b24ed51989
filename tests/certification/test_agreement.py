"""How far assessors agree: published examples, and what must hold whatever they say."""

from collections.abc import Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ithaca.certification.agreement import cohen, fleiss, kappa

# Fleiss (1971) as retold in textbooks: 10 subjects, 14 raters, 5 categories; kappa 0.210.
FLEISS = [
    (0, 0, 0, 0, 14),
    (0, 2, 6, 4, 2),
    (0, 0, 3, 5, 6),
    (0, 3, 9, 2, 0),
    (2, 2, 8, 1, 1),
    (7, 7, 0, 0, 0),
    (3, 2, 6, 3, 0),
    (2, 5, 3, 2, 2),
    (6, 5, 2, 1, 0),
    (0, 2, 2, 3, 7),
]


def two_raters(yes_yes: int, yes_no: int, no_yes: int, no_no: int) -> tuple[list[str], list[str]]:
    pairs = [("y", "y")] * yes_yes + [("y", "n")] * yes_no + [("n", "y")] * no_yes + [("n", "n")] * no_no
    return [a for a, _b in pairs], [b for _a, b in pairs]


@pytest.mark.parametrize(
    ("table", "expected"),
    [((20, 5, 10, 15), 0.4), ((45, 15, 25, 15), 0.1304), ((25, 35, 5, 35), 0.2593)],
)
def test_cohen_as_published(table: tuple[int, int, int, int], expected: float) -> None:
    assert cohen(*two_raters(*table)) == pytest.approx(expected, abs=5e-5)


def test_fleiss_as_published() -> None:
    subjects = [[c for c, n in enumerate(row) for _ in range(n)] for row in FLEISS]
    assert fleiss(subjects) == pytest.approx(0.210, abs=5e-4)


def test_where_only_one_answer_was_given_there_is_nothing_to_measure() -> None:
    assert cohen(["met"] * 4, ["met"] * 4) is None
    assert fleiss([["met"] * 3] * 4) is None
    assert kappa([["met"]]) is None
    assert kappa([[], []]) is None


MARKS = st.sampled_from(["met", "partly", "not met"])
RATINGS = st.integers(1, 12).flatmap(
    lambda n: st.lists(st.lists(MARKS, min_size=n, max_size=n), min_size=2, max_size=4)
)


def by_hand(ratings: Sequence[Sequence[str]]) -> float | None:
    """Fleiss by counting every pair of raters and every pair of answers, without any shortcut."""
    raters, n = range(len(ratings)), range(len(ratings[0]))
    pairs = [(a, b) for a, b in product(raters, raters) if a != b]
    observed = sum(ratings[a][i] == ratings[b][i] for a, b in pairs for i in n) / (len(pairs) * len(n))
    answers = [mark for each in ratings for mark in each]
    chance = sum(a == b for a, b in product(answers, answers)) / len(answers) ** 2
    return None if chance == 1 else (observed - chance) / (1 - chance)


@given(RATINGS)
def test_fleiss_is_what_counting_gives(ratings: list[list[str]]) -> None:
    found, expected = fleiss(list(zip(*ratings, strict=True))), by_hand(ratings)
    assert found == expected if expected is None else found == pytest.approx(expected)


@given(RATINGS)
def test_nobody_is_more_than_of_one_mind_and_the_order_of_raters_is_nothing(ratings: list[list[str]]) -> None:
    found, turned = kappa(ratings), kappa(ratings[::-1])
    assert found == turned if found is None else found == pytest.approx(turned)
    assert found is None or -1 <= found <= 1 + 1e-9
