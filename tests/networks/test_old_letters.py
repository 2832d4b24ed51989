"""A letter is the network's word of the day it was written: what it decided since stands against it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.test import Client

from ithaca.accounts.models import Person
from ithaca.journal.dispatch import dispatch_waiting
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.networks import actions, queries
from ithaca.networks.models import Membership, Network, NetworkLetter, NetworkRole
from ithaca.networks.states import MembershipState
from ithaca.notifications.models import Message
from ithaca.organisations.models import Organisation
from tests import factories
from tests.cast import Cast
from tests.racing import at_once

SignIn = Callable[[Person], Client]
ENDS: dict[str, Callable[[Person, Person, Membership], None]] = {
    "suspended": lambda oriane, _alma, row: actions.suspend(actor=oriane, membership=row, reason="Audit."),
    "excluded": lambda oriane, _alma, row: actions.exclude(actor=oriane, membership=row, reason="Audit."),
    "left": lambda _oriane, alma, row: actions.leave(actor=alma, membership=row),
}


@pytest.fixture
def oriane(db: None) -> Person:
    return factories.make_person("Oriane Meyer")


@pytest.fixture
def network(oriane: Person) -> Network:
    return factories.make_network(oriane)


def letter_for(network: Network, by: Person, email: str, asks: str = "member") -> NetworkLetter:
    actions.write_to(actor=by, network=network, email=email, asks=asks)
    return queries.letters_of(network, asks).get(email=email.lower())


@pytest.mark.django_db
@pytest.mark.parametrize("end", ENDS)
def test_an_old_letter_reopens_nothing_and_lets_no_sister_in(
    cast: Cast, network: Network, oriane: Person, end: str
) -> None:
    alma, row = cast.administrator, factories.make_membership(network, cast.organisation)
    letter = letter_for(network, oriane, alma.email)
    ENDS[end](oriane, alma, row)
    with pytest.raises(Refusal):
        actions.join_by_letter(actor=alma, id=letter.pk, organisation=cast.organisation)
    with pytest.raises(Refusal):
        actions.found_and_join(
            actor=alma, id=letter.pk, organisation_id=new_id(), name="Les Voiles bis", country="FR"
        )
    row.refresh_from_db()
    assert row.state == end
    assert not Organisation.objects.filter(name="Les Voiles bis").exists()
    assert Membership.objects.filter(network=network, state="member").count() == 0


@pytest.mark.django_db
def test_a_no_stands_against_an_older_letter_and_a_newer_letter_against_the_no(
    cast: Cast, network: Network, oriane: Person
) -> None:
    alma = cast.administrator
    row = actions.ask_to_join(actor=alma, organisation=cast.organisation, network=network)
    letter = letter_for(network, oriane, alma.email)
    actions.decline_request(actor=oriane, membership=row, reason="Pas cette année.")
    with pytest.raises(Refusal):
        actions.join_by_letter(actor=alma, id=letter.pk, organisation=cast.organisation)
    with time_machine.travel(clock.now() + timedelta(days=30), tick=False):
        again = letter_for(network, oriane, alma.email)
        joined = actions.join_by_letter(actor=alma, id=again.pk, organisation=cast.organisation)
    assert (joined.pk, joined.state) == (row.pk, MembershipState.MEMBER)


@pytest.mark.django_db
def test_whoever_took_their_own_request_back_may_still_follow_the_letter(
    cast: Cast, network: Network, oriane: Person
) -> None:
    alma = cast.administrator
    row = actions.ask_to_join(actor=alma, organisation=cast.organisation, network=network)
    letter = letter_for(network, oriane, alma.email)
    actions.take_request_back(actor=alma, membership=row)
    assert actions.join_by_letter(actor=alma, id=letter.pk, organisation=cast.organisation).state == "member"


@pytest.mark.django_db
def test_a_second_letter_does_not_give_back_a_role_that_was_taken(
    cast: Cast, network: Network, oriane: Person
) -> None:
    oscar = cast.outsider
    EmailAddress.objects.create(user=oscar, email="oscar@ailleurs.example.org", verified=True)
    first = letter_for(network, oriane, oscar.email, "administrator")
    second = letter_for(network, oriane, "oscar@ailleurs.example.org", "administrator")
    actions.accept_role(actor=oscar, id=first.pk)
    actions.remove_person(actor=oriane, network=network, person=oscar)
    with pytest.raises(Refusal):
        actions.accept_role(actor=oscar, id=second.pk)
    assert not NetworkRole.objects.filter(person=oscar).exists()


@pytest.mark.django_db(transaction=True)
def test_one_letter_answered_twice_at_once_lets_one_organisation_in(
    cast: Cast, network: Network, oriane: Person
) -> None:
    alma = cast.administrator
    other = factories.make_organisation("Les Rames")
    factories.make_administrator(alma, other)
    letter = letter_for(network, oriane, alma.email)
    answers = at_once(
        lambda: actions.join_by_letter(actor=alma, id=letter.pk, organisation=cast.organisation),
        lambda: actions.join_by_letter(actor=alma, id=letter.pk, organisation=other),
        lambda: actions.decline_letter(actor=alma, id=letter.pk),
    )
    assert sum(isinstance(each, Refusal) for each in answers) == 2
    joined = sum(isinstance(each, Membership) for each in answers)
    assert Membership.objects.filter(network=network).count() == joined <= 1


@pytest.mark.django_db
def test_a_second_click_is_told_so_and_a_letter_of_others_is_not_found(
    cast: Cast, network: Network, oriane: Person, sign_in: SignIn
) -> None:
    letter = letter_for(network, oriane, cast.administrator.email)
    address = f"/networks/letters/{letter.pk}/"
    assert sign_in(cast.outsider).post(address, {"decline": "1"}).status_code == 404
    client = sign_in(cast.administrator)
    for _click in range(2):
        assert client.post(address, {"decline": "1"})["Location"] == "/networks/"
    assert "n’était plus à jour" in client.get("/networks/").content.decode()
    assert client.get(address).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("asks", ["member", "administrator"])
def test_whoever_asked_is_told_of_a_no_without_a_name(
    cast: Cast, network: Network, oriane: Person, asks: str
) -> None:
    letter = letter_for(network, oriane, cast.administrator.email, asks)
    actions.decline_letter(actor=cast.administrator, id=letter.pk)
    while dispatch_waiting():
        pass
    (mail,) = Message.objects.filter(to=oriane.email)
    assert network.name in mail.subject
    assert cast.administrator.name not in mail.text
    assert cast.administrator.email not in mail.text
