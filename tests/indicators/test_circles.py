"""Whatever is published is compared with whatever else: never is a difference one to four programmes."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import combinations
from random import Random
from uuid import UUID, uuid4

from hypothesis import given, settings
from hypothesis import strategies as st

from ithaca.indicators.bands import FEWEST_MEANT, STEPS, band, size_step
from ithaca.indicators.circles import SMALLEST, Member, formed, groups, told_of
from ithaca.indicators.definitions import Unit
from ithaca.indicators.editions import REST_MONTHS
from ithaca.kernel.periods import months_later

Published = dict[tuple[date, str], frozenset[UUID]]


def member(chance: Random, organisations: int) -> Member:
    return Member(
        programme=uuid4(),
        organisation=UUID(int=chance.randrange(organisations)),
        traits=frozenset(
            {
                f"country:{chance.choice(['FR', 'ES'])}",
                f"audience:{chance.choice(['work', 'school'])}",
                f"size:{chance.choice(['small', 'large'])}",
                *(f"network:{name}" for name in chance.choice([[], ["a"], ["b"], ["a", "b"]])),
            }
        ),
    )


def years(seed: int, *, months: int = 30) -> Published:
    """Programmes join, leave, change their size and lack a value now and then; an edition a month."""
    chance = Random(seed)
    members: list[Member] = []
    standing: dict[UUID, frozenset[UUID]] = {}
    last_shown: dict[UUID, date] = {}
    published: Published = {}
    month = date(2026, 1, 1)
    for _edition in range(months):
        members += [member(chance, 25) for _new in range(chance.choice([0, 1, 2, 6, 12]))]
        members = [each for each in members if chance.random() > 0.02]
        there = [each for each in members if chance.random() > 0.03]
        for key in [key for key, at in last_shown.items() if months_later(at, REST_MONTHS) <= month]:
            del standing[key], last_shown[key]
        told = told_of(standing, there)
        shown = {**told.kept, **{uuid4(): circle for circle in told.made}}
        for key, circle in shown.items():
            standing[key] = frozenset(each.programme for each in circle)
            last_shown[key] = month
        for group, keys in groups(shown).items():
            published[month, group] = frozenset(each.programme for key in keys for each in shown[key])
        month = months_later(month, 1)
    return published


def atoms(sets: Iterable[frozenset[UUID]]) -> list[int]:
    """
    The sizes of the smallest parts that any unions, intersections and differences of these sets can single out:
    programmes that stand in the same ones can't be told apart by them, those that don't can.
    """
    where: dict[UUID, set[int]] = defaultdict(set)
    for number, each in enumerate(sets):
        for programme in each:
            where[programme].add(number)
    alike: dict[frozenset[int], int] = defaultdict(int)
    for numbers in where.values():
        alike[frozenset(numbers)] += 1
    return list(alike.values())


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10_000))
def test_no_unions_and_differences_of_what_a_year_publishes_single_out_fewer_than_five(seed: int) -> None:
    published = years(seed)
    months = sorted({month for month, _group in published})
    for first in months:
        year = [
            each
            for (month, _group), each in published.items()
            if first <= month < months_later(first, REST_MONTHS)
        ]
        assert min(atoms(year), default=SMALLEST) >= SMALLEST


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10_000))
def test_two_groups_or_editions_of_a_year_differ_by_none_or_by_five(seed: int) -> None:
    """The attack as somebody would carry it out: one published set against another."""
    published = years(seed, months=14)
    assert published
    for (one, first), (other, second) in combinations(published.items(), 2):
        if abs((one[0] - other[0]).days) < 360:
            assert not 0 < len(first ^ second) < SMALLEST
            assert not 0 < len(first - second) < SMALLEST
    assert all(len(each) >= SMALLEST for each in published.values())


def test_the_test_would_notice_circles_that_take_newcomers_in() -> None:
    """Were a newcomer simply counted from the next edition on, two editions would single them out."""
    five = frozenset(uuid4() for _member in range(SMALLEST))
    assert min(atoms([five, five | {uuid4()}])) == 1


def test_a_circle_has_one_programme_of_each_organisation() -> None:
    """Who runs five programmes can't make a circle of four of them and somebody else's."""
    mine = [Member(uuid4(), UUID(int=1), frozenset({"country:FR"})) for _programme in range(8)]
    others = [Member(uuid4(), UUID(int=number), frozenset({"country:FR"})) for number in range(2, 6)]
    (circle,) = formed([*mine, *others])
    assert len(circle) == SMALLEST
    assert len({each.organisation for each in circle}) == SMALLEST


def test_who_is_alike_comes_together_first_and_who_is_left_waits() -> None:
    def some(country: str, size: str, start: int, number: int) -> list[Member]:
        traits = frozenset({f"country:{country}", f"size:{size}"})
        return [Member(uuid4(), UUID(int=start + n), traits) for n in range(number)]

    made = formed([*some("FR", "small", 0, 6), *some("FR", "large", 10, 5), *some("ES", "small", 20, 4)])
    assert sorted(len(circle) for circle in made) == [5, 6]
    shown = groups({uuid4(): circle for circle in made})
    assert set(shown) == {"all", "country:FR", "size:small", "size:large"}
    assert len(shown["all"]) == len(shown["country:FR"]) == 2


def test_a_circle_of_which_somebody_lacks_a_value_is_left_out_as_a_whole() -> None:
    circle = [Member(uuid4(), UUID(int=n), frozenset()) for n in range(6)]
    standing = {UUID(int=99): frozenset(each.programme for each in circle)}
    told = told_of(standing, circle[1:])
    assert not told.kept
    assert not told.made, "those who are left don’t make a new circle at once"


@settings(max_examples=50, deadline=None)
@given(st.lists(st.floats(0, 100), min_size=5, max_size=40), st.sampled_from(list(STEPS)))
def test_quartiles_are_ordered_rounded_and_means_of_several(values: list[float], unit: Unit) -> None:
    found = band(values, unit)
    assert found.low <= found.middle <= found.high
    for edge in (found.low, found.middle, found.high):
        assert edge / STEPS[unit] == round(edge / STEPS[unit])
    outlier = band([*([0.0] * 12), 100.0], Unit.SHARE)
    assert outlier.high == 0, "one programme by itself moves nothing"
    assert FEWEST_MEANT >= 3


def test_how_many_there_are_is_told_in_steps() -> None:
    assert [size_step(n) for n in (5, 9, 10, 19, 55, 300)] == [5, 5, 10, 10, 50, 100]
