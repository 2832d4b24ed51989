"""A programme says that somebody should not audit it: of as many as audit a file, and it chooses nobody by it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from ithaca.accounts.models import Person
from ithaca.kernel.errors import Refusal
from ithaca.seals import actions
from tests.seals.audited import audited, auditors_of, handed_in, join_network
from tests.seals.sealers import Sealers

SignIn = Callable[[Person], Client]
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_a_programme_sets_aside_as_many_as_audit_a_file_and_no_more(world: Sealers, sign_in: SignIn) -> None:
    row = audited(world, handed_in(world))
    network, programme = sign_in(world.oriane), sign_in(world.clemence)
    ties, naming = reverse("seals:ties", args=[row.pk]), reverse("seals:auditors", args=[row.pk])
    aude, aziz, ava = world.auditors
    # Who steps aside without being asked counts as nobody whom the programme has set aside.
    actions.declare_tie(actor=aziz, file=row, person=aziz)
    assert "encore le dire de 2 personnes" in programme.get(ties).content.decode()
    programme.post(ties, {"person": str(aude.pk)})
    assert "Le programme a dit d’une personne" in network.get(naming).content.decode()
    alba = join_network(world, "Alba", "auditor")
    row = audited(world, world.now(row), [ava, alba])
    assert "encore le dire d’une personne" in programme.get(ties).content.decode()
    actions.declare_tie(actor=world.claude, file=row, person=ava)
    page = programme.get(ties).content.decode()
    assert "autant de personnes" in page
    assert 'name="person"' not in page
    with pytest.raises(Refusal, match="autant de personnes"):
        actions.declare_tie(actor=world.clemence, file=row, person=alba)
    assert auditors_of(world.now(row)) == [alba]
    actions.declare_tie(actor=alba, file=row, person=alba)
    assert auditors_of(world.now(row)) == []


def test_beginning_anew_lets_a_programme_choose_no_auditors(world: Sealers) -> None:
    with time_machine.travel(NOON, tick=False):
        row = audited(world, handed_in(world))
        for person in world.auditors[:2]:
            actions.declare_tie(actor=world.clemence, file=row, person=person)
        actions.leave_file(actor=world.clemence, file=row)
        other = join_network(world, "Alba", "auditor")
        again = audited(world, handed_in(world), [world.auditors[2], other])
        with pytest.raises(Refusal, match="autant de personnes"):
            actions.declare_tie(actor=world.clemence, file=again, person=other)
    with time_machine.travel(NOON + timedelta(days=4 * 365), tick=False):
        actions.declare_tie(actor=world.clemence, file=again, person=other)
