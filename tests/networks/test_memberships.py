"""An organisation asks, is invited, is suspended, leaves; who may do what, and who is told."""

import pytest
import time_machine

from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.journal.dispatch import dispatch_waiting
from ithaca.journal.queries import history
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.kernel.states import ForbiddenTransition
from ithaca.networks import actions, queries
from ithaca.networks.models import Membership, Network, NetworkLetter
from ithaca.networks.policies import roles_in_network
from ithaca.notifications.models import Message
from ithaca.organisations.models import Organisation
from ithaca.organisations.policies import roles_in_organisation
from tests import factories
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def oriane(db: None) -> Person:
    return factories.make_person("Oriane Meyer")


@pytest.fixture
def network(oriane: Person) -> Network:
    return factories.make_network(oriane)


def told() -> list[tuple[str, str]]:
    """(to, subject) of the mail that has been written since the last look."""
    while dispatch_waiting():
        pass
    found = [(row.to, row.subject) for row in Message.objects.order_by("created_at", "id")]
    Message.objects.all().delete()
    return found


def invited(network: Network, by: Person, email: str, asks: str = "member") -> NetworkLetter:
    actions.write_to(actor=by, network=network, email=email, asks=asks)
    return queries.letters_of(network, asks).get(email=email.lower())


def test_an_organisation_asks_and_the_network_accepts(cast: Cast, network: Network, oriane: Person) -> None:
    alma = cast.administrator
    row = actions.ask_to_join(actor=alma, organisation=cast.organisation, network=network)
    again = actions.ask_to_join(actor=alma, organisation=cast.organisation, network=network)
    assert again.pk == row.pk
    assert told() == [(oriane.email, "Les Voiles demande à rejoindre Grand Large")]
    assert not queries.networks_with(cast.organisation).exists()
    for person in (cast.administrator, cast.coordinator, cast.outsider):
        with pytest.raises(Denied):
            actions.accept_request(actor=person, membership=row)
    actions.accept_request(actor=oriane, membership=row)
    assert [to for to, _subject in told()] == [alma.email]
    assert list(queries.networks_with(cast.organisation)) == [network]
    steps = [event.facts["step"] for event in history(row.pk)]
    assert steps == ["ask", "accept"]


def test_an_organisation_may_be_in_two_networks(cast: Cast, network: Network, oriane: Person) -> None:
    other = factories.make_network(cast.outsider, "Deux Rives")
    for each, by in ((network, oriane), (other, cast.outsider)):
        row = actions.ask_to_join(actor=cast.administrator, organisation=cast.organisation, network=each)
        actions.accept_request(actor=by, membership=row)
    assert {row.name for row in queries.networks_with(cast.organisation)} == {"Grand Large", "Deux Rives"}


def test_who_asks_for_whom(cast: Cast, network: Network, oriane: Person) -> None:
    for person in (cast.coordinator, cast.outsider, oriane):
        with pytest.raises(Denied):
            actions.ask_to_join(actor=person, organisation=cast.organisation, network=network)
    hidden = factories.make_network(oriane, "Entre Nous", public=False)
    with pytest.raises(Refusal):
        actions.ask_to_join(actor=cast.administrator, organisation=cast.organisation, network=hidden)
    assert not Membership.objects.exists()


def test_a_no_has_a_reason_that_no_journal_keeps_and_asking_again_waits_a_day(
    cast: Cast, network: Network, oriane: Person
) -> None:
    alma = cast.administrator
    row = actions.ask_to_join(actor=alma, organisation=cast.organisation, network=network)
    with pytest.raises(Refusal):
        actions.decline_request(actor=oriane, membership=row, reason="  ")
    actions.decline_request(actor=oriane, membership=row, reason="Le comité siège en mai.")
    row.refresh_from_db()
    assert (row.state, row.reason) == ("declined", "Le comité siège en mai.")
    assert "comité" not in str([event.facts for event in history(row.pk)])
    assert "comité" not in str(Message.objects.values_list("text", flat=True))
    with pytest.raises(Refusal):
        actions.ask_to_join(actor=alma, organisation=cast.organisation, network=network)
    with time_machine.travel(row.since.timestamp() + 90_000, tick=False):
        again = actions.ask_to_join(actor=alma, organisation=cast.organisation, network=network)
    assert (again.pk, again.state, again.reason) == (row.pk, "asked", "")


