"""Two answers at the same moment."""

import pytest

from ithaca.kernel.errors import Refusal
from ithaca.matching import actions
from ithaca.matching.models import MatchProposal
from ithaca.mentorships.models import Mentorship
from ithaca.programmes.models import Participation
from tests import factories
from tests.cast import make_cast
from tests.matching.runs import make_run, pair, propose, publish
from tests.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_both_say_yes_at_once_and_one_mentorship_begins() -> None:
    cast = make_cast()
    (row,) = propose(cast)
    at_once(
        lambda: actions.accept_match(actor=cast.mentee, proposal=row),
        lambda: actions.accept_match(actor=cast.mentor, proposal=row),
        lambda: actions.accept_match(actor=cast.mentee, proposal=row),
    )
    assert Mentorship.objects.count() == 1
    row.refresh_from_db()
    assert row.state == "agreed"


def test_a_yes_and_a_no_at_once_are_settled_one_way() -> None:
    cast = make_cast()
    (row,) = propose(cast)
    actions.accept_match(actor=cast.mentor, proposal=row)
    at_once(
        lambda: actions.accept_match(actor=cast.mentee, proposal=row),
        lambda: actions.decline_match(actor=cast.mentor, proposal=row, reason="unsaid"),
    )
    row.refresh_from_db()
    assert (row.state == "agreed") == Mentorship.objects.exists()
    assert row.state in ("agreed", "declined")


def test_the_last_place_of_a_mentor_is_given_once() -> None:
    cast = make_cast()
    people = [factories.make_person(f"Foule {n}", email=f"foule{n}@example.org") for n in range(2)]
    crowd = [factories.make_participation(person, cast.programme, "mentee") for person in people]
    rows = propose(cast, *((mentee, cast.mentoring) for mentee in crowd))
    assert len(rows) == 2
    for row in rows:
        actions.accept_match(actor=cast.mentor, proposal=row)
    # Lowered after the proposals went out: the last place is asked for twice.
    Participation.objects.filter(pk=cast.mentoring.pk).update(capacity=1)
    came = at_once(
        *(
            lambda row=row, person=person: actions.accept_match(actor=person, proposal=row)  # type: ignore[misc]
            for row, person in zip(rows, people, strict=True)
        )
    )
    assert sum(isinstance(one, Mentorship) for one in came) == 1
    assert sum(isinstance(one, Refusal) for one in came) == 1


def test_two_runs_published_at_once_propose_to_nobody_twice() -> None:
    cast = make_cast()
    runs = [make_run(cast.programme) for _ in range(2)]
    for run, mentor in zip(runs, (cast.mentoring, cast.second_mentoring), strict=True):
        pair(run, cast.being_mentored, mentor)
    came = at_once(*(lambda run=run: publish(cast, run) for run in runs))  # type: ignore[misc]
    assert sum(isinstance(one, Refusal) for one in came) == 1
    assert MatchProposal.objects.count() == 1
