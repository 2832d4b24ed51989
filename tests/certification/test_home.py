"""What waits for whom on the home page, and what it costs to know."""

from collections.abc import Callable

import pytest

from ithaca.certification import queries
from ithaca.certification.models import Decision, File, Tie
from ithaca.certification.rules import against_deciding
from ithaca.kernel import clock
from ithaca.organisations.models import DeclaredConflict
from tests import factories
from tests.certification.candidates import Stage

pytestmark = pytest.mark.django_db


def another_file(stage: Stage, name: str, state: str = "deciding") -> File:
    """Somebody else's, at any step: as rows, for what only reads them."""
    row = File.objects.order_by("created_at")[0]
    person = factories.make_person(name)
    return File.objects.create(
        scheme=row.scheme,
        person=person,
        portfolio=row.portfolio,
        level="junior",
        state=state,
        since=clock.now(),
    )


def test_who_may_decide_is_the_same_for_one_file_and_for_many(stage: Stage) -> None:
    stage.deciding()
    decider, rows = (
        stage.decider,
        [another_file(stage, f"{name} Petit") for name in ("Ada", "Bo", "Cléo", "Dan")],
    )
    Tie.objects.create(candidate=rows[0].person, person=decider)
    Decision.objects.create(file=rows[1], step="refuse", by=decider, reasons="x")
    DeclaredConflict.objects.create(
        organisation=stage.cast.organisation, person=rows[2].person, other=decider
    )
    everything = list(File.objects.all())
    by_one = {row.pk for row in everything if against_deciding(decider.pk, queries.ties_of(stage.now(row)))}
    assert queries.barred_from(decider, everything) == by_one == {row.pk for row in rows[:3]}
    assert len(queries.to_decide(decider)) == 2


def test_more_files_to_decide_on_need_no_more_queries(
    stage: Stage, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    stage.deciding()
    for n in range(6):
        another_file(stage, f"Personne{n} Petit")
    with django_assert_max_num_queries(10):  # type: ignore[attr-defined]
        assert len(queries.to_decide(stage.decider)) == 7


def test_it_concerns_whoever_applies_judges_or_could_apply(stage: Stage) -> None:
    here = [stage.cast.organisation]
    assert queries.takes_part(stage.candidate, here), "keeps a portfolio by the scheme's framework"
    assert not queries.takes_part(stage.candidate, []), "and mentors nowhere any more"
    assert queries.takes_part(stage.decider, [])
    assert not queries.takes_part(stage.cast.outsider, here)
