"""The committee: who sits, how many votes, which level, the seal; refusal, appeal, and others afterwards."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.credentials import actions as credentials
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.kernel.states import ForbiddenTransition
from ithaca.seals import actions, queries
from ithaca.seals.actions import Verdict
from ithaca.seals.models import Decision, SealFile, Tie, Volunteer, Vote
from tests.racing import at_once
from tests.seals.audited import (
    ALONE,
    audit_of,
    audited,
    auditors_of,
    before_the_committee,
    find,
    handed_in,
    join_network,
    reported,
)
from tests.seals.sealed import settle, told
from tests.seals.sealers import Sealers, make_sealers

SignIn = Callable[[Person], Client]


@pytest.fixture
def key(world: Sealers) -> None:
    """With which the network signs."""
    credentials.make_key(actor=world.oriane, body=world.network, id=new_id())


def votes(row: SealFile, step: str, *people: Person) -> None:
    for person in people:
        actions.vote(actor=person, file=row, step=step, reasons=f"Parce que {step}.")


def refused(world: Sealers) -> SealFile:
    row = before_the_committee(world)
    cora, cyr, _cleo = world.committee
    votes(row, "refuse", cora, cyr)
    actions.decide(actor=cora, file=row, reasons="Trop peu de preuves.")
    return world.now(row)


@pytest.mark.usefixtures("key")
def test_two_of_three_award_the_level_that_is_reached(world: Sealers) -> None:
    row = before_the_committee(world, "second", a3="done", b2="done")
    cora, cyr, cleo = world.committee
    votes(row, "award", cora, cyr)
    votes(row, "refuse", cleo)
    actions.decide(actor=cyr, file=row, level="second", reasons="Tout y est.")
    row = world.now(row)
    assert (row.state, row.awarded_level) == ("sealed", "second")
    assert row.credential is not None
    minutes = Decision.objects.get()
    assert (minutes.by, minutes.level) == (cyr, "second")
    assert {vote.person for vote in minutes.votes.all()} == {cora, cyr, cleo}


@pytest.mark.usefixtures("key")
def test_no_level_is_awarded_that_the_auditors_did_not_find_reached(world: Sealers) -> None:
    row = audited(world, handed_in(world, "second", a3="done", b2="done"))
    actions.judge(actor=world.auditors[0], file=row, steps={"a3": ("nothing", "Rien vu.")})
    row = reported(world, row)
    actions.hand_over(actor=world.auditors[0], file=row)
    cora, cyr, _cleo = world.committee
    votes(world.now(row), "award", cora, cyr)
    with pytest.raises(Refusal):
        actions.decide(actor=cora, file=row, level="second", reasons="Quand même.")
    actions.decide(actor=cora, file=row, level="first", reasons="Le premier niveau.")
    assert world.now(row).awarded_level == "first"


def test_what_the_auditors_found_lacking_counts_as_met_once_it_is_put_right(
    world: Sealers, sign_in: Callable[[Person], Client]
) -> None:
    row, aude = audited(world, handed_in(world)), world.auditors[0]
    actions.judge(actor=aude, file=row, steps={"b1": ("nothing", "Rien d’écrit.")})
    finding = find(row, "b1")
    row = reported(world, row)
    assert actions.levels_to_award(row) == []
    actions.answer_finding(actor=world.clemence, file=row, finding=finding, words="C’est écrit.")
    for step, levels in (("let stand", []), ("settle", ["first"])):
        actions.judge_finding(actor=aude, file=row, finding=finding, verdict=Verdict(step, ""))
        assert actions.levels_to_award(row) == levels
    page = sign_in(aude).get(reverse("seals:audit_report", args=[row.pk])).content.decode()
    assert "Rien d’écrit." in page  # what was found stays there
    assert "Corrigé depuis" in page


def test_nothing_is_awarded_where_no_level_is_reached(world: Sealers) -> None:
    row = before_the_committee(world, b1="nothing")
    with pytest.raises(Refusal, match="Aucun niveau"):
        votes(row, "award", world.committee[0])
    with pytest.raises(Refusal, match="l’un des deux"):
        votes(row, "uphold", world.committee[0])
    assert actions.possible_votes(row) == ["refuse"]


def test_the_page_offers_only_what_can_be(world: Sealers, sign_in: Callable[[Person], Client]) -> None:
    cora, address = sign_in(world.committee[0]), "seals:decide"
    row = before_the_committee(world, b1="nothing")
    page = cora.get(reverse(address, args=[row.pk])).content.decode()
    assert 'value="award"' not in page
    assert "aucun niveau du label n’est atteint" in page


def test_the_network_hears_that_too_few_may_decide(world: Sealers) -> None:
    cora, *others = world.committee
    before_the_committee(world)
    settle()
    assert not told("Trop peu de personnes")
    Tie.objects.bulk_create(Tie(organisation=world.cast.organisation, person=each) for each in others)
    actions.leave_file(actor=world.clemence, file=SealFile.objects.get())
    row = before_the_committee(world)
    settle()
    assert told("Trop peu de personnes") == {world.oriane.pk}
    assert queries.lacking_to_decide(row) == 1
    join_network(world, "Clovis", "committee")
    assert queries.lacking_to_decide(row) == 0
    assert cora.pk in told("Un label attend votre vote")


def test_vote_and_minutes_stand_side_by_side_each_with_its_own_words(
    world: Sealers, sign_in: Callable[[Person], Client]
) -> None:
    row = before_the_committee(world)
    cora, cyr, _cleo = world.committee
    votes(row, "refuse", cora, cyr)
    client, minutes = sign_in(cyr), reverse("seals:minutes", args=[row.pk])
    page = client.post(minutes, {"reasons": ""}).content.decode()
    ids = re.findall(r'<textarea[^>]* id="([^"]+)"', page)
    assert ids == ["id_reasons", "minutes-reasons"]
    assert "Parce que refuse." in page  # one's vote is still there
    assert re.search(r'value="refuse"[^>]*checked', page)


def test_a_decision_needs_the_quorum_and_a_majority(world: Sealers) -> None:
    row = before_the_committee(world)
    cora, cyr, cleo = world.committee
    votes(row, "refuse", cora)
    with pytest.raises(Refusal, match="majorité"):
        actions.decide(actor=cora, file=row, reasons="Seule.")
    votes(row, "award", cyr)
    with pytest.raises(Refusal, match="majorité"):
        actions.decide(actor=cora, file=row, reasons="Un à un.")
    with pytest.raises(Refusal, match="Votez d’abord"):
        actions.decide(actor=cleo, file=row, reasons="Sans vote.")
    votes(row, "refuse", cyr)  # a changed mind
    assert Vote.objects.count() == 2
    actions.decide(actor=cora, file=row, reasons="À deux.")
    assert world.now(row).state == "refused"


def test_who_has_audited_or_is_bound_does_not_sit(world: Sealers) -> None:
    both = join_network(world, "Bea", "auditor")
    tied = join_network(world, "Tia", "committee")
    for person, role in ((both, "committee"), (world.clemence, "committee")):
        world.network.roles.create(person=person, role=role)
    Tie.objects.create(organisation=world.cast.organisation, person=tied)
    row = reported(world, audited(world, handed_in(world), [both, world.auditors[0]]))
    actions.hand_over(actor=both, file=row)
    row = world.now(row)
    assert {seat.person for seat in queries.could_decide(row)} == set(world.committee)
    for person in (both, tied, world.clemence, world.oriane, world.cast.outsider):
        with pytest.raises(Denied):
            actions.vote(actor=person, file=row, step="refuse", reasons="…")


def test_the_committee_sees_nothing_before_it_has_to_decide(world: Sealers) -> None:
    row = reported(world, audited(world, handed_in(world)))
    with pytest.raises(Denied):
        actions.vote(actor=world.committee[0], file=row, step="refuse", reasons="…")
    assert queries.to_decide(world.committee[0]) == []
    actions.hand_over(actor=world.auditors[0], file=row)
    assert queries.to_decide(world.committee[0]) == [world.now(row)]


def test_an_appeal_is_decided_by_others_and_upheld_it_is_audited_by_others(world: Sealers) -> None:
    row = refused(world)
    cora, _cyr, cleo = world.committee
    actions.appeal(actor=world.clemence, file=row, grounds="Les preuves y étaient.")
    row = world.now(row)
    with pytest.raises(Denied):
        actions.vote(actor=cora, file=row, step="uphold", reasons="…")
    nora = join_network(world, "Nora", "committee")
    votes(row, "uphold", cleo, nora)
    actions.decide(actor=nora, file=row, reasons="Elles y étaient.")
    row = world.now(row)
    assert row.state == "handed in"
    assert queries.audit_of(row) is None
    with pytest.raises(Refusal):
        audited(world, row, world.auditors[:2])
    fresh = [world.auditors[2], join_network(world, "Flo", "auditor")]
    row = audited(world, row, fresh)
    assert set(auditors_of(row)) == set(fresh)
    assert not audit_of(row).findings.exists()
    assert not Volunteer.objects.exists()
    row = reported(world, row)
    actions.hand_over(actor=fresh[0], file=row)
    assert queries.could_decide(world.now(row)) == []  # whoever has decided once never does again


def test_a_dismissed_appeal_is_final(world: Sealers) -> None:
    row = refused(world)
    actions.appeal(actor=world.claude, file=row, grounds="Non.")
    votes(row, "dismiss", world.committee[2], join_network(world, "Nora", "committee"))
    actions.decide(actor=world.committee[2], file=row, reasons="Rien de nouveau.")
    assert world.now(row).state == "refused for good"
    with pytest.raises(Exception, match="appeal"):
        actions.appeal(actor=world.clemence, file=row, grounds="Encore.")


def test_an_appeal_has_its_time(world: Sealers) -> None:
    row = refused(world)
    with time_machine.travel(clock.now() + timedelta(days=31)):
        assert not queries.may_appeal(row)
        with pytest.raises(Refusal):
            actions.appeal(actor=world.clemence, file=row, grounds="Trop tard.")
    with pytest.raises(Denied):
        actions.appeal(actor=world.oriane, file=row, grounds="Pas à nous.")


@pytest.mark.usefixtures("key")
def test_the_home_page_of_who_coordinates_tells_of_an_award(world: Sealers, sign_in: SignIn) -> None:
    row = before_the_committee(world)
    cora, cyr, cleo = world.committee
    votes(row, "award", cora, cyr)
    actions.decide(actor=cora, file=row, level="first", reasons="Tout y est.")
    assert told_at_home(sign_in(world.clemence), row) == "Cap Ouest reçoit le label"
    for other in (world.oriane, cleo, world.cast.mentor):
        assert told_at_home(sign_in(other), row) == ""
    with time_machine.travel(clock.now() + timedelta(days=31)):
        assert told_at_home(sign_in(world.clemence), row) == ""


def test_the_home_page_tells_of_a_refusal_as_long_as_one_can_appeal(world: Sealers, sign_in: SignIn) -> None:
    actions.set_procedure(actor=world.oriane, network=world.network, numbers={"appeal_days": 90})
    refused(world)
    for days, words in ((1, "former un recours jusqu’au"), (60, "former un recours jusqu’au"), (91, "")):
        with time_machine.travel(clock.now() + timedelta(days=days)):
            client = sign_in(world.clemence)
            page = client.get("/").content.decode()
        assert ("n’a pas été décerné à Cap Ouest" in page) == bool(words)
        assert words in page


def told_at_home(client: Client, row: SealFile) -> str:
    """The line about a file on somebody's home page."""
    page = client.get("/").content.decode()
    title = re.search(rf'href="/seal-files/{row.pk}/"[^>]*aria-label="[^"]* – ([^"]*)"', page)
    return title[1] if title else ""


