"""Whether groups are treated alike: counts, hidden small groups, criteria that stand for a group."""

from collections.abc import Callable

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from ithaca.accounts.models import Person
from ithaca.kernel.ids import new_id
from ithaca.matching.actions import Order, save_policy, solving, start_run
from ithaca.matching.groups import SMALLEST, Case, report
from ithaca.matching.policy import Policy
from ithaca.matching.queries.bias import group_reports
from ithaca.programmes.models import EligibilityQuestion
from tests.cast import Cast
from tests.matching.crowd import make_people


def cases(group: str, count: int, score: float | None, **parts: float) -> list[Case]:
    return [Case(group, score, parts)] * count


def test_a_group_that_finds_a_pair_clearly_more_rarely_is_named() -> None:
    found = report([*cases("A", 10, 0.6), *cases("B", 5, 0.6), *cases("B", 5, None)])
    assert [(group.name, group.people, group.matched) for group in found.groups] == [
        ("A", 10, 10),
        ("B", 10, 5),
    ]
    assert [group.name for group in found.behind] == ["B"]


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
    assert all(group.score is None or group.matched >= SMALLEST for group in found.groups)


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
