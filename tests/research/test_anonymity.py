"""Whoever knows all circumstances of a pair finds enough people with the same: checked from the published lines alone."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import product
from random import Random
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ithaca.research.anonymity import Group, Table, anonymous
from ithaca.research.variables import ALL, CIRCUMSTANCES, OUTCOMES, SLUGS, Circumstance, Pair, finest
from tests.research.pairs import ORGANISATIONS, crowd, worlds

FEW = CIRCUMSTANCES[1:4]  # place, begun, met
few_circumstances = st.lists(st.sampled_from(CIRCUMSTANCES), min_size=1, max_size=4, unique=True)


def as_published(table: Table, circumstances: Sequence[Circumstance]) -> dict[UUID, tuple[str, ...]]:
    """Of each pair that went out, what an attacker who knows its circumstances looks for in the table."""
    return {
        pair.mentorship: tuple(each.steps[table.steps[each.slug]](pair) for each in circumstances)
        for pair in table.pairs
    }


@settings(max_examples=60, deadline=None)
@given(worlds(), few_circumstances, st.integers(10, 14))
def test_an_oracle_finds_enough_people_and_organisations_around_each_pair(
    pairs: list[Pair], circumstances: list[Circumstance], k: int
) -> None:
    table = anonymous(pairs, circumstances, k)
    told = as_published(table, circumstances)
    for pair in table.pairs:
        alike = [each for each in table.pairs if told[each.mentorship] == told[pair.mentorship]]
        assert len({each.mentor for each in alike}) >= k
        assert len({each.mentee for each in alike}) >= k
        assert len({each.organisation for each in alike}) >= 3
        most = max(sum(other.organisation == each.organisation for other in alike) for each in alike)
        assert most <= len(alike) / 2
        for role in ("mentor", "mentee"):
            mine = sum(getattr(pair, role) in (each.mentor, each.mentee) for each in alike)
            assert mine <= len(alike) / 4
            for known in ORGANISATIONS:  # whose lines somebody takes away
                left = {getattr(each, role) for each in alike if each.organisation != known}
                assert len(left) >= k / 2


@settings(max_examples=40, deadline=None)
@given(worlds(), few_circumstances)
def test_an_outcome_is_told_where_two_values_have_three_people_behind_each_and_hidden_elsewhere(
    pairs: list[Pair], circumstances: list[Circumstance]
) -> None:
    table = anonymous(pairs, circumstances, 10)
    told = as_published(table, circumstances)
    width = len(circumstances)
    lines = table.lines(OUTCOMES)
    assert len(lines) == len(table.pairs)
    for key in set(told.values()):
        inside = [pair for pair in table.pairs if told[pair.mentorship] == key]
        published = [line for line in lines if line[:width] == key]
        for place, outcome in enumerate(OUTCOMES, start=width):
            true = Counter(outcome.told(pair) for pair in inside)
            behind = {
                value: min(
                    len({pair.mentor for pair in inside if outcome.told(pair) == value}),
                    len({pair.mentee for pair in inside if outcome.told(pair) == value}),
                )
                for value in true
            }
            mixed = sum(people >= 3 for people in behind.values()) >= 2
            for known in {pair.organisation for pair in inside}:
                left = [pair for pair in inside if pair.organisation != known]
                borne = [
                    value
                    for value in true
                    if len({pair.mentor for pair in left if outcome.told(pair) == value}) >= 2
                    and len({pair.mentee for pair in left if outcome.told(pair) == value}) >= 2
                ]
                mixed = mixed and len(borne) >= 2
            assert Counter(line[place] for line in published) == (true if mixed else {ALL: len(inside)})


@settings(max_examples=25, deadline=None)
@given(worlds(90))
def test_no_other_way_of_telling_loses_less(pairs: list[Pair]) -> None:
    """Every combination of steps, tried one by one by code of the test."""
    table = anonymous(pairs, FEW, 10)

    def loss(steps: tuple[int, ...]) -> float:
        groups: dict[tuple[str, ...], list[Pair]] = {}
        for pair in pairs:
            key = tuple(each.steps[step](pair) for each, step in zip(FEW, steps, strict=True))
            groups.setdefault(key, []).append(pair)
        kept = sum(len(group) for key, group in groups.items() if Group(key, group).hides(10))
        cells = sum(step / each.last for each, step in zip(FEW, steps, strict=True))
        return round(kept * cells + 2 * len(FEW) * (len(pairs) - kept), 6)

    ways = product(*(range(len(each.steps)) for each in FEW))
    assert loss(tuple(table.steps.values())) == min(loss(way) for way in ways)


@settings(max_examples=25, deadline=None)
@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_what_comes_in_changes_nothing(pairs: list[Pair], chance: Random) -> None:
    shuffled = list(pairs)
    chance.shuffle(shuffled)
    assert anonymous(shuffled, FEW, 10).lines(OUTCOMES) == anonymous(pairs, FEW, 10).lines(OUTCOMES)


@settings(max_examples=40, deadline=None)
@given(worlds(), few_circumstances)
def test_each_step_of_a_ladder_tells_no_more_than_the_one_before(
    pairs: list[Pair], circumstances: list[Circumstance]
) -> None:
    for each in circumstances:
        for finer, coarser in zip(each.steps, each.steps[1:], strict=False):
            meant: dict[str, str] = {}
            for pair in pairs:
                assert meant.setdefault(finer(pair), coarser(pair)) == coarser(pair)
        assert {each.steps[-1](pair) for pair in pairs} <= {ALL}


def test_ten_pairs_of_one_mentor_hide_nobody() -> None:
    pairs = crowd(12)
    assert len(anonymous(pairs, FEW, 10).pairs) == 12
    one_mentor = [Pair(**{**pair.__dict__, "mentor": pairs[0].mentor}) for pair in pairs]
    assert anonymous(one_mentor, FEW, 10).pairs == []
    assert anonymous(one_mentor, FEW, 10).left_out == 12


@pytest.mark.parametrize("organisations", [1, 2])
def test_people_of_fewer_than_three_organisations_are_left_out(organisations: int) -> None:
    pairs = [
        Pair(**{**pair.__dict__, "organisation": ORGANISATIONS[number % organisations]})
        for number, pair in enumerate(crowd(30))
    ]
    assert anonymous(pairs, FEW, 10).pairs == []


def test_one_organisation_never_has_more_than_half() -> None:
    """Else it could take its own lines away and look at the few that are left."""
    pairs = [
        Pair(**{**pair.__dict__, "organisation": ORGANISATIONS[0] if number < 16 else pair.organisation})
        for number, pair in enumerate(crowd(30))
    ]
    assert anonymous(pairs, FEW, 10).pairs == []


def changed(pairs: list[Pair], **fields: Callable[[int, Pair], object]) -> list[Pair]:
    """The same pairs with other values, said by their place."""
    return [
        replace(pair, **{name: value(number, pair) for name, value in fields.items()})
        for number, pair in enumerate(pairs)
    ]


def test_who_takes_the_lines_of_one_organisation_away_finds_more_than_one_mentor() -> None:
    """Enough mentors, three organisations, none with more than half: and yet all that is left would be three mentors'."""
    first, second, third = ORGANISATIONS[:3]
    pairs = changed(
        crowd(40),
        organisation=lambda number, _pair: first if number < 20 else second if number < 39 else third,
    )
    assert len(anonymous(pairs, FEW, 10).pairs) == 40
    few = (
        [pair.mentor for pair in pairs[:20]]
        + [pairs[20].mentor] * 10
        + [pairs[30].mentor] * 9
        + [pairs[39].mentor]
    )
    assert anonymous(changed(pairs, mentor=lambda number, _pair: few[number]), FEW, 10).pairs == []