def test_the_networks_procedure_holds(world: Sealers) -> None:
    with pytest.raises(Denied):
        actions.set_procedure(actor=world.clemence, network=world.network, numbers=ALONE)
    actions.set_procedure(actor=world.oriane, network=world.network, numbers=ALONE)
    row = reported(world, audited(world, handed_in(world), world.auditors[:1]))
    actions.hand_over(actor=world.auditors[0], file=row)
    votes(world.now(row), "refuse", world.committee[0])
    actions.decide(actor=world.committee[0], file=row, reasons="Seule, c’est assez.")
    assert world.now(row).state == "refused"


@pytest.mark.django_db(transaction=True)
def test_minutes_written_twice_at_once_decide_once() -> None:
    world = make_sealers()
    row = before_the_committee(world)
    cora, cyr, _cleo = world.committee
    votes(row, "refuse", cora, cyr)
    outcomes = at_once(
        lambda: _minutes(cora, row),
        lambda: _minutes(cyr, row),
    )
    assert outcomes.count(None) == 1
    assert Decision.objects.count() == 1


def _minutes(person: Person, row: SealFile) -> str | None:
    try:
        actions.decide(actor=person, file=row, reasons="À deux.")
    except (ForbiddenTransition, Denied):
        return "too late"
    return None


def test_the_network_reads_that_too_few_can_decide_on_an_appeal(
    world: Sealers, sign_in: Callable[[Person], Client]
) -> None:
    row, oriane = refused(world), sign_in(world.oriane)
    address, told = reverse("seals:file", args=[row.pk]), "Trop peu de membres de la commission"
    actions.appeal(actor=world.clemence, file=row, grounds="Nous avons des preuves.")
    assert told in oriane.get(address).content.decode()
    assert told not in sign_in(world.clemence).get(address).content.decode()
    join_network(world, "Colin Vial", "committee")
    assert told not in oriane.get(address).content.decode()
