"""Who must not be paired with whom."""

from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.kernel.errors import Refusal
from ithaca.organisations import actions
from ithaca.organisations.queries import not_independent_of
from tests import factories
from tests.cast import Cast


def lead(cast: Cast, person: Person, manager: Person | None, unit: str = "") -> None:
    actions.set_position(
        actor=cast.administrator, organisation=cast.organisation, person=person, manager=manager, unit=unit
    )


def test_everybody_above_and_below_at_any_depth(cast: Cast) -> None:
    lead(cast, cast.mentee, cast.mentor)
    lead(cast, cast.mentor, cast.second_mentor)
    lead(cast, cast.second_mentor, cast.coordinator)
    lead(cast, cast.second_mentee, cast.coordinator)
    above = not_independent_of(cast.mentee.pk, same_unit=False)
    assert above == {cast.mentor.pk, cast.second_mentor.pk, cast.coordinator.pk}
    assert not_independent_of(cast.coordinator.pk, same_unit=False) == {
        *above,
        cast.mentee.pk,
        cast.second_mentee.pk,
    } - {cast.coordinator.pk}
    assert not_independent_of(cast.second_mentee.pk, same_unit=False) == {cast.coordinator.pk}


def test_the_same_unit_only_where_the_programme_says_so(cast: Cast) -> None:
    lead(cast, cast.mentee, None, "Achats")
    lead(cast, cast.mentor, None, "achats")
    lead(cast, cast.second_mentor, None, "Ventes")
    assert not_independent_of(cast.mentee.pk, same_unit=False) == frozenset()
    assert not_independent_of(cast.mentee.pk, same_unit=True) == {cast.mentor.pk}


def test_declared_conflicts_hold_both_ways_until_they_are_taken_back(cast: Cast) -> None:
    def declare() -> object:
        return actions.declare_conflict(
            actor=cast.administrator, organisation=cast.organisation, person=cast.mentor, other=cast.mentee
        )

    conflict = declare()
    assert declare() == conflict
    assert not_independent_of(cast.mentee.pk, same_unit=False) == {cast.mentor.pk}
    assert not_independent_of(cast.mentor.pk, same_unit=False) == {cast.mentee.pk}
    for _twice in range(2):
        actions.end_conflict(
            actor=cast.administrator, organisation=cast.organisation, conflict_id=conflict.pk
        )  # type: ignore[attr-defined]
    assert not_independent_of(cast.mentor.pk, same_unit=False) == frozenset()


def test_a_line_cannot_turn_in_a_circle(cast: Cast) -> None:
    lead(cast, cast.mentee, cast.mentor)
    lead(cast, cast.mentor, cast.second_mentor)
    with pytest.raises(Refusal):
        lead(cast, cast.second_mentor, cast.mentee)
    with pytest.raises(Refusal):
        lead(cast, cast.mentee, cast.mentee)


def test_the_number_of_queries_is_that_of_a_small_organisation(cast: Cast) -> None:
    people = [factories.make_person(f"P{n} Essai", email=f"p{n}@example.org") for n in range(15)]
    for below, above in pairwise(people):
        lead(cast, below, above, "Achats")
    with CaptureQueriesContext(connection) as queries:
        assert len(not_independent_of(people[0].pk, same_unit=True)) == 14
    assert len(queries) <= 5


def test_only_administrators_change_the_lines(cast: Cast) -> None:
    for person in (cast.coordinator, cast.mentor, cast.outsider):
        with pytest.raises(Denied):
            actions.set_position(
                actor=person, organisation=cast.organisation, person=cast.mentee, manager=None, unit="x"
            )
