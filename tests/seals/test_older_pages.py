"""What an older page sends: nobody's words are written over, and nothing is decided that the page has not told."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from ithaca.accounts.models import Person
from ithaca.editions.seen import Seen, Stale
from ithaca.kernel import clock
from ithaca.kernel.ids import new_id
from ithaca.seals import actions, queries
from ithaca.seals import seen as bases
from ithaca.seals.actions import Planned
from ithaca.seals.models import AuditSession, Decision, Finding, Improvement, Judgement, Procedure, SealFile
from tests.seals.audited import (
    ALONE,
    audit_of,
    audited,
    before_the_committee,
    find,
    handed_in,
    join_network,
    reported,
)
from tests.seals.sealers import Sealers

SignIn = Callable[[Person], Client]
HELD = "2026-03-02T10:00"


def page(name: str, row: SealFile, *more: object) -> str:
    return reverse(f"seals:{name}", args=[row.pk, *more])


def told(client: Client, address: str, name: str = "seen") -> dict[str, str]:
    """What a page says in a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', client.get(address).content.decode())
    assert found is not None, address
    return {name: found[1]}


def late(client: Client, address: str, sent: dict[str, str], *words: str) -> None:
    """The page comes back with what stands and with what was sent."""
    answer = client.post(address, sent)
    assert answer.status_code == 409
    assert all(each in answer.content.decode() for each in words)


# --- The procedure ---


def test_two_who_change_the_procedure_at_once_lose_nothing(world: Sealers, sign_in: SignIn) -> None:
    oriane, address = sign_in(world.oriane), reverse("seals:procedure", args=[world.network.slug])
    colleague = sign_in(join_network(world, "Odon", "administrator"))
    hers, his = told(oriane, address), told(colleague, address)
    assert oriane.post(address, {**ALONE, **hers, "answer_days": "45"}).status_code == 302
    late(colleague, address, {**ALONE, **his, "answer_days": "60"}, 'value="45"', "60")
    assert Procedure.objects.get().answer_days == 45
    # A second click on what she has saved changes nothing, and says nothing of anybody.
    assert oriane.post(address, {**ALONE, **hers, "answer_days": "45"}).status_code == 302
    seen = Seen(his["seen"], bases.procedure)
    with pytest.raises(Stale):
        actions.set_procedure(actor=world.oriane, network=world.network, numbers=ALONE, seen=seen)


# --- The committee ---


def test_reasons_for_one_decision_never_become_those_of_another(world: Sealers, sign_in: SignIn) -> None:
    row = before_the_committee(world)
    cora, cyr, cleo = world.committee
    for person, step in ((cora, "refuse"), (cyr, "refuse"), (cleo, "award")):
        actions.vote(actor=person, file=row, step=step, reasons="…")
    actions.decide(actor=cora, file=row, reasons="Trop peu de preuves.")
    actions.appeal(actor=world.clemence, file=row, grounds="Elles y étaient.")
    others = [join_network(world, name, "committee") for name in ("Nora", "Nils", "Nina")]
    for person, step in zip(others, ("uphold", "uphold", "dismiss"), strict=True):
        actions.vote(actor=person, file=row, step=step, reasons="…")
    writer = sign_in(others[0])
    outcome = told(writer, page("decide", row), "outcome")
    assert outcome == {"outcome": "uphold"}
    actions.vote(actor=others[1], file=row, step="dismiss", reasons="Non, finalement.")
    answer = writer.post(page("minutes", row), {"reasons": "Les preuves y sont."} | outcome)
    assert answer.status_code == 422
    assert "Les preuves y sont." in answer.content.decode()
    assert world.now(row).state == "appealed"
    outcome = told(writer, page("decide", row), "outcome")
    writer.post(page("minutes", row), {"reasons": "Rien de nouveau."} | outcome)
    assert Decision.objects.filter(step="dismiss", reasons="Rien de nouveau.").exists()


def test_minutes_that_come_too_late_are_given_back(world: Sealers, sign_in: SignIn) -> None:
    row = before_the_committee(world)
    cora, cyr, _cleo = world.committee
    for person in (cora, cyr):
        actions.vote(actor=person, file=row, step="refuse", reasons="…")
    actions.vote(actor=cora, file=row, step="award", reasons="…")
    minutes = page("minutes", row)
    late(sign_in(cyr), minutes, {"reasons": "Trop tôt.", "outcome": "refuse"}, "Trop tôt.")  # no majority
    actions.vote(actor=cora, file=row, step="refuse", reasons="…")
    actions.decide(actor=cora, file=row, reasons="Pas encore.")
    for address in (minutes, page("decide", row)):
        late(sign_in(cyr), address, {"reasons": "Trop tôt.", "step": "refuse"}, "Trop tôt.")


# --- Auditors ---


