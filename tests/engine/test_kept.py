"""A solved pool stays the best one through any changes, and its prices say so."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from ithaca.engine import changes, kept
from ithaca.engine.assignment import best_total, most_people
from ithaca.engine.kept import Kept, empty
from ithaca.engine.pool import Pool
from tests.engine.pools import every_set, pools
from tests.engine.sound import middle_pool

CHANGES = ("release", "seat", "places", "forbid", "allow", "reweigh")
drawn_changes = st.lists(
    st.tuples(st.sampled_from(CHANGES), st.integers(0, 30), st.integers(0, 9)), max_size=8
)


def total(m: Kept) -> int:
    return int(m.weight[m.pair_of[m.pair_of >= 0]].sum())


def best(m: Kept) -> int:
    """The best total of what is left, by trying everything."""
    left = m.open & m.present[m.mentees]
    pool = Pool(m.starts, m.mentors, m.weight.astype(np.int32), m.capacity).only(left)
    return max(sum(scores) for _chosen, scores in every_set(pool))


def change(m: Kept, what: str, number: int, amount: int) -> None:
    """One change to whoever the number falls on."""
    if what in ("release", "seat") and m.present.size:
        mentee = number % m.present.size
        if m.present[mentee] == (what == "release"):
            getattr(changes, what)(m, mentee)
    elif what == "places" and m.capacity.size:
        changes.set_places(m, number % m.capacity.size, amount % 4)
    elif m.weight.size:
        pair = number % m.weight.size
        if what == "reweigh":
            changes.reweigh(m, pair, amount + 1)
        elif what in ("forbid", "allow") and m.open[pair] == (what == "forbid"):
            getattr(changes, what)(m, pair)


@settings(deadline=None, max_examples=80)
@given(pools(mentees=4), drawn_changes)
def test_after_any_changes_no_set_is_worth_more(pool: Pool, drawn: list[tuple[str, int, int]]) -> None:
    m = empty(pool, pool.scores)
    changes.seat_all(m)
    assert kept.proven(m)
    assert total(m) == best(m)
    for each in drawn:
        change(m, *each)
        assert kept.proven(m), each
        assert total(m) == best(m), each


def test_a_middle_pool_is_solved_as_by_the_auction_and_stays_so() -> None:
    pool = middle_pool(mentees=600, mentors=150, degree=20, places=1.0, highest=500)
    m = empty(pool, pool.scores)
    changes.seat_all(m)
    assert total(m) == best_total(pool).objective
    random = np.random.default_rng(3)
    for mentor in random.choice(pool.mentor_count, 20, replace=False):
        changes.set_places(m, mentor, 0)
    for mentee in random.choice(pool.mentee_count, 20, replace=False):
        changes.release(m, mentee)
    assert kept.proven(m)
    left = Pool(m.starts, m.mentors, pool.scores, m.capacity).only(m.present[m.mentees])
    assert total(m) == best_total(left).objective


def test_with_a_bonus_for_each_pair_most_people_come_first() -> None:
    pool = middle_pool(mentees=300, mentors=90, degree=6, places=0.9, highest=100)
    bonus = 100 * 300 + 1
    m = empty(pool, pool.scores.astype(np.int64) + bonus)
    changes.seat_all(m)
    wanted = most_people(pool)
    assert (total(m) % bonus, total(m) // bonus) == (wanted.objective, wanted.matched)


@settings(deadline=None, max_examples=50)
@given(pools())
def test_prices_come_from_the_best_pairs_alone(pool: Pool) -> None:
    solved = empty(pool, pool.scores)
    changes.seat_all(solved)
    again = solved._replace(price=np.zeros_like(solved.price), profit=np.zeros_like(solved.profit))
    assert kept.price_again(again)
    worse = [c for c, scores in every_set(pool) if sum(scores) < total(solved)]
    if worse:
        other = kept.placed(empty(pool, pool.scores), np.array(worse[0], np.int32))
        assert not kept.price_again(other)
