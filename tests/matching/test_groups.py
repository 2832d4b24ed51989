"""Whether groups are treated alike: counts, hidden small groups, criteria that stand for a group."""

from collections.abc import Callable
from uuid import UUID

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from ithaca.accounts.models import Person
from ithaca.kernel.ids import new_id
from ithaca.matching.actions import Order, save_policy, solving, start_run
from ithaca.matching.groups import SMALLEST, Case, divides_safely, report
from ithaca.matching.models import Pair, Run
from ithaca.matching.policy import Policy
from ithaca.matching.pool import Scope
from ithaca.matching.queries.bias import group_reports
from ithaca.programmes.models import Cohort, EligibilityQuestion
from tests.cast import Cast
from tests.matching.crowd import make_people


def cases(group: str, count: int, score: float | None, **parts: float) -> list[Case]:
    return [Case(group, score, parts)] * count


def test_a_group_that_finds_a_pair_clearly_more_rarely_is_named() -> None:
    found = report([*cases("A", 10, 0.6), *cases("B", 5, 0.6), *cases("B", 5, None)])
    assert [(group.name, group.people, group.matched) for group in found.groups] == [
        ("A", 10, None),
        ("B", 10, None),
    ]
    assert [group.name for group in found.behind] == ["B"]


def test_how_many_found_a_pair_is_not_shown_where_it_would_tell_it_of_each() -> None:
    def told(*members: list[Case]) -> list[int | None]:
        return [group.matched for group in report([case for some in members for case in some]).groups]

    half = [[*cases(name, 6, 0.6), *cases(name, 7, None)] for name in "AB"]
    all_, none = cases("C", 10, 0.6), cases("D", 10, None)
    few_without = [*cases("E", 10, 0.6), *cases("E", 4, None)]
    assert told(*half) == [6, 6]
    assert told(*half, all_, none) == [6, 6, None, None]
    assert told(*half, few_without) == [None, 6, None]  # one alone could be worked out from the total
    assert told(all_, none) == [None, None]
    assert told(*half, all_, cases("E", 10, 0.6)) == [None, 6, None, None]  # else each of C and E were known


def test_small_groups_are_hidden_and_cannot_be_worked_out() -> None:
    found = report([*cases("A", 20, 0.6), *cases("B", 9, 0.5), *cases("C", 8, 0.5), *cases("D", 2, 0.1)])
    assert [group.name for group in found.groups] == ["A", "B"]
    assert found.hidden == 2
    assert report([*cases("A", 20, 0.6), *cases("D", 2, 0.1)]).groups == []
    two = [
        *cases("A", 20, 0.6),
        *cases("B", 9, 0.5),
        *cases("C", 8, 0.5),
        *cases("D", 1, 0.1),
        *cases("E", 1, 0.1),
    ]
    assert [group.name for group in report(two).groups] == ["A", "B"], (
        "two people hidden are two groups of one"
    )


def test_a_criterion_that_tells_groups_apart_is_flagged_and_noise_is_not() -> None:
    near = [*cases("A", 12, 0.6, place=1.0, topics=0.5), *cases("B", 12, 0.4, place=0.0, topics=0.5)]
    (proxy,) = report(near).proxies
    assert (proxy.criterion, proxy.highest, proxy.lowest) == ("place", "A", "B")
    noise = [Case("AB"[number % 2], 0.5, {"topics": (number * 7 % 5) / 5}) for number in range(60)]
    assert report(noise).proxies == []


@given(st.lists(st.tuples(st.sampled_from("ABCDE"), st.one_of(st.none(), st.floats(0, 1))), max_size=60))
def test_no_shown_group_is_small_and_a_single_hidden_one_never_stays_alone(
    answers: list[tuple[str, float | None]],
) -> None:
    found = report(Case(group, score, {}) for group, score in answers)
    assert all(group.people >= SMALLEST for group in found.groups)
    assert found.hidden != 1 or not found.groups
    for group in found.groups:
        members = [score for name, score in answers if name == group.name]
        matched = sum(score is not None for score in members)
        assert group.score is None or matched >= SMALLEST
        assert group.matched is None or min(matched, len(members) - matched) >= SMALLEST
    unsaid = found.hidden + sum(group.matched is None for group in found.groups)
    assert unsaid != 1 or not found.groups


@pytest.mark.django_db
def test_answers_are_read_as_counts_by_the_coordination_alone(
    cast: Cast, sign_in: Callable[[Person], Client]
) -> None:
    question = EligibilityQuestion.objects.create(
        programme=cast.programme,
        position=1,
        kind="choice",
        asked_of="mentee",
        is_group=True,
        label={"fr": "Site", "en": "Site"},
        options=[{"value": name, "label": {"fr": name, "en": name}} for name in ("Nord", "Sud")],
    )
    make_people(cast.programme, "mentor", 8, capacity=1)
    for number, place in enumerate(make_people(cast.programme, "mentee", 12)):
        place.answers = {str(question.pk): "Nord" if number % 2 else "Sud"}
        place.save()
    version = save_policy(
        actor=cast.coordinator, programme=cast.programme, id=new_id(), policy=Policy(), after=0
    )
    run = start_run(
        actor=cast.coordinator, programme=cast.programme, id=new_id(), order=Order(policy=version)
    )
    solving.solve_waiting()
    (found,) = group_reports(run)
    assert (found.side, found.told, len(found.report.groups)) == ("mentee", 12, 2)
    address = f"/programmes/cap-ouest/matching/runs/{run.pk}/groups/"
    text = sign_in(cast.coordinator).get(address).content.decode()
    assert "Nord" in text
    assert "Mentee 001" not in text
    assert sign_in(cast.mentee).get(address).status_code == 404