def test_nobody_takes_a_step_over_that_they_have_not_seen(world: Sealers, sign_in: SignIn) -> None:
    row = audited(world, handed_in(world))
    aude, aziz, _ava = world.auditors
    actions.judge(actor=aude, file=row, steps={"b1": ("done", "")})
    actions.judge(actor=aziz, file=row, steps={"b1": ("nothing", "Pas vu.")})
    steps = f"{page('steps', row)}?requirement=b"
    client = sign_in(aziz)
    sent = {"standard": "b1", "other": str(aude.pk)} | told(client, steps, "step")
    actions.judge(actor=aude, file=row, steps={"b1": ("shown", "")})
    client.post(page("agree", row), sent)
    assert Judgement.objects.get(part__person=aziz).step == "nothing"
    client.post(page("agree", row), sent | told(client, steps, "step"))
    assert Judgement.objects.get(part__person=aziz).step == "shown"


def test_two_auditors_who_note_one_session_lose_nothing(world: Sealers, sign_in: SignIn) -> None:
    row = audited(world, handed_in(world))
    one = AuditSession.objects.filter(audit=audit_of(row))[0]
    address = page("session", row, one.pk)
    aude, aziz = (sign_in(person) for person in world.auditors[:2])
    sent = {"verb": "hold", "held_at": HELD}
    first, second = sent | told(aude, address), sent | told(aziz, address)
    for _click in range(2):
        assert aude.post(address, first | {"notes": "Rien d’écrit."}).status_code == 302
    late(aziz, address, second | {"notes": "Tout est là."}, "Rien d’écrit.", "Tout est là.")
    assert AuditSession.objects.get(pk=one.pk).notes == "Rien d’écrit."
    both = sent | told(aziz, address) | {"notes": "Rien d’écrit, dit l’une ; tout est là, dit l’autre."}
    assert aziz.post(address, both).status_code == 302


def test_two_auditors_who_write_one_finding_lose_nothing(world: Sealers, sign_in: SignIn) -> None:
    row = audited(world, handed_in(world))
    one = find(row)
    address = page("finding", row, one.pk)
    aude, aziz = (sign_in(person) for person in world.auditors[:2])
    sent = {"id": str(one.pk), "standard": "b1", "kind": "remediable", "due": ""} | told(aude, address)
    assert aude.post(address, sent | {"words": "À écrire."}).status_code == 302
    late(aziz, address, sent | {"words": "À montrer."}, "À écrire.", "À montrer.")
    assert Finding.objects.get().words == "À écrire."


# --- The programme ---


def test_two_who_answer_one_finding_lose_nothing_and_what_is_judged_was_read(
    world: Sealers, sign_in: SignIn
) -> None:
    row = audited(world, handed_in(world))
    one = find(row)
    row = reported(world, row)
    answer, judge = page("answer_finding", row, one.pk), page("judge_finding", row, one.pk)
    clemence, claude, aude = (sign_in(who) for who in (world.clemence, world.claude, world.auditors[0]))
    seen = told(claude, answer)
    assert clemence.post(answer, seen | {"words": "C’est fait."}).status_code == 302
    late(claude, answer, seen | {"words": "Pas d’accord."}, "C’est fait.", "Pas d’accord.")
    seen = told(aude, judge)
    claude.post(answer, told(claude, answer) | {"words": "C’est fait, en partie."})
    late(aude, judge, seen | {"step": "settle", "remark": "Bien."}, "C’est fait, en partie.", "Bien.")
    assert Finding.objects.get().state == "answered"


def test_two_who_change_one_line_of_the_plan_lose_nothing(world: Sealers, sign_in: SignIn) -> None:
    row, due = world.begun(), clock.today() + timedelta(days=10)
    planned = Planned("done", "Former.", world.clemence, due)
    actions.plan_improvement(actor=world.clemence, file=row, standard="b1", planned=planned, id=new_id())
    (line,) = queries.improvements_of(row)
    address = reverse("seals:improvement", args=[line.pk])
    clemence, claude = sign_in(world.clemence), sign_in(world.claude)
    sent = {
        "id": str(line.pk),
        "step": "done",
        "owner": str(world.clemence.pk),
        "due": str(due),
        "progress": "0",
        "remark": "",
    } | told(claude, address)
    for _click in range(2):
        assert clemence.post(address, sent | {"words": "Former en juin."}).status_code == 302
    late(claude, address, sent | {"words": "Former à distance."}, "Former en juin.", "Former à distance.")
    assert Improvement.objects.get().words == "Former en juin."


def test_who_ends_a_draft_does_not_end_what_a_colleague_has_handed_in(
    world: Sealers, sign_in: SignIn
) -> None:
    row = world.begun()
    world.says(row, a1="done", a2="done", a3="done", b1="done", b2="done")
    address, claude = page("leave", row), sign_in(world.claude)
    shown = told(claude, address, "state")
    actions.hand_in(actor=world.clemence, file=row)
    claude.post(address, shown)
    assert world.now(row).state == "handed in"
    claude.post(address, told(claude, address, "state"))
    assert world.now(row).state == "left"
