"""Invitations still open to somebody who came in by an application of their own, or who is out."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from ithaca.accounts.models import Person
from ithaca.journal.dispatch import dispatch_waiting
from ithaca.kernel import clock
from ithaca.matching.models import RunPerson
from ithaca.matching.queries.proposals import open_with
from ithaca.programmes import actions
from ithaca.programmes.models import Invitation, Participation
from tests import factories
from tests.cast import Cast
from tests.inviting import prepare
from tests.matching.runs import make_run, propose, put
from tests.vault.people import give_keyring

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]


@pytest.fixture
def zoe() -> Person:
    return factories.make_person("Zoé Martin", email="zoe@example.org")


def applied(zoe: Person, cast: Cast, role: str = "mentee") -> Participation:
    return factories.make_participation(zoe, cast.programme, role, state="applied")


@pytest.mark.parametrize("send", [True, False], ids=["sent", "only prepared"])
def test_who_applies_although_invited_finds_what_was_prepared_and_stands_in_the_runs(
    cast: Cast, zoe: Person, sign_in: SignIn, *, send: bool
) -> None:
    letter = prepare(cast, send=send)
    seat = put(make_run(cast.programme), letter, "mentee")
    row = applied(zoe, cast)
    give_keyring(zoe)
    actions.accept_application(actor=cast.coordinator, participation=row)
    dispatch_waiting()
    dispatch_waiting()
    letter.refresh_from_db()
    row.refresh_from_db()
    assert (letter.state, letter.used_by) == ("used", zoe)
    assert (row.level, row.wishes) == ("A", ["marc@example.org"])
    assert RunPerson.objects.get(pk=seat.pk).participation == row
    form = sign_in(zoe).get("/programmes/cap-ouest/profile/mentee/")
    assert form.context["form"]["headline"].value() == "Acheteuse"


def test_an_answer_that_is_taken_back_leaves_the_invitation_open(cast: Cast, zoe: Person) -> None:
    letter, row = prepare(cast, send=True), applied(zoe, cast)
    many = actions.answer_applications(
        actor=cast.coordinator, programme=cast.programme, applications=[row.pk], verb="accept"
    )
    dispatch_waiting()
    letter.refresh_from_db()
    assert letter.state == "sent"  # nothing follows as long as it can be taken back
    actions.undo(actor=cast.coordinator, programme=cast.programme, answering_id=many.answering.pk)
    with time_machine.travel(clock.now() + timedelta(minutes=11)):
        dispatch_waiting()
    letter.refresh_from_db()
    assert letter.state == "sent"


def test_a_profile_that_is_written_meanwhile_stays_and_the_draft_goes(cast: Cast, zoe: Person) -> None:
    letter, row = prepare(cast, send=True), applied(zoe, cast)
    actions.accept_application(actor=cast.coordinator, participation=row)
    actions.activate(person=zoe, participation=row)
    dispatch_waiting()
    letter.refresh_from_db()
    assert (letter.state, letter.prepared) == ("used", {})


def test_only_the_invitation_of_the_same_role_and_programme_is_used_up(cast: Cast, zoe: Person) -> None:
    other = prepare(cast, role="mentor", send=True)
    elsewhere = Invitation.objects.create(
        programme=cast.elsewhere, email="zoe@example.org", role="mentee", token="t"
    )
    actions.accept_application(actor=cast.coordinator, participation=applied(zoe, cast))
    dispatch_waiting()
    assert {one.state for one in Invitation.objects.filter(pk__in=[other.pk, elsewhere.pk])} == {"sent"}


def test_who_is_excluded_has_no_invitation_left_and_no_proposal(cast: Cast, zoe: Person) -> None:
    letters = [prepare(cast, role=role, send=True) for role in ("mentee", "mentor")]
    row = factories.make_participation(zoe, cast.programme, "mentee", state="paused")
    proposal = propose(cast, (cast.being_mentored, letters[1]))[0]
    actions.exclude(actor=cast.coordinator, participation=row)
    dispatch_waiting()
    for letter in letters:
        letter.refresh_from_db()
        assert (letter.state, letter.prepared, letter.name) == ("cancelled", {}, "")
    proposal.refresh_from_db()
    assert proposal.state == "withdrawn"
    assert not open_with(letters[1].pk).exists()


def test_who_leaves_or_withdraws_is_no_longer_invited_in_that_role(cast: Cast, zoe: Person) -> None:
    mentee, mentor = (prepare(cast, role=role, send=True) for role in ("mentee", "mentor"))
    actions.withdraw_application(actor=zoe, participation=applied(zoe, cast))
    actions.leave(person=cast.mentor, participation=cast.mentoring)
    mentee.refresh_from_db()
    mentor.refresh_from_db()
    assert (mentee.state, mentor.state) == ("cancelled", "sent")
    row = factories.make_participation(zoe, cast.programme, "mentor")
    actions.leave(person=zoe, participation=row)
    mentor.refresh_from_db()
    assert mentor.state == "cancelled"