def people(count: int) -> list[UUID]:
    return [new_id() for _one in range(count)]


def test_a_further_run_counts_by_group_only_where_the_difference_tells_of_many() -> None:
    first, two, twelve = people(30), people(2), people(12)
    groups = {one: "AB"[number % 2] for number, one in enumerate([*first, *twelve, *two])}
    counted = [frozenset(first)]
    assert divides_safely(counted, frozenset(first), groups), "the same people tell nothing new"
    assert not divides_safely(counted, frozenset([*first, *two]), groups), (
        "two came, and their groups with them"
    )
    assert not divides_safely(counted, frozenset(first[2:]), groups), "two have left"
    assert not divides_safely(counted, frozenset([*first[2:], *twelve]), groups)
    assert divides_safely(counted, frozenset([*first, *twelve]), groups)
    alike = {**groups, **dict.fromkeys(twelve, "A")}
    assert not divides_safely(counted, frozenset([*first, *twelve]), alike), (
        "all of one group is known of each"
    )


def test_three_runs_together_tell_no_more_than_two() -> None:
    a, b, c = people(12), people(12), people(12)
    groups = {one: "AB"[number % 2] for number, one in enumerate([*a, *b, *c])}
    counted = [frozenset([*a, *b]), frozenset([*b, *c])]
    assert divides_safely(counted, frozenset([*a, *c]), groups)
    assert not divides_safely(counted, frozenset([*a, *b[:2], *c]), groups), (
        "two of the middle could be worked out"
    )


@given(st.data())
def test_no_sum_of_shown_counts_is_of_a_few(data: st.DataObject) -> None:
    """Whatever parts the shown sets divide people into: each has nobody, or several groups of many."""
    everybody = people(40)
    groups = {one: data.draw(st.sampled_from("AB")) for one in everybody}
    shown: list[frozenset[UUID]] = []
    for _run in range(3):
        further = frozenset(data.draw(st.sets(st.sampled_from(everybody), min_size=10)))
        if not shown or divides_safely(shown, further, groups):
            shown.append(further)
    parts: dict[tuple[bool, ...], list[str]] = {}
    for one, group in groups.items():
        parts.setdefault(tuple(one in each for each in shown), []).append(group)
    for told, members in parts.items():
        if any(told) and len(shown) > 1 and len(members) != len(shown[0]):
            assert min(members.count("A"), members.count("B")) >= SMALLEST


def site_question(cast: Cast) -> EligibilityQuestion:
    return EligibilityQuestion.objects.create(
        programme=cast.programme,
        position=1,
        kind="choice",
        asked_of="mentee",
        is_group=True,
        label={"fr": "Site", "en": "Site"},
        options=[{"value": name, "label": {"fr": name, "en": name}} for name in ("Nord", "Sud")],
    )


def solved(cast: Cast, scope: Scope = Scope(), **policy: object) -> Run:  # noqa: B008 - frozen
    after = cast.programme.policies.count()
    version = save_policy(
        actor=cast.coordinator,
        programme=cast.programme,
        id=new_id(),
        policy=Policy(**policy),  # type: ignore[arg-type]
        after=after,
    )
    order = Order(policy=version, scope=scope)
    row = start_run(actor=cast.coordinator, programme=cast.programme, id=new_id(), order=order)
    assert solving.solve_waiting() == 1
    return row


@pytest.mark.django_db
def test_a_run_of_a_cohort_gives_nobody_away_beside_the_run_of_everybody(
    cast: Cast, sign_in: Callable[[Person], Client]
) -> None:
    question = site_question(cast)
    cohort = Cohort.objects.create(programme=cast.programme, name="Printemps")
    make_people(cast.programme, "mentor", 8, capacity=3, cohort=cohort)
    crowd = make_people(cast.programme, "mentee", 24)
    for number, place in enumerate(crowd):
        place.answers = {str(question.pk): "Nord" if number % 2 else "Sud"}
        place.cohort = cohort if number < 21 else None
        place.save()
    everybody, spring = solved(cast), solved(cast, Scope(cohort=cohort.pk))
    (all_of_them,), (some,) = group_reports(everybody), group_reports(spring)
    assert [(group.name, group.people) for group in all_of_them.report.groups] == [("Nord", 12), ("Sud", 12)]
    assert some.report.groups == [], "three people are not in it: their sites would follow"
    address = f"/programmes/cap-ouest/matching/runs/{spring.pk}/groups/"
    Person.objects.filter(pk=cast.coordinator.pk).update(language="en")
    assert "by so few that both figures" in sign_in(cast.coordinator).get(address).content.decode()
    assert [group.people for group in group_reports(solved(cast))[0].report.groups] == [12, 12]


@pytest.mark.django_db
def test_figures_stay_as_they_were_computed_when_pairs_are_exchanged(cast: Cast) -> None:
    question = site_question(cast)
    make_people(cast.programme, "mentor", 12, capacity=1)
    for number, place in enumerate(make_people(cast.programme, "mentee", 12)):
        place.answers = {str(question.pk): "Nord" if number % 2 else "Sud"}
        place.save()
    run = solved(cast)
    before = group_reports(run)
    Pair.objects.filter(run=run, mentee__participation__answers__has_key=str(question.pk)).update(score=1)
    question.programme.participations.filter(role="mentee").update(answers={})
    assert group_reports(run) == before
