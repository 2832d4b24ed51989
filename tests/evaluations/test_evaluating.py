"""Evaluating a mentorship: once, without a name, shown only in groups of five."""

from collections.abc import Callable

import pytest
from django.test import Client

from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.evaluations import queries
from ithaca.evaluations.actions import give_evaluation
from ithaca.evaluations.models import Completion, Response
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.mentorships import actions
from ithaca.mentorships.models import Mentorship
from ithaca.programmes.models import Participation
from tests.cast import Cast
from tests.factories import make_participation, make_person

pytestmark = pytest.mark.django_db


def ended(cast: Cast, mentee: Participation) -> Mentorship:
    mentorship = actions.begin(actor=cast.mentor, id=new_id(), mentor=cast.mentoring, mentee=mentee)
    actions.withdraw(actor=mentee.person, mentorship=mentorship)
    mentorship.refresh_from_db()
    return mentorship


def answers(cast: Cast, role: str, mark: int = 4) -> dict[str, int]:
    items = queries.questionnaire_for(cast.programme, role).items
    return {item.slug: mark for item in items} | {"recommendation": 9}


def test_it_opens_when_the_mentorship_closes(cast: Cast) -> None:
    running = actions.begin(actor=cast.mentor, id=new_id(), mentor=cast.mentoring, mentee=cast.being_mentored)
    with pytest.raises(Refusal):
        give_evaluation(actor=cast.mentee, mentorship=running, answers=answers(cast, "mentee"))


def test_it_is_given_once_and_carries_no_name(cast: Cast) -> None:
    mentorship = ended(cast, cast.being_mentored)
    give_evaluation(actor=cast.mentee, mentorship=mentorship, answers=answers(cast, "mentee"))
    with pytest.raises(Refusal, match=r"already|déjà"):
        give_evaluation(actor=cast.mentee, mentorship=mentorship, answers=answers(cast, "mentee", 1))
    (row,) = Response.objects.values()
    told = {str(value) for value in row.values()}
    for known in (cast.mentee.pk, cast.being_mentored.pk, mentorship.pk, cast.mentee.name):
        assert str(known) not in told
    assert row["month"].day == 1, "no moment by which a giver could be found"
    assert Completion.objects.get().participation == cast.being_mentored


def test_four_answers_stay_unseen_and_five_show_a_mean(cast: Cast) -> None:
    for number in range(5):
        person = make_person(f"Lou {number}", email=f"lou{number}@example.org")
        mentorship = ended(cast, make_participation(person, cast.programme, "mentee"))
        given = answers(cast, "mentee", 1 if number else 5)
        give_evaluation(actor=person, mentorship=mentorship, answers=given)
        mentees = queries.aggregates(cast.programme)[0]
        assert mentees.count == number + 1
        assert mentees.shown is (number == 4)
    assert mentees.recommendation == 9
    assert mentees.means


def test_nobody_reads_one_persons_answers_out_of_two_means(cast: Cast) -> None:
    seen = []
    for number in range(10):
        person = make_person(f"Lou {number}", email=f"lou{number}@example.org")
        mentorship = ended(cast, make_participation(person, cast.programme, "mentee"))
        given = answers(cast, "mentee", 1 if number < 5 else 4)
        if number > 5:
            del given["recommendation"]
        give_evaluation(actor=person, mentorship=mentorship, answers=given)
        found = queries.aggregates(cast.programme)[0]
        seen.append((found.count, found.recommendation, dict(found.means or {})))
    assert [count for count, _mark, _means in seen] == list(range(1, 11))
    assert seen[4][2]
    assert all(means == seen[4][2] for _count, _mark, means in seen[4:9])
    assert seen[9][2] != seen[4][2]  # five more have come
    assert len({mark for _count, mark, _means in seen[4:]}) == 1  # but one of them alone gave a mark


def test_nobody_evaluates_for_another(cast: Cast, sign_in: Callable[[Person], Client]) -> None:
    mentorship = ended(cast, cast.being_mentored)
    for stranger in (cast.outsider, cast.coordinator, cast.second_mentee):
        with pytest.raises(Denied):
            give_evaluation(actor=stranger, mentorship=mentorship, answers=answers(cast, "mentee"))
        assert sign_in(stranger).get(f"/mentorships/{mentorship.pk}/evaluation/").status_code == 404
    with pytest.raises(Refusal):
        give_evaluation(actor=cast.mentee, mentorship=mentorship, answers={"invented": 3})
    assert not Response.objects.exists()