def test_nobody_is_most_of_what_a_group_tells() -> None:
    pairs = crowd(40)
    busy = changed(pairs, mentor=lambda number, pair: pairs[0].mentor if number < 10 else pair.mentor)
    assert len(anonymous(busy, FEW, 10).pairs) == 40
    busier = changed(pairs, mentor=lambda number, pair: pairs[0].mentor if number < 11 else pair.mentor)
    assert anonymous(busier, FEW, 10).pairs == []


def test_what_one_organisation_alone_differs_in_is_not_told() -> None:
    """Its coordinators would take their lines away and read what became of everybody else."""
    own = changed(crowd(24), ending=lambda number, pair: pair.ending if number % 3 else "withdrawn by mentor")
    assert {line[3] for line in anonymous(own, FEW, 10).lines(OUTCOMES)} == {ALL}
    also = changed(
        own, ending=lambda number, pair: "withdrawn by mentor" if number in (1, 4) else pair.ending
    )
    assert {line[3] for line in anonymous(also, FEW, 10).lines(OUTCOMES)} == {"completed", "one_sided"}


def test_what_all_of_a_group_have_in_common_is_not_told() -> None:
    lines = anonymous(crowd(12), FEW, 10).lines(OUTCOMES)
    assert {line[3] for line in lines} == {ALL}
    mixed = [*crowd(9), *crowd(3, ending="withdrawn by mentor")]
    assert {line[3] for line in anonymous(mixed, FEW, 10).lines(OUTCOMES)} == {"completed", "one_sided"}


def test_a_small_group_is_told_more_coarsely_rather_than_lost() -> None:
    table = anonymous([*crowd(12), *crowd(6, region="FR-BRE")], FEW, 10)
    assert table.steps["place"] == 1
    assert len(table.pairs) == 18


def test_a_single_pair_elsewhere_does_not_make_everybody_vague() -> None:
    table = anonymous([*crowd(30), *crowd(1, country="CA", region="CA-QC")], FEW, 10)
    assert table.steps == {"place": 0, "begun": 0, "met": 0}
    assert (len(table.pairs), table.left_out) == (30, 1)


def test_a_line_names_no_id_and_no_day() -> None:
    (pair,) = crowd(1, meetings=(("video", 50), ("in_person", 60)), missed=1, goals=2, reached=1)
    assert finest(pair, SLUGS) == {
        "programme_kind": "association-directory",
        "place": "FR-PDL",
        "begun": "2025-Q1",
        "met": "request",
        "mentor_prepared": "no",
        "contact": "mixed",
        "months": "6 to 8",
        "ending": "completed",
        "meetings": "1 to 3",
        "meeting_minutes": "30 to 59",
        "missed_meetings": "1 to 2",
        "agreement_signed": "no",
        "goals_set": "1 to 2",
        "goals_reached": "some",
        "goal_reviews": "0",
        "evaluated_by": "nobody",
    }
