"""What is gathered becomes evidence, if its mentor wishes; assessors then read means, and nobody else does."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from ithaca.access.rules import Denied
from ithaca.competences import queries as competences
from ithaca.kernel.ids import new_id
from ithaca.perspectives import actions, queries
from tests.cast import Cast
from tests.competences.portfolios import keep, publish
from tests.mentorships.rooms import mails
from tests.perspectives.asking import asking

pytestmark = pytest.mark.django_db


def test_it_proves_what_the_framework_lists_it_for_once_it_is_shown(cast: Cast) -> None:
    portfolio, asked = keep(cast.mentor, publish(cast)).portfolio, asking(cast, mentees=3)
    for each in asked.ask():
        asked.answer(each, 4)
    row = asked.end()
    assert "perspectives" not in competences.coverage_of(portfolio).known.counts()
    actions.show(actor=cast.mentor, row=row, shown=True)
    found = competences.coverage_of(portfolio)
    assert found.known.counts()["perspectives"] == 1
    assert found.coverages["c13b"].status == "proven"
    actions.show(actor=cast.mentor, row=row, shown=False)
    assert "perspectives" not in competences.coverage_of(portfolio).known.counts()
    assert queries.shown_by(cast.mentor) == []


def test_only_a_mentor_asks_and_only_for_themselves(cast: Cast) -> None:
    asked = asking(cast)
    with pytest.raises(Denied):
        actions.begin(person=cast.second_mentee, id=new_id())
    for act in (actions.end, actions.ask):
        with pytest.raises(Denied):
            act(actor=cast.second_mentor, row=asked.round)
    with pytest.raises(Denied):
        actions.ask(actor=cast.mentor, row=asked.round, mentees=[cast.second_mentee])


def test_the_last_days_are_told_to_whoever_has_not_answered_and_the_end_to_the_mentor(cast: Cast) -> None:
    asked = asking(cast)
    one, two = asked.ask()
    asked.answer(one, 4)
    mails()
    with time_machine.travel(timezone.now() + timedelta(days=19)):
        late = [to for to, subject in mails() if subject.startswith("Il est encore temps")]
        assert late == [two.person.email if two.person else ""]
    with time_machine.travel(timezone.now() + timedelta(days=22)):
        over = [to for to, subject in mails() if subject.startswith("Vos regards croisés")]
        assert over == [cast.mentor.email]
