"""The words of a pair's page fit where the pair is: nothing is asked that can no longer be done, and no name is elided wrongly."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.kernel.ids import new_id
from ithaca.mentorships import actions, queries
from ithaca.mentorships.actions.meetings import Plan
from ithaca.mentorships.models import Mentorship
from tests.cast import Cast
from tests.mentorships.meetings import met, pair, planned

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]
OVER = "Une fois le mentorat terminé"


@pytest.fixture
def row(cast: Cast) -> Mentorship:
    return pair(cast)


def page(sign_in: SignIn, person: Person, row: Mentorship) -> str:
    return sign_in(person).get(f"/mentorships/{row.pk}/").content.decode()


def develop(row: Mentorship) -> Mentorship:
    Mentorship.objects.filter(pk=row.pk).update(state="development", official_end_at=clock.now())
    return queries.mentorship(row.pk)


def test_a_proposal_to_go_on_is_not_told_as_an_end(cast: Cast, row: Mentorship, sign_in: SignIn) -> None:
    row = develop(row)
    assert OVER in page(sign_in, cast.mentee, row)
    proposal = actions.propose_decision(actor=cast.mentee, id=new_id(), mentorship=row, kind="go on")
    for person in (cast.mentee, cast.mentor):
        assert OVER not in page(sign_in, person, row)
    actions.take_decision_back(actor=cast.mentee, proposal=proposal)
    actions.propose_decision(actor=cast.mentee, id=new_id(), mentorship=row, kind="close")
    assert OVER in page(sign_in, cast.mentor, row)
    assert "fin officielle atteinte, à 4" in page(sign_in, cast.mentor, row)


def test_after_the_end_nothing_is_asked_to_be_written(cast: Cast, row: Mentorship, sign_in: SignIn) -> None:
    met(cast, row)
    assert "Écrire le compte rendu" in page(sign_in, cast.mentee, row)
    actions.withdraw(actor=cast.mentor, mentorship=row)
    for person in (cast.mentee, cast.mentor):
        said = page(sign_in, person, row)
        for asked in ("Écrire le compte rendu", "#feedback/", "L’écrire dans votre espace", "pour l’instant"):
            assert asked not in said
        assert "Aucune n’a été écrite." in said
        assert "Aucun objectif n’a été fixé." in said
    assert sign_in(cast.outsider).get(f"/mentorships/{row.pk}/").status_code == 404


def decided(row: Mentorship) -> object:
    return queries.duty_facts(queries.mentorship(row.pk), [], [], [])["decision_made"][""]


def test_who_is_left_has_decided_nothing(cast: Cast, row: Mentorship) -> None:
    actions.withdraw(actor=cast.mentor, mentorship=row)
    assert decided(row) is None


def test_who_closes_together_has_decided(cast: Cast, row: Mentorship) -> None:
    Mentorship.objects.filter(pk=row.pk).update(state="separation", official_end_at=clock.now())
    proposal = actions.propose_decision(actor=cast.mentee, id=new_id(), mentorship=row, kind="close")
    actions.agree_decision(actor=cast.mentor, proposal=proposal)
    assert decided(row) is not None


def test_a_meeting_that_is_moved_is_named(cast: Cast, row: Mentorship, sign_in: SignIn) -> None:
    meeting = planned(cast, row)
    said = sign_in(cast.mentee).get(f"/meetings/{meeting.pk}/move/").content.decode()
    assert re.search(r"Jusqu’ici\s*:\s<strong>", said)


def test_what_waits_to_be_confirmed_can_be_removed_by_who_recorded_it(
    cast: Cast, row: Mentorship, sign_in: SignIn
) -> None:
    actions.record_past_meeting(
        actor=cast.mentee,
        id=new_id(),
        mentorship=row,
        plan=Plan("video", clock.now() - timedelta(minutes=1), 20),
    )
    said = page(sign_in, cast.mentee, row)
    assert "Cela comptera une fois confirmé par" in said
    assert "Une erreur : l’effacer" in said.replace("\u00a0", " ")
