"""The pages of audit and committee: what each sees and does there, and that the outsider finds nothing."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from ithaca.accounts.models import Person
from ithaca.kernel.ids import new_id
from ithaca.seals import actions, queries
from ithaca.seals.models import DocumentRequest, Draw, Finding, Procedure, SealFile, Volunteer
from ithaca.web.home.seals import to_name
from tests.schemes import small
from tests.seals.audited import (
    audit_of,
    audited,
    before_the_committee,
    find,
    handed_in,
    hold_all,
    join_network,
    reported,
)
from tests.seals.sealers import Sealers, publish, small_scheme

SignIn = Callable[[Person], Client]


def page(name: str, row: SealFile, *more: object) -> str:
    return reverse(f"seals:{name}", args=[row.pk, *more])


def read(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def seen(client: Client, address: str) -> dict[str, str]:
    """What a page says that it was made from."""
    found = re.search(r'name="seen" value="([^"]*)"', read(client, address))
    assert found is not None, address
    return {"seen": found[1]}


def nobody_else(world: Sealers, sign_in: SignIn, address: str, *may: Person) -> None:
    everybody = (
        world.cast.outsider,
        world.clemence,
        world.oriane,
        world.auditors[0],
        world.auditors[2],
        world.committee[0],
        world.cast.mentor,
    )
    for person in everybody:
        expected = 200 if person in may else 404
        assert sign_in(person).get(address).status_code == expected, (person.name, address)


def test_the_network_sees_its_files_and_sets_its_procedure(world: Sealers, sign_in: SignIn) -> None:
    row, oriane = handed_in(world), sign_in(world.oriane)
    files = reverse("seals:of_network", args=[world.network.slug])
    assert page("file", row) in read(oriane, files)
    procedure = reverse("seals:procedure", args=[world.network.slug])
    for address in (files, procedure):
        nobody_else(world, sign_in, address, world.oriane)
    told = {
        "auditors": 3,
        "mentors": 2,
        "mentees": 2,
        "report_days": 4,
        "answer_days": 20,
        "quorum": 3,
        "appeal_days": 14,
        "seen": re.findall(r'name="seen" value="([^"]*)"', read(oriane, procedure))[0],
    }
    assert oriane.post(procedure, told | {"auditors": 9}).status_code == 422
    assert oriane.post(procedure, told).status_code == 302
    assert Procedure.objects.get().auditors == 3


def test_who_can_audit_stands_beside_who_must_not_and_why(world: Sealers, sign_in: SignIn) -> None:
    row, oriane = handed_in(world), sign_in(world.oriane)
    world.network.roles.create(person=world.cast.administrator, role="auditor")
    address = page("auditors", row)
    text = read(oriane, address)
    assert world.auditors[0].name in text
    assert f"{world.cast.administrator.name} –" in text
    nobody_else(world, sign_in, address, world.oriane)
    people = [str(person.pk) for person in world.auditors[:2]]
    assert oriane.post(address, {"people": people[:1]}).status_code == 422
    assert oriane.post(address, {"people": people}).headers["Location"] == page("file", row)
    assert world.now(row).state == "audit"


def test_a_file_is_sent_back_from_its_page(world: Sealers, sign_in: SignIn) -> None:
    row, oriane = handed_in(world), sign_in(world.oriane)
    address = page("send_back", row)
    assert oriane.post(address, {"reasons": ""}).status_code == 422
    assert oriane.post(address, {"reasons": "Décrivez vos objectifs."}).status_code == 302
    assert "Décrivez vos objectifs." in read(sign_in(world.clemence), page("file", row))


def test_an_audit_from_the_first_session_to_the_report(world: Sealers, sign_in: SignIn) -> None:
    row = audited(world, handed_in(world, a3="done"))
    aude, aziz = sign_in(world.auditors[0]), sign_in(world.auditors[1])
    assert page("audit", row) in read(aude, page("file", row))
    desk = page("audit", row)
    nobody_else(world, sign_in, desk, world.auditors[0])
    for session in queries.sessions_of(audit_of(row)):
        address = page("session", row, session.pk)
        nobody_else(world, sign_in, address, world.auditors[0])
        assert aude.post(address, {"verb": "plan", "at": "2030-01-05T10:00"}).status_code == 302
        held = (datetime.now(UTC) - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
        sent = {"verb": "hold", "held_at": held, "notes": "Bien.", **seen(aude, address)}
        assert aude.post(address, sent).status_code == 302
    steps = f"{page('steps', row)}?requirement=a"
    told = {"a1": "nothing", "a1-reasons": "Rien d’écrit.", "a2": "", "a2-reasons": ""}
    assert aude.post(steps, told).status_code == 302
    aziz.post(steps, told | {"a1": "done"})
    assert "Rien d’écrit." in read(aziz, steps)
    assert aziz.get(page("write_report", row)).status_code == 200
    other = {"standard": "a1", "other": str(world.auditors[0].pk), "step": "nothing"}
    assert "requirement=a" in aziz.post(page("agree", row), other).headers["Location"]
    assert queries.audited_steps(row)["a1"] == "nothing"
    finding = {"id": str(new_id()), "standard": "a1", "kind": "remediable", "words": "À écrire.", "due": ""}
    assert aude.post(page("new_finding", row), finding).status_code == 302
    one = Finding.objects.get()
    edit = page("finding", row, one.pk)
    assert aude.post(edit, finding | {"words": "À écrire vite."} | seen(aude, edit)).status_code == 302
    nobody_else(world, sign_in, edit, world.auditors[0])
    assert "À écrire vite." in read(aude, desk)
    report = page("write_report", row)
    assert aude.post(report, {"summary": "Solide."}).status_code == 302
    assert world.now(row).state == "reported"
    drop = page("drop_finding", row, one.pk)
    aude.post(drop)
    assert Finding.objects.exists()


def test_on_the_weekend_after_its_last_day_a_report_is_no_longer_due_today(
    world: Sealers, sign_in: SignIn
) -> None:
    with time_machine.travel(datetime(2026, 5, 15, 12, tzinfo=UTC)):  # a Friday
        row = audited(world, handed_in(world))
        hold_all(row)
    for day, words in ((22, "c’est aujourd’hui le dernier jour"), (23, "le dernier jour est passé")):
        with time_machine.travel(datetime(2026, 5, day, 12, tzinfo=UTC)):
            assert words in read(sign_in(world.auditors[0]), page("audit", row))


def test_the_list_of_documents_and_what_is_asked_for(world: Sealers, sign_in: SignIn) -> None:
    row = audited(world, handed_in(world))
    aude, address = sign_in(world.auditors[0]), page("document_list", row)
    assert aude.post(address, {"standard": "a1", "kind": "paper", "words": "Le budget."}).status_code == 302
    assert "Le budget." in read(aude, address)
    assert "Le budget." in read(sign_in(world.clemence), page("file", row))
    nobody_else(world, sign_in, address, world.auditors[0])
    aude.post(page("take_request_back", row, DocumentRequest.objects.get().pk))
    assert not DocumentRequest.objects.exists()


def test_a_mentor_volunteers_is_drawn_and_the_auditors_learn_only_then(
    world: Sealers, sign_in: SignIn
) -> None:
    row, marc = audited(world, handed_in(world)), world.cast.mentor
    address, aude = page("volunteer", row), sign_in(world.auditors[0])
    nobody_else(world, sign_in, address, marc)
    client = sign_in(marc)
    assert client.post(address, {"role": "mentor", "yes": "1"}).status_code == 422
    assert client.post(address, {"role": "mentor", "of_age": "on", "yes": "1"}).status_code == 302
    draws = page("draws", row)
    assert marc.name not in read(aude, draws)
    assert aude.post(draws, {"role": "mentor"}).status_code == 302
    text = read(aude, draws)
    assert marc.name in text
    assert Draw.objects.get().seed in text
    talk = next(each for each in queries.sessions_of(audit_of(row)) if each.volunteer)
    assert marc.email in read(aude, page("session", row, talk.pk))
    assert client.post(address, {"role": "mentor", "no": "1"}).status_code == 302
    assert Volunteer.objects.get().state == "withdrawn"
    assert marc.name not in read(aude, page("audit", row))
    assert read(client, address)


def test_somebody_who_cannot_be_reached_gives_their_place_on(world: Sealers, sign_in: SignIn) -> None:
    row = audited(world, handed_in(world))
    actions.volunteer(actor=world.cast.mentee, file=row, role="mentee", of_age=True)
    actions.draw(actor=world.auditors[0], file=row, role="mentee")
    talk = next(each for each in queries.sessions_of(audit_of(row)) if each.volunteer)
    sign_in(world.auditors[0]).post(page("session", row, talk.pk), {"verb": "miss"})
    assert Volunteer.objects.get().state == "missed"


def test_findings_are_answered_and_judged_on_the_page_of_the_report(world: Sealers, sign_in: SignIn) -> None:
    row = audited(world, handed_in(world))
    finding = find(row)
    row = reported(world, row)
    clemence, aude = sign_in(world.clemence), sign_in(world.auditors[0])
    address, answer = page("audit_report", row), page("answer_finding", row, finding.pk)
    judge = page("judge_finding", row, finding.pk)
    nobody_else(world, sign_in, address, world.clemence, world.oriane, world.auditors[0])
    assert answer in read(clemence, address)
    assert clemence.post(answer, {"words": "C’est fait."} | seen(clemence, answer)).status_code == 302
    assert "C’est fait." in read(aude, judge)
    assert clemence.get(judge).status_code == 404
    assert aude.get(answer).status_code == 404
    settled = {"step": "settle", "remark": "Bien."} | seen(aude, judge)
    assert aude.post(judge, settled).status_code == 302
    assert aude.post(page("hand_over", row)).headers["Location"] == page("file", row)
    assert world.now(row).state == "deciding"


def test_each_claim_of_the_report_leads_to_an_answer_or_a_fact(world: Sealers, sign_in: SignIn) -> None:
    row = audited(world, handed_in(world, "second"))
    actions.judge(actor=world.auditors[0], file=row, steps={"a1": ("nothing", "Rien d’écrit.")})
    find(row)
    row = reported(world, row)
    clemence, behind = sign_in(world.clemence), page("report", row)
    text = read(clemence, page("audit_report", row))
    anchors = set(re.findall(rf'href="{behind}#([^"]+)"', text))
    assert {"answer-a1", "answer-b1", "requirement-a", "requirement-b"} <= anchors
    assert text.count("data-claim") > 0
    there = set(re.findall(r' id="([^"]+)"', read(clemence, behind)))
    assert anchors <= there


def test_a_condition_can_be_confirmed_until_the_committee_decides(world: Sealers, sign_in: SignIn) -> None:
    content = small_scheme() | {"gates": [{"slug": "legal", "facts": []}]}
    content["texts"] = {code: small.words(content, code) for code in ("fr", "en")}
    later = publish(world.network, content, number=2)
    SealFile.objects.filter(pk=(row := before_the_committee(world)).pk).update(version=later)
    oriane, address = sign_in(world.oriane), page("auditors", row)
    assert address in read(oriane, page("file", row))
    assert actions.levels_to_award(world.now(row)) == []
    # The committee is told what it waits for, not that it can only refuse; the network's home page asks for it.
    cora, decide = sign_in(world.committee[0]), page("decide", row)
    assert "legal fr" in read(cora, decide)
    assert "peut être que refusé" not in read(cora, decide)
    assert [step.url for step in to_name([world.network], world.oriane)] == [address]
    assert "La commission décide" in read(oriane, page("auditors", row))
    oriane.post(page("confirm_gate", row), {"gate": "legal"})
    assert "legal fr" not in read(cora, decide)
    assert list(to_name([world.network], world.oriane)) == []
    assert actions.levels_to_award(world.now(row)) == ["first"]
    assert address not in read(oriane, page("file", row))


def test_everybody_finds_the_way_back_to_the_list_from_which_they_came(
    world: Sealers, sign_in: SignIn
) -> None:
    row = before_the_committee(world)
    lists = {
        world.clemence: reverse("seals:programme", args=[world.cast.programme.slug]),
        world.oriane: reverse("seals:of_network", args=[world.network.slug]),
        world.auditors[0]: reverse("seals:desk"),
        world.committee[0]: reverse("seals:desk"),
    }
    for person, address in lists.items():
        crumbs = re.search(r'<nav class="crumbs".*?</nav>', read(sign_in(person), page("file", row)), re.S)
        assert crumbs
        assert f'href="{address}"' in crumbs[0]


def test_the_programme_and_an_auditor_say_that_something_binds(world: Sealers, sign_in: SignIn) -> None:
    row, clemence = audited(world, handed_in(world)), sign_in(world.clemence)
    ties = page("ties", row)
    nobody_else(world, sign_in, ties, world.clemence)
    assert clemence.post(ties, {"person": str(world.auditors[0].pk)}).status_code == 302
    assert world.now(row).state == "handed in"
    row = audited(world, world.now(row), [world.auditors[2]])
    aziz = sign_in(world.auditors[1])
    assert read(aziz, page("step_aside", row))
    assert aziz.post(page("step_aside", row)).headers["Location"] == reverse("seals:desk")


def test_the_committee_votes_and_writes_its_minutes(world: Sealers, sign_in: SignIn) -> None:
    row = before_the_committee(world)
    cora, cyr = sign_in(world.committee[0]), sign_in(world.committee[1])
    address = page("decide", row)
    assert address in read(cora, reverse("seals:desk"))
    nobody_else(world, sign_in, address, world.committee[0])
    assert cora.post(address, {"step": "refuse", "reasons": "Trop tôt."}).status_code == 302
    assert "Trop tôt." not in read(cyr, address)
    cyr.post(address, {"step": "refuse", "reasons": "Oui."})
    assert "Trop tôt." in read(cyr, address)
    minutes = page("minutes", row)
    assert cyr.post(minutes, {"reasons": ""}).status_code == 422
    assert cyr.post(minutes, {"reasons": "Pas encore."}).headers["Location"] == page("file", row)
    assert world.now(row).state == "refused"
    clemence = sign_in(world.clemence)
    assert "Pas encore." in read(clemence, page("file", row))
    appeal = page("appeal", row)
    assert read(clemence, appeal)
    assert clemence.post(appeal, {"grounds": "Nous y étions."}).status_code == 302
    cleo = sign_in(world.committee[2])
    assert "Nous y étions." in read(cleo, address)
    assert cora.get(address).status_code == 404


def test_the_desk_of_somebody_with_nothing_to_do_is_empty(world: Sealers, sign_in: SignIn) -> None:
    row = audited(world, handed_in(world))
    hold_all(row)
    assert page("audit", row) in read(sign_in(world.auditors[1]), reverse("seals:desk"))
    for person in (world.auditors[2], world.cast.outsider, join_network(world, "Nora", "committee")):
        assert page("file", row) not in read(sign_in(person), reverse("seals:desk"))


@pytest.mark.parametrize("role", ["auditor", "committee"])
def test_a_letter_asks_somebody_for_a_role_and_they_agree(world: Sealers, sign_in: SignIn, role: str) -> None:
    oriane, oscar = sign_in(world.oriane), world.cast.outsider
    people = reverse("networks:people", args=[world.network.slug])
    assert oriane.post(people, {"asks": role, "email": oscar.email}).status_code == 302
    letter = world.network.letters.get()
    client = sign_in(oscar)
    address = reverse("networks:answer_letter", args=[letter.pk])
    assert world.network.name in read(client, address)
    assert client.post(address).headers["Location"] == reverse("seals:desk")
    assert world.network.roles.filter(person=oscar, role=role).exists()
    assert client.get(people).status_code == 404
    remove = reverse("networks:remove_person", args=[world.network.slug, oscar.pk, role])
    assert oriane.post(remove).headers["Location"] == people
    assert not world.network.roles.filter(person=oscar).exists()
