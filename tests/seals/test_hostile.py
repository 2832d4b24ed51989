"""What somebody tries who means ill, or has stopped being what they were: each ends with nothing gained."""

import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.credentials import actions as credentials
from ithaca.editions.document import digest
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.networks import actions as networks
from ithaca.programmes.actions import leave
from ithaca.programmes.models import Participation, Programme
from ithaca.seals import actions, queries, seen
from ithaca.seals.actions import Found
from ithaca.seals.models import AuditSession, Draw, Finding, SealFile, Tie, Vote
from tests.seals.audited import (
    audit_of,
    audited,
    auditors_of,
    before_the_committee,
    drawn_people,
    find,
    handed_in,
    reported,
    willing,
)
from tests.seals.sealed import Held, settle
from tests.seals.sealers import Sealers

SignIn = Callable[[Person], Client]
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def page(name: str, row: SealFile, *more: object) -> str:
    return reverse(f"seals:{name}", args=[row.pk, *more])


# --- The committee ---


@pytest.mark.parametrize("since", ["bound", "off the committee"])
def test_the_vote_of_who_must_not_decide_any_more_does_not_count(world: Sealers, since: str) -> None:
    credentials.make_key(actor=world.oriane, body=world.network, id=new_id())
    row = before_the_committee(world)
    cora, cyr, cleo = world.committee
    for person in (cora, cyr):
        actions.vote(actor=person, file=row, step="award", reasons="Oui.")
    if since == "bound":
        Tie.objects.create(organisation=world.cast.organisation, person=cora)
    else:
        networks.remove_person(actor=world.oriane, network=world.network, person=cora, role="committee")
    with pytest.raises(Refusal):
        actions.decide(actor=cyr, file=row, level="first", reasons="À deux.")
    actions.vote(actor=cleo, file=row, step="award", reasons="Oui.")
    actions.decide(actor=cyr, file=row, level="first", reasons="À deux.")
    assert {vote.person for vote in Vote.objects.all()} == {cyr, cleo}


# --- Auditors ---


def test_who_is_no_auditor_of_the_network_any_more_goes_on_with_no_file(
    world: Sealers, sign_in: SignIn
) -> None:
    row = reported(world, audited(world, handed_in(world)))
    aude, aziz, ava = world.auditors
    networks.remove_person(actor=world.oriane, network=world.network, person=aude, role="auditor")
    with pytest.raises(Denied):
        actions.hand_over(actor=aude, file=row)
    assert sign_in(aude).get(page("file", row)).status_code == 404
    assert queries.audited_by(aude) == []
    settle()
    row = world.now(row)
    assert (row.state, auditors_of(row)) == ("handed in", [aziz])
    actions.name_auditors(actor=world.oriane, file=row, people=[ava])
    assert auditors_of(world.now(row)) == [aziz, ava]


def test_an_auditor_who_has_the_role_again_before_anything_followed_goes_on(world: Sealers) -> None:
    row = audited(world, handed_in(world))
    aude = world.auditors[0]
    networks.remove_person(actor=world.oriane, network=world.network, person=aude, role="auditor")
    world.network.roles.create(person=aude, role="auditor")
    settle()
    assert aude in auditors_of(world.now(row))


def test_the_programme_reads_no_finding_before_there_is_a_report(world: Sealers, sign_in: SignIn) -> None:
    row = audited(world, handed_in(world))
    finding = find(row, words="Encore en discussion.")
    answer = page("answer_finding", row, finding.pk)
    assert sign_in(world.clemence).get(answer).status_code == 404
    row = reported(world, row)
    assert "Encore en discussion." in sign_in(world.clemence).get(answer).content.decode()
    actions.declare_tie(actor=auditors_of(row)[0], file=row, person=auditors_of(row)[0])
    assert sign_in(world.clemence).get(answer).status_code == 404


def test_a_deadline_that_has_passed_before_the_report_leaves_time_for_an_answer(world: Sealers) -> None:
    with time_machine.travel(NOON):
        row = audited(world, handed_in(world))
        found = Found("b1", "remediable", "À revoir.", due=date(2026, 5, 5))
        id = new_id()
        actions.note_finding(actor=world.auditors[0], file=row, id=id, found=found)
    with time_machine.travel(NOON + timedelta(days=10)):
        row = reported(world, row)
        assert actions.hand_over_due() == 0
        finding = Finding.objects.get()
        actions.answer_finding(actor=world.clemence, file=row, finding=finding, words="C’est fait.")
    assert Finding.objects.get().state == "answered"


def test_no_deadline_stops_the_clock_of_all_networks(world: Sealers) -> None:
    row = audited(world, handed_in(world))
    for due in (date.max, date.max - timedelta(days=3), date(2300, 1, 1)):
        found = Found("b1", "remediable", "À revoir.", due=due)
        with pytest.raises(Refusal, match="année"):
            actions.note_finding(actor=world.auditors[0], file=row, id=new_id(), found=found)
    find(row)
    reported(world, row)
    assert actions.hand_over_due() == 0


@pytest.mark.parametrize("year", ["0001-01-01T00:00", "9999-12-31T23:59"])
def test_a_session_at_the_end_of_time_is_a_slip_of_the_hand(
    world: Sealers, sign_in: SignIn, year: str
) -> None:
    row = audited(world, handed_in(world))
    session = AuditSession.objects.filter(audit=audit_of(row))[0]
    client = sign_in(world.auditors[0])
    made_from = digest(seen.session(session))
    for sent in (
        {"verb": "plan", "at": year},
        {"verb": "hold", "held_at": year, "notes": "…", "seen": made_from},
    ):
        assert client.post(page("session", row, session.pk), sent).status_code == 422


# --- Volunteers ---


def test_who_has_left_the_programme_is_not_drawn_and_does_not_follow(world: Sealers) -> None:
    row = audited(world, handed_in(world))
    people = willing(world, row, 5)

    def goes(person: Person) -> None:
        leave(person=person, participation=Participation.objects.get(person=person))

    goes(people[0])
    actions.draw(actor=world.auditors[0], file=row, role="mentor")
    assert len(Draw.objects.get().volunteers) == 4
    (waiting,) = {*people[1:]} - {*drawn_people(row)}
    goes(waiting)
    actions.stay_out(actor=drawn_people(row)[0], file=row, role="mentor")
    assert len(drawn_people(row)) == 2
    assert waiting not in drawn_people(row)


# --- What is being written ---


def test_the_network_does_not_learn_that_a_renewal_is_being_written(held: Held, sign_in: SignIn) -> None:
    later = held.world.begun(renews=held.row)
    address = page("file", later)
    assert address in sign_in(held.world.clemence).get(page("file", held.row)).content.decode()
    assert address not in sign_in(held.world.oriane).get(page("file", held.row)).content.decode()


# --- The registry ---


@pytest.mark.parametrize("sign", ["\x0b", "\x1b", "\ufffe", "\uffff"])
def test_a_name_with_signs_that_xml_does_not_know_takes_no_feed_away(held: Held, sign: str) -> None:
    programme = Programme.objects.get(pk=held.row.programme_id)
    programme.name = {"fr": f'Cap{sign} <Ouest> & "co"'}
    programme.save(update_fields=["name"])
    for path in ("/seals/feed.atom", f"/seals/{held.row.pk}/badge-fr.svg"):
        answer = Client().get(path)
        assert answer.status_code == 200, path
        root = ElementTree.fromstring(answer.content)
        assert 'Cap <Ouest> & "co"' in "".join(root.itertext()), path
