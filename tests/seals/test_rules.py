"""Conflicts against a plain oracle, majorities, and when the clock hands a file over."""

from datetime import date, timedelta
from itertools import product
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ithaca.seals import drawing, rules, workdays
from ithaca.seals.rules import Belonging, Bonds, Conflict, Way

TODAY = date(2026, 6, 15)
PEOPLE = [UUID(int=n) for n in range(1, 6)]
HOUSES = [UUID(int=n) for n in range(11, 14)]
OURS = HOUSES[0]

belongings = st.builds(
    Belonging,
    st.sampled_from(PEOPLE),
    st.sampled_from(HOUSES),
    st.sampled_from(list(Way)),
    st.sampled_from([None, date(2023, 6, 14), date(2023, 6, 15), date(2026, 6, 1), date(2020, 1, 1)]),
)
some = st.frozensets(st.sampled_from(PEOPLE))


def plainly(person: UUID, bonds: Bonds) -> set[str]:
    """The rules of docs/seals.md, word by word, each by itself."""

    def belongs(who: UUID, house: UUID, ways: tuple[str, ...]) -> bool:
        for each in bonds.belongings:
            over = each.until is not None and each.until < date(2023, 6, 15)
            if (each.person, each.organisation) == (who, house) and each.way in ways and not over:
                return True
        return False

    found = {way for way in ("administers", "coordinates", "takes part") if belongs(person, OURS, (way,))}
    if person in bonds.declared:
        found.add("declared")
    for house, auditors in (bonds.last_auditors or {}).items():
        mine = belongs(person, house, ("administers", "coordinates"))
        ours = [who for who in auditors if belongs(who, OURS, ("administers", "coordinates", "takes part"))]
        if mine and ours:
            found.add("mutual")
    found |= {"audited"} if person in bonds.audited else set()
    return found | ({"decided"} if person in bonds.decided else set())


@given(
    st.lists(belongings, max_size=8),
    some,
    st.dictionaries(st.sampled_from(HOUSES), some),
    some,
    some,
)
def test_conflicts_are_those_of_the_words(
    told: list[Belonging],
    declared: frozenset[UUID],
    last: dict[UUID, frozenset[UUID]],
    audited: frozenset[UUID],
    decided: frozenset[UUID],
) -> None:
    bonds = Bonds(OURS, TODAY, told, declared, last, audited, decided)
    for person in PEOPLE:
        assert {each.value for each in rules.against(person, bonds)} == plainly(person, bonds)


def test_three_years_begin_anew_on_a_leap_day() -> None:
    assert rules.years_before(date(2024, 2, 29), 3) == date(2021, 2, 28)


def test_nothing_binds_somebody_from_elsewhere() -> None:
    bonds = Bonds(OURS, TODAY, [Belonging(PEOPLE[0], HOUSES[1], Way.ADMINISTERS)])
    assert rules.against(PEOPLE[0], bonds) == []
    assert rules.against(PEOPLE[0], Bonds(HOUSES[1], TODAY, bonds.belongings)) == [Conflict.ADMINISTERS]


@pytest.mark.parametrize("quorum", [1, 2, 3])
def test_a_committee_has_come_to_what_more_than_half_of_enough_votes_say(quorum: int) -> None:
    for count in range(5):
        for votes in product(("award", "refuse"), repeat=count):
            most = max(("award", "refuse"), key=votes.count)
            decided = count >= quorum and votes.count(most) > count - votes.count(most)
            assert rules.outcome(votes, quorum=quorum) == (most if decided else None)


def test_auditors_agree_where_all_who_judged_say_the_same() -> None:
    judged = {"a": ["done", "done"], "b": ["done", "nothing"], "c": ["nothing"], "d": []}
    assert rules.agreed(judged) == {"a": "done", "c": "nothing"}


def test_the_clock_waits_for_answers_then_for_the_auditors() -> None:
    last, judged = date(2026, 6, 10), date(2026, 6, 17)

    def goes(states: list[str], today: date) -> bool:
        return rules.goes_on_by_itself(states, answers_until=last, judge_until=judged, today=today)

    assert not goes(["open"], last)
    assert goes(["open", "settled", "noted"], last + timedelta(days=1))
    assert not goes(["answered"], last + timedelta(days=1))
    assert not goes(["answered"], judged)
    assert goes(["answered", "open"], judged + timedelta(days=1))


# --- Working days ---


def test_five_working_days_over_a_weekend_and_holidays() -> None:
    # In France 1 and 8 May 2026 are Fridays and holidays.
    assert workdays.after(date(2026, 4, 30), 5, "FR") == date(2026, 5, 11)
    assert workdays.after(date(2026, 4, 30), 5, "") == date(2026, 5, 7)
    assert workdays.after(date(2026, 6, 19), 1, "FR") == date(2026, 6, 22)


def test_the_clock_counts_down_to_the_last_day_and_beyond() -> None:
    last = workdays.after(date(2026, 4, 30), 5, "FR")
    assert [workdays.left(date(2026, 4, 30), last, "FR"), workdays.left(last, last, "FR")] == [5, 0]
    assert workdays.left(date(2026, 5, 9), last, "FR") == 1
    assert workdays.left(date(2026, 5, 13), last, "FR") == -2


def test_the_turn_of_the_year_has_its_holidays_too() -> None:
    # 25 December 2026 and 1 January 2027 are Fridays.
    assert workdays.after(date(2026, 12, 24), 5, "FR") == date(2027, 1, 4)


# --- Draws ---


@given(st.sets(st.uuids(), min_size=1, max_size=20), st.integers(0, 2**256 - 1))
def test_the_order_of_a_draw_does_not_depend_on_that_of_the_list(ids: set[UUID], number: int) -> None:
    seed, listed = f"{number:064x}", [str(each) for each in ids]
    assert drawing.order(seed, listed) == drawing.order(seed, listed[::-1])
    assert sorted(drawing.order(seed, listed)) == sorted(listed)
