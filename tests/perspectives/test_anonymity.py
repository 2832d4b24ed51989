"""Who said what can't be told: not by the mentor, not from the rows, not from the journal."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.db import connection, models
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ithaca.journal.models import Event
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.perspectives import actions, queries
from ithaca.perspectives.models import Invitation, Round
from tests.cast import Cast
from tests.mentorships.rooms import mails
from tests.perspectives.asking import Asking, asking, same

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(cast: Cast) -> Asking:
    return asking(cast)


def rows_of(table: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}" ORDER BY 1')  # the name is ours
        return list(cursor.fetchall())


def test_the_database_is_the_same_whoever_of_them_said_what(asked: Asking) -> None:
    """Two people answer, then it is undone and each answers what the other had: no row differs."""
    one, two = asked.ask()
    tables = [model._meta.db_table for model in (Round, Invitation)] + [Event._meta.db_table]

    def snapshot(first: tuple[Invitation, int], second: tuple[Invitation, int]) -> list[object]:
        for invitation, value in (first, second):
            asked.answer(invitation, value)
        found: list[object] = [rows_of(table) for table in tables]
        Invitation.objects.update(answered=False)
        Round.objects.update(counts=empty)
        return found

    empty = asked.now().counts
    before = snapshot((one, 5), (two, 1))
    assert snapshot((two, 5), (one, 1)) == before
    assert snapshot((one, 1), (two, 5)) == before


def test_no_table_has_a_row_an_answer_nor_a_moment_of_it() -> None:
    fields = {field.name: field for field in Invitation._meta.get_fields()}
    assert set(fields) == {"id", "created_at", "round", "group", "person", "email", "language", "answered"}
    assert isinstance(fields["answered"], models.BooleanField)
    assert {field.name for field in Round._meta.concrete_fields} == {
        "id", "created_at", "person", "questionnaire", "ends_at", "ended", "counts", "shown",
    }  # fmt: skip


def test_an_answer_leaves_no_line_in_the_journal_nor_mail(asked: Asking) -> None:
    one, _two = asked.ask()
    mails()
    before, told = Event.objects.count(), len(mails())
    asked.answer(one, 4)
    assert (Event.objects.count(), len(mails())) == (before, told)


def test_nothing_is_shown_below_three_answers_nor_before_the_end(cast: Cast, asked: Asking) -> None:
    invitations = asked.ask("soeur@example.org", "collegue@example.org")
    browser = Client()
    browser.force_login(asked.mentor)
    address = reverse("perspectives:round", args=[asked.round.pk])
    asked.answer(invitations[0], 2)
    unanswered = browser.get(address).content
    for each in invitations[1:3]:
        asked.answer(each, 2)
        assert queries.result_of(asked.now()) is None, "while others can still answer"
        # What the mentor sees while it runs is the same, whoever has answered and how many.
        assert without_form(browser.get(address).content) == without_form(unanswered)
    result = queries.result_of(asked.end())
    assert result is not None
    assert result.answers == 3
    assert all(each.mean == 2 and each.groups == {} for each in result.seen)
    page = browser.get(address).content.decode()
    assert "3 réponses" in page
    assert "Mentoré·es" not in page.split("<main")[1]
    assert Client().get(address).status_code == 302
    outsider = Client()
    outsider.force_login(cast.outsider)
    assert outsider.get(address).status_code == 404


def without_form(page: bytes) -> bytes:
    """A page without what differs each time it is made."""
    return b"".join(line for line in page.splitlines() if b"csrfmiddlewaretoken" not in line)


def test_two_answers_stay_hidden_for_ever(asked: Asking) -> None:
    one, two = asked.ask()
    asked.answer(one, 5)
    asked.answer(two, 5)
    row = asked.end()
    assert queries.result_of(row) is None
    with pytest.raises(Refusal):
        actions.show(actor=asked.mentor, row=row, shown=True)
    with pytest.raises(Refusal):
        actions.ask(actor=asked.mentor, row=row, emails=["encore@example.org"])
    assert row.counts["mentees"]["answers"] == 2


def test_a_link_answers_once_and_in_time(asked: Asking) -> None:
    one, two = asked.ask()
    for _click in range(2):
        asked.answer(one, 3)
    assert asked.now().counts["mentees"]["answers"] == 1
    with time_machine.travel(timezone.now() + timedelta(days=22)), pytest.raises(Refusal):
        actions.answer(token=queries.token_of(two), answers=same(3))
    assert queries.invitation_by_token(queries.token_of(one)[:-2] + "xx") is None
    assert queries.invitation_by_token(str(one.pk.hex)) is None, "an id is no link"
    assert clock.now() < asked.round.ends_at


def test_somebody_without_an_account_gets_a_link_and_answers_without_signing_in(asked: Asking) -> None:
    invitations = asked.ask("soeur@example.org")
    stranger = next(each for each in invitations if each.email)
    sent = mails()
    assert [subject for to, subject in sent if to == "soeur@example.org"] == [
        f"{asked.mentor.name} aimerait savoir comment vous le ou la voyez comme mentor·e"
    ]
    assert len([to for to, _subject in sent if to == asked.mentees[0].email]) >= 1
    browser, address = Client(), reverse("perspectives:answer", args=[queries.token_of(stranger)])
    assert "Écoute jusqu’au bout" in browser.get(address).content.decode()
    assert browser.post(address, {"listens": ""}).status_code == 422, "not a single answer"
    assert browser.post(address, {"listens": "9"}).status_code == 422
    assert browser.post(address, {"listens": "5"}).status_code == 302
    assert "comptées" in browser.get(address).content.decode()
    assert asked.now().counts["others"]["items"]["listens"] == [0, 0, 0, 0, 1]
    assert browser.get(address[:-3] + "xx/").status_code == 404


def test_the_journal_counts_whom_it_asks_and_names_nobody(asked: Asking) -> None:
    asked.ask("soeur@example.org")
    facts = json.dumps([each.facts for each in Event.objects.filter(subject_id=asked.round.pk)])
    assert "soeur" not in facts
    assert str(asked.mentees[0].pk) not in facts
    assert '"asked": 3' in facts
