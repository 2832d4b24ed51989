"""What a network sees of its members, and when an organisation may ask again."""

from datetime import datetime, timedelta
from itertools import product

import pytest

from ithaca.kernel.states import ForbiddenTransition
from ithaca.networks.rules import SMALLEST, Count, asks_again_at, shown, total
from ithaca.networks.states import MEMBERSHIP

NOON = datetime.fromisoformat("2026-03-02T12:00:00+01:00")


@pytest.mark.parametrize(
    ("count", "of", "seen"),
    [(0, None, 0), (1, None, None), (4, None, None), (5, None, 5), (90, 4, None), (90, 5, 90), (0, 0, 0)],
)
def test_what_fewer_than_five_are_behind_is_not_shown(count: int, of: int | None, seen: int | None) -> None:
    assert shown(count, of=of) == Count(seen)


def test_a_sum_is_the_same_whatever_the_hidden_counts_are() -> None:
    """Nobody works a hidden count out of the sum: any other hidden one would give the same."""
    for counts in product((0, 1, 3, SMALLEST, 40), repeat=3):
        others = [n if n == 0 or n >= SMALLEST else SMALLEST - n for n in counts]
        found = total(shown(n) for n in counts)
        assert found == total(shown(n) for n in others)
        assert found.at_least == any(0 < n < SMALLEST for n in counts)


def test_after_a_no_an_organisation_waits_a_day_after_leaving_it_does_not() -> None:
    assert asks_again_at("declined", NOON) == NOON + timedelta(days=1)
    assert asks_again_at("left", NOON) is None


@pytest.mark.parametrize(
    ("verb", "state", "after"),
    [
        ("accept", "asked", "member"),
        ("join", "left", "member"),
        ("leave", "suspended", "left"),
        ("ask", "excluded", "asked"),
        ("reinstate", "suspended", "member"),
        ("join", "suspended", None),  # an old letter lifts no suspension
        ("accept", "declined", None),
        ("suspend", "asked", None),
    ],
)
def test_the_steps_of_a_membership(verb: str, state: str, after: str | None) -> None:
    if after is None:
        with pytest.raises(ForbiddenTransition):
            MEMBERSHIP.after(verb, state)
    else:
        assert MEMBERSHIP.after(verb, state) == after
