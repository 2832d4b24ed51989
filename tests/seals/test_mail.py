"""Who is told what, once: of handing in, and of what somebody else has put them down for."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from ithaca.journal.dispatch import dispatch_waiting
from ithaca.kernel import clock
from ithaca.kernel.ids import new_id
from ithaca.networks.models import Network, NetworkRole
from ithaca.notifications.models import Message
from ithaca.notifications.reminders.seal_audits import answers
from ithaca.seals import actions, queries
from ithaca.seals.actions import Planned, Verdict
from ithaca.seals.models import Audit, DocumentRequest
from tests import factories
from tests.seals.audited import audited, find, handed_in, reported
from tests.seals.sealed import settle, told
from tests.seals.sealers import Sealers


def test_handing_in_is_told_to_the_network_and_to_colleagues_each_once(world: Sealers) -> None:
    NetworkRole.objects.create(network=world.network, person=world.claude, role="administrator")
    handed_in(world)
    settle()
    assert told("a remis son autoévaluation") == {world.oriane.pk}
    assert told("Votre autoévaluation a été remise") == {world.claude.pk}
    assert not told("Équipe d’audit à désigner")


def test_who_coordinates_hears_that_a_finding_stands_and_can_answer_again(world: Sealers) -> None:
    row = audited(world, handed_in(world))
    finding, settled = find(row), find(row, "a1")
    row, aude = reported(world, row), world.auditors[0]
    for one, step in ((finding, "let stand"), (settled, "settle")):
        actions.answer_finding(actor=world.clemence, file=row, finding=one, words="C’est écrit.")
        actions.judge_finding(actor=aude, file=row, finding=one, verdict=Verdict(step, "Où donc ?"))
    settle()
    assert told("Un constat reste maintenu") == {world.clemence.pk, world.claude.pk}
    mails = Message.objects.filter(subject__contains="Un constat reste maintenu")
    assert {message.path for message in mails} == {f"/seal-files/{row.pk}/audit-report/#finding-{finding.pk}"}


@pytest.mark.parametrize(("country", "begun"), [("FR", True), ("CA", False)])
def test_the_week_before_the_end_of_answers_begins_by_the_networks_clock(
    world: Sealers, country: str, begun: bool
) -> None:
    """At one in the morning in Paris it is still the day before in Canada, and in Greenwich."""
    Network.objects.filter(pk=world.network.pk).update(countries=[country])
    with time_machine.travel(datetime(2026, 6, 1, 12, tzinfo=UTC), tick=False):
        row = audited(world, handed_in(world))
        find(row)
        row = reported(world, row)
        Audit.objects.filter(file=row).update(answers_until=date(2026, 6, 15))
        assert list(answers(datetime(2026, 6, 7, 21, tzinfo=UTC))) == []
        due = list(answers(datetime(2026, 6, 7, 23, tzinfo=UTC)))
    assert {each.values["day"] for each in due} == ({"15\N{NO-BREAK SPACE}juin 2026"} if begun else set())


def test_when_a_file_is_ended_those_who_had_it_hear_of_it(world: Sealers) -> None:
    row = world.begun()
    actions.leave_file(actor=world.clemence, file=row)
    settle()
    assert not told("Un dossier a été clos")  # nobody had read of it
    row = audited(world, handed_in(world))
    actions.leave_file(actor=world.clemence, file=row)
    settle()
    assert told("Un dossier a été clos") == {world.oriane.pk, *(each.pk for each in world.auditors[:2])}


def test_who_coordinates_hears_that_a_document_is_no_longer_asked_for(world: Sealers) -> None:
    row, aude = audited(world, handed_in(world)), world.auditors[0]
    actions.ask_for_document(actor=aude, file=row, standard="a1", kind="paper", words="Le budget.")
    asked = DocumentRequest.objects.get()
    actions.take_request_back(actor=aude, file=row, request=asked)
    dispatch_waiting()  # told, not sent yet: what is sent keeps no words
    assert told("Un document n’est plus demandé") == {world.clemence.pk, world.claude.pk}
    message = Message.objects.filter(subject__contains="Un document n’est plus demandé").first()
    assert message is not None
    assert queries.scheme_of(row).text("fr").kinds["paper"].label in message.text


def test_an_auditor_whom_somebody_else_sets_aside_hears_of_it(world: Sealers) -> None:
    row, (aude, aziz, _ava) = audited(world, handed_in(world)), world.auditors
    actions.declare_tie(actor=aziz, file=row, person=aziz)
    actions.declare_tie(actor=world.clemence, file=world.now(row), person=aude)
    settle()
    assert told("Vous n’auditez plus") == {aude.pk}
    message = Message.objects.get(subject__contains="Vous n’auditez plus")
    assert message.path == reverse("seals:desk")


def test_who_belongs_to_the_organisation_is_not_asked_to_name_auditors(world: Sealers) -> None:
    mona = factories.make_person("Mona")
    NetworkRole.objects.create(network=world.network, person=mona, role="administrator")
    factories.make_participation(mona, world.cast.programme, "mentor")
    handed_in(world)
    settle()
    assert told("a remis son autoévaluation") == {world.oriane.pk}


def test_who_is_put_down_for_an_improvement_by_somebody_else_is_told(world: Sealers) -> None:
    row, due = world.begun(), clock.today() + timedelta(days=30)
    for owner, standard in ((world.claude, "b1"), (world.clemence, "b2")):
        planned = Planned(step="done", words="Écrire.", owner=owner, due=due)
        actions.plan_improvement(
            actor=world.clemence, file=row, standard=standard, planned=planned, id=new_id()
        )
    settle()
    assert told("Vous vous chargez") == {world.claude.pk}
