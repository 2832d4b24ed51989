"""Whoever administers the network has no hand in the file of an organisation to which they belong; others do it."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from ithaca.accounts.models import Person
from ithaca.credentials.actions.administering import change_standing
from ithaca.kernel.errors import Refusal
from ithaca.networks import actions as networks
from ithaca.programmes import actions as programmes
from ithaca.seals import actions
from ithaca.seals.models import Procedure, SealFile, Tie
from ithaca.web.home.seals import to_name
from tests import factories
from tests.seals.audited import ALONE, handed_in, join_network
from tests.seals.sealed import Held, settle
from tests.seals.sealers import Sealers

SignIn = Callable[[Person], Client]


def bound(world: Sealers) -> Person:
    """Mona administers the network, and is a mentor in the programme of the file."""
    mona = join_network(world, "Mona", "administrator")
    factories.make_participation(mona, world.cast.programme, "mentor")
    return mona


def refused(world: Sealers, actor: Person, row: SealFile) -> None:
    with pytest.raises(Refusal, match="autre personne"):
        actions.name_auditors(actor=actor, file=row, people=world.auditors[:2])
    with pytest.raises(Refusal, match="autre personne"):
        actions.send_back(actor=actor, file=row, reasons="Revoyez tout.")
    with pytest.raises(Refusal, match="autre personne"):
        actions.confirm_gate(actor=actor, file=row, gate="any")
    with pytest.raises(Refusal, match="autre personne"):
        actions.recognise(actor=actor, file=row)


def test_who_takes_part_in_the_programme_does_nothing_with_its_file(world: Sealers) -> None:
    refused(world, bound(world), handed_in(world))


def test_who_has_left_it_or_has_said_that_something_binds_them_neither(world: Sealers) -> None:
    row, gone = handed_in(world), join_network(world, "Gaël", "administrator")
    place = factories.make_participation(gone, world.cast.programme, "mentee")
    programmes.leave(person=gone, participation=place)
    tied = join_network(world, "Tia", "administrator")
    Tie.objects.create(organisation=world.cast.organisation, person=tied)
    for person in (gone, tied):
        refused(world, person, row)
    actions.name_auditors(actor=world.oriane, file=row, people=world.auditors[:2])
    assert world.now(row).state == "audit"


def test_the_procedure_is_for_others_while_a_file_of_theirs_is_under_way(world: Sealers) -> None:
    mona, row = bound(world), world.begun()
    with pytest.raises(Refusal, match="modifier la procédure"):
        actions.set_procedure(actor=mona, network=world.network, numbers=ALONE)
    actions.leave_file(actor=world.clemence, file=row)
    actions.set_procedure(actor=mona, network=world.network, numbers=ALONE)
    assert Procedure.objects.get().quorum == 1


def test_the_pages_say_why_and_offer_nothing(world: Sealers, sign_in: SignIn) -> None:
    row, mona = handed_in(world), bound(world)
    client = sign_in(mona)
    page = client.get(reverse("seals:auditors", args=[row.pk])).content.decode()
    assert "Vous êtes lié·e à l’organisation de ce dossier" in page
    assert 'name="people"' not in page
    procedure = client.get(reverse("seals:procedure", args=[world.network.slug])).content.decode()
    assert "modifier la procédure" in procedure
    assert 'name="quorum"' not in procedure
    assert list(to_name([world.network], mona)) == []
    assert [step.url for step in to_name([world.network], world.oriane)] == [
        reverse("seals:auditors", args=[row.pk])
    ]


def test_a_seal_is_put_back_by_somebody_else(held: Held, sign_in: SignIn) -> None:
    world, mona = held.world, bound(held.world)
    actions.change_standing(actor=world.oriane, file=held.now, step="suspend", reasons="Le rapport manque.")
    settle()
    with pytest.raises(Refusal, match="autre personne"):
        actions.change_standing(actor=mona, file=held.now, step="reinstate", reasons="Il est là.")
    change = reverse("seals:change", args=[held.row.pk])
    assert 'name="step"' not in sign_in(mona).get(change).content.decode()


@pytest.mark.parametrize("verb", ["suspend", "revoke", "reinstate"])
def test_nor_is_it_theirs_in_the_list_of_what_the_network_has_issued(
    held: Held, sign_in: SignIn, verb: str
) -> None:
    world, mona = held.world, bound(held.world)
    page = reverse("credentials:network_issued_one", args=[world.network.slug, held.seal.pk])
    client = sign_in(mona)
    if verb == "reinstate":
        sign_in(world.oriane).post(page, {"suspend": "1", "reason": "Le rapport manque."})
    before = held.states()
    with pytest.raises(Refusal, match="autre personne"):
        change_standing(actor=mona, credential=held.seal, verb=verb, reason="Parce que.")
    shown = client.get(page).content.decode()
    assert "Vous êtes lié·e à l’organisation de ce dossier" in shown
    assert 'name="reason"' not in shown
    client.post(page, {verb: "1", "reason": "Parce que."})
    settle()
    assert held.states()[1] == before[1]


def test_who_audits_and_decides_is_for_others_while_a_file_of_theirs_is_under_way(
    world: Sealers, sign_in: SignIn
) -> None:
    row, mona, network = handed_in(world), bound(world), world.network
    client, page = sign_in(mona), reverse("networks:people", args=[world.network.slug])
    for person, role in ((world.auditors[0], "auditor"), (world.committee[0], "committee")):
        remove = reverse("networks:remove_person", args=[network.slug, person.pk, role])
        with pytest.raises(Refusal, match="qui audite et qui décide"):
            networks.remove_person(actor=mona, network=network, person=person, role=role)
        with pytest.raises(Refusal, match="qui audite et qui décide"):
            networks.write_to(actor=mona, network=network, email="amie@example.org", asks=role)
        assert remove not in client.get(page).content.decode()
        assert f'value="{role}"' not in client.get(page).content.decode(), "nor is it offered to ask anybody"
        assert remove in sign_in(world.oriane).get(page).content.decode()
        assert f'value="{role}"' in sign_in(world.oriane).get(page).content.decode()
        client.post(remove)
        assert network.roles.filter(person=person, role=role).exists()
    assert "qui audite et qui décide" in client.get(page).content.decode()
    actions.leave_file(actor=world.clemence, file=row)
    networks.remove_person(actor=mona, network=network, person=world.auditors[0], role="auditor")


def test_a_role_of_ones_own_is_laid_down_at_any_time(world: Sealers) -> None:
    handed_in(world)
    mona = bound(world)
    world.network.roles.create(person=mona, role="committee")
    networks.remove_person(actor=mona, network=world.network, person=mona, role="committee")
    networks.write_to(actor=mona, network=world.network, email="amie@example.org", asks="administrator")
    assert not world.network.roles.filter(person=mona, role="committee").exists()
