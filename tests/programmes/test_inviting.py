"""A personal invitation lets in at once the person it was sent to."""

import pytest

from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.journal.models import Event
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.programmes import actions, queries
from ithaca.programmes.models import Invitation, Participation
from tests import factories
from tests.cast import Cast
from tests.inviting import invite


@pytest.fixture
def guest(cast: Cast) -> Person:
    return factories.make_person("Zoé Martin", email="zoe@example.org")


@pytest.fixture
def invitation(cast: Cast, guest: Person) -> Invitation:
    return invite(cast, "Zoe@Example.org")


def accept(person: Person, invitation: Invitation) -> Participation:
    charter = queries.charter_in_force(invitation.programme)
    return actions.accept_invitation(
        person=person, invitation=invitation, answers={}, charter=charter, id=new_id()
    )


def test_the_guest_joins_without_waiting(guest: Person, invitation: Invitation) -> None:
    assert accept(guest, invitation).state == "accepted"


def test_accepting_twice_changes_nothing(guest: Person, invitation: Invitation) -> None:
    assert accept(guest, invitation).pk == accept(guest, invitation).pk
    assert Event.objects.filter(verb="participation.joined").count() == 1


def test_a_guest_who_had_applied_is_let_in(cast: Cast, guest: Person, invitation: Invitation) -> None:
    charter = queries.charter_in_force(cast.programme)
    applied = actions.apply(
        person=guest, programme=cast.programme, role="mentee", answers={}, charter=charter, id=new_id()
    )
    assert accept(guest, invitation).pk == applied.pk
    assert queries.participation(applied.pk).state == "accepted"


def test_an_invitation_passed_on_lets_nobody_in(cast: Cast, invitation: Invitation) -> None:
    with pytest.raises(Refusal):
        accept(cast.outsider, invitation)


def test_a_cancelled_invitation_lets_nobody_in(cast: Cast, guest: Person, invitation: Invitation) -> None:
    actions.cancel_invitation(actor=cast.coordinator, invitation=invitation)
    with pytest.raises(Exception, match="not possible"):
        accept(guest, invitation)


def test_the_same_address_is_invited_once(cast: Cast, invitation: Invitation) -> None:
    again = actions.invite(
        actor=cast.coordinator,
        programme=cast.programme,
        emails=["zoe@example.org"],
        role="mentee",
        language="fr",
    )
    assert again == []


def test_sending_again_keeps_the_link(cast: Cast, invitation: Invitation) -> None:
    actions.resend_invitation(actor=cast.coordinator, invitation=invitation)
    assert queries.invitation(invitation.pk).token == invitation.token
    assert Event.objects.filter(verb="invitation.sent").count() == 2


def test_the_outsider_neither_invites_nor_cancels(cast: Cast, invitation: Invitation) -> None:
    with pytest.raises(Denied):
        actions.invite(
            actor=cast.outsider,
            programme=cast.programme,
            emails=["x@example.org"],
            role="mentor",
            language="fr",
        )
    with pytest.raises(Denied):
        actions.cancel_invitation(actor=cast.outsider, invitation=invitation)


def test_an_open_place_is_needed(cast: Cast, guest: Person, invitation: Invitation) -> None:
    cast.programme.places = 2
    cast.programme.save()
    with pytest.raises(Refusal):
        accept(guest, invitation)
