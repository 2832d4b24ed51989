"""Assessors read the means that the candidate showed, from the time they handed in; nobody else does."""

import pytest
from django.test import Client
from django.urls import reverse

from ithaca.accounts.models import Person
from ithaca.kernel.ids import new_id
from ithaca.perspectives import actions as perspectives
from ithaca.perspectives import queries
from ithaca.perspectives.models import Round
from tests.cast import Cast
from tests.certification.candidates import Stage
from tests.perspectives.asking import asking

pytestmark = pytest.mark.django_db


def test_assessors_read_what_was_shown_when_it_was_handed_in(cast: Cast, stage: Stage) -> None:
    asked = asking(cast, mentees=3)
    for each in asked.ask():
        asked.answer(each, 4)
    perspectives.show(actor=cast.mentor, row=asked.end(), shown=True)
    later = asking_again(cast, asked.mentees)
    row = stage.assessing()
    perspectives.end(actor=cast.mentor, row=later)

    def page(person: object) -> str:
        client = Client()
        client.force_login(person)  # type: ignore[arg-type]
        answer = client.get(reverse("certification:perspectives", args=[row.pk]))
        return answer.content.decode() if answer.status_code == 200 else ""

    read = page(stage.assessors[0])
    assert "3 réponses" in read
    assert read.count("3 réponses") == 1
    perspectives.show(actor=cast.mentor, row=later, shown=True)
    assert page(stage.assessors[0]).count("3 réponses") == 1, (
        "not what was shown after the portfolio was frozen"
    )
    for person in (stage.manager, stage.decider, stage.candidate, cast.outsider):
        assert page(person) == ""
    perspectives.show(actor=cast.mentor, row=asked.now(), shown=False)
    assert "3 réponses" not in page(stage.assessors[0])


def asking_again(cast: Cast, mentees: list[Person]) -> Round:
    row = perspectives.begin(person=cast.mentor, id=new_id())
    perspectives.ask(actor=cast.mentor, row=row, mentees=mentees)
    for each in queries.asked_in(row):
        perspectives.answer(token=queries.token_of(each), answers={"listens": 1})
    return row