def test_a_letter_lets_its_reader_choose_the_organisation(
    cast: Cast, network: Network, oriane: Person
) -> None:
    letter = invited(network, oriane, cast.administrator.email.upper())
    assert [to for to, _subject in told()] == [cast.administrator.email]
    with pytest.raises(Denied):  # the letter isn't theirs
        actions.join_by_letter(actor=cast.outsider, id=letter.pk, organisation=cast.elsewhere.organisation)
    with pytest.raises(Denied):  # the organisation isn't theirs
        actions.join_by_letter(
            actor=cast.administrator, id=letter.pk, organisation=cast.elsewhere.organisation
        )
    row = actions.join_by_letter(actor=cast.administrator, id=letter.pk, organisation=cast.organisation)
    assert row.state == "member"
    assert told() == [(oriane.email, "Les Voiles a rejoint Grand Large")]
    with pytest.raises(Refusal):  # one letter, one answer
        actions.join_by_letter(actor=cast.administrator, id=letter.pk, organisation=cast.organisation)


def test_a_letter_lets_somebody_found_an_organisation_that_the_network_has_no_right_in(
    cast: Cast, network: Network, oriane: Person
) -> None:
    zoe = factories.make_person("Zoé Phare")
    letter = invited(network, oriane, zoe.email)
    row = actions.found_and_join(
        actor=zoe, id=letter.pk, organisation_id=new_id(), name="Le Phare", country="BE"
    )
    made = Organisation.objects.get(slug="le-phare")
    assert row.organisation == made
    assert roles_in_organisation(zoe, made)
    assert not roles_in_organisation(oriane, made)
    with pytest.raises(Refusal):  # one letter, one organisation
        actions.found_and_join(
            actor=zoe, id=letter.pk, organisation_id=new_id(), name="Encore une", country="BE"
        )


def test_a_suspended_member_comes_back_or_leaves_and_no_letter_goes_around_it(
    cast: Cast, network: Network, oriane: Person
) -> None:
    row = factories.make_membership(network, cast.organisation)
    actions.suspend(actor=oriane, membership=row, reason="Sans rapport depuis deux ans.")
    assert told() == [(cast.administrator.email, "Votre adhésion à Grand Large est suspendue")]
    assert not queries.networks_with(cast.organisation).exists()
    letter = invited(network, oriane, cast.administrator.email)
    with pytest.raises(Refusal):
        actions.join_by_letter(actor=cast.administrator, id=letter.pk, organisation=cast.organisation)
    actions.reinstate(actor=oriane, membership=row)
    row.refresh_from_db()
    assert (row.state, row.reason) == ("member", "")
    with pytest.raises(Denied):
        actions.leave(actor=oriane, membership=row)
    actions.leave(actor=cast.administrator, membership=row)
    told()
    with pytest.raises(ForbiddenTransition):
        actions.leave(actor=cast.administrator, membership=row)
    row.refresh_from_db()
    assert row.state == "left"


def test_only_the_networks_own_people_suspend_and_exclude(cast: Cast, network: Network) -> None:
    row = factories.make_membership(network, cast.organisation)
    other = factories.make_network(cast.outsider, "Deux Rives")
    assert roles_in_network(cast.outsider, other)
    for person in (cast.administrator, cast.outsider):
        for act in (actions.suspend, actions.exclude):
            with pytest.raises(Denied):
                act(actor=person, membership=row, reason="Non.")


def test_administrators_of_a_network_come_and_go_but_one_remains(
    cast: Cast, network: Network, oriane: Person
) -> None:
    with pytest.raises(Refusal):
        actions.remove_person(actor=oriane, network=network, person=oriane)
    letter = invited(network, oriane, cast.outsider.email, "administrator")
    with pytest.raises(Denied):  # asked to administer, not to join
        actions.join_by_letter(actor=cast.outsider, id=letter.pk, organisation=cast.elsewhere.organisation)
    actions.accept_role(actor=cast.outsider, id=letter.pk)
    with pytest.raises(Refusal):
        actions.write_to(actor=oriane, network=network, email=cast.outsider.email, asks="administrator")
    actions.remove_person(actor=cast.outsider, network=network, person=oriane)
    with pytest.raises(Denied):
        actions.write_to(actor=oriane, network=network, email="x@example.org", asks="member")


def test_whoever_runs_the_installation_founds_networks_and_nobody_else(cast: Cast, oriane: Person) -> None:
    olga = factories.make_person("Olga Serveur", is_operator=True)
    id = new_id()
    made = [actions.create_network(actor=olga, id=id, name="Archipel") for _twice in range(2)]
    assert made[0] == made[1]
    assert actions.create_network(actor=olga, id=new_id(), name="Sœurs de mer").slug == "soeurs-de-mer"
    factories.make_network(oriane)
    for person in (cast.administrator, oriane):
        with pytest.raises(Denied):
            actions.create_network(actor=person, id=new_id(), name="Encore un")
