"""An audit and a decision with the keyboard alone: Tab, Space, arrows, Enter."""

import pytest
from playwright.sync_api import Page, expect

from ithaca.credentials.actions import make_key
from ithaca.kernel.ids import new_id
from ithaca.seals import actions, queries
from ithaca.seals.models import Finding, SealFile
from tests.browser.audits import an_hour_ago
from tests.browser.conftest import OpenWindow
from tests.browser.keyboard import choose, go, press, tab_to, type_into
from tests.seals.audited import audited, find, handed_in, hold_all
from tests.seals.sealers import Sealers, make_sealers

pytestmark = pytest.mark.django_db(transaction=True)


def told(page: Page, words: str) -> None:
    expect(page.get_by_role("status").filter(has_text=words)).to_be_visible()


def note_session(page: Page) -> None:
    go(page, "Documents", "**/sessions/**")
    # How date and time are typed is the browser's own matter, and differs by its language.
    page.get_by_label("Session tenue le").fill(an_hour_ago())
    type_into(page, "Ce qui en ressort", "Tout y est.")
    go(page, "Noter", "**/audit/")
    told(page, "C’est noté")


def judge(page: Page) -> None:
    go(page, "1. a fr", "**/standards/?requirement=a")
    tab_to(page, "pas jugé par moi")
    for _step in ("nothing fr", "done fr"):
        page.keyboard.press("ArrowRight")
    expect(page.get_by_role("group", name="a1 fr").get_by_label("done fr")).to_be_checked()
    type_into(page, "Motifs", "Vu sur pièces.")
    go(page, "Enregistrer et continuer", "**/standards/?requirement=b")
    told(page, "C’est enregistré")
    go(page, "Retour à l’audit", "**/audit/")


def write_finding(page: Page) -> None:
    go(page, "Écrire un constat", "**/findings/")
    tab_to(page, "Critère")
    page.keyboard.type("1.1")
    choose(page, "à corriger : on peut y remédier")
    press(page, "Enregistrer")
    # What is wrong is told where one goes next: the words are missing.
    expect(page.get_by_role("alert")).to_be_focused()
    press(page, "Ce que vous avez constaté")
    page.keyboard.type("Écrivez qui décide du suivi.")
    go(page, "Enregistrer", "**/audit/")
    assert Finding.objects.get().words == "Écrivez qui décide du suivi."


def report(page: Page) -> None:
    go(page, "Écrire le rapport", "**/audit/report/")
    type_into(page, "En quelques phrases", "Un programme solide.")
    go(page, "Remettre le rapport au programme", "**/audit-report/")
    told(page, "Le rapport est entre les mains")


def test_an_auditor_notes_judges_finds_reports_and_hands_over(open_window: OpenWindow) -> None:
    world = make_sealers()
    row = audited(world, handed_in(world))
    aude, clemence = open_window(world.auditors[0]), open_window(world.clemence)
    aude.goto("/")
    go(aude, "Auditez", "**/audit/")
    note_session(aude)
    judge(aude)
    write_finding(aude)
    hold_all(row)
    aude.reload()
    report(aude)

    clemence.goto("/")
    go(clemence, "Répondre", "**/audit-report/")
    go(clemence, "Répondre", "**/answer/")
    type_into(clemence, "Qu’avez-vous fait depuis", "C’est écrit.")
    go(clemence, "Répondre", "**/audit-report/")
    told(clemence, "C’est répondu")

    aude.goto("/")
    go(aude, "Lire", "**/audit-report/")
    go(aude, "Juger la réponse", "**/judge/")
    choose(aude, "Il est levé")
    go(aude, "Noter", "**/audit-report/")
    go(aude, "Remettre à la commission", f"**/seal-files/{row.pk}/")
    assert world.now(row).state == "deciding"


def before_the_committee(world: Sealers) -> SealFile:
    row = audited(world, handed_in(world))
    find(row, kind="strength")
    hold_all(row)
    actions.report(actor=world.auditors[0], file=row, summary="Solide.")
    actions.hand_over(actor=world.auditors[0], file=world.now(row))
    return world.now(row)


def test_the_committee_votes_and_writes_its_minutes(open_window: OpenWindow) -> None:
    world = make_sealers()
    make_key(actor=world.oriane, body=world.network, id=new_id())
    row, (cora, cyr, _cleo) = before_the_committee(world), world.committee
    actions.vote(actor=cyr, file=row, step="award", reasons="Tout y est.")
    page = open_window(cora)
    page.goto("/")
    go(page, "Décider", "**/decide/")
    choose(page, "Décerner le label")
    type_into(page, "Motifs de votre vote", "Tout est montré.")
    press(page, "Voter")
    told(page, "Votre vote est enregistré")
    assert queries.outcome_of(row) == "award"
    type_into(page, "Motifs de la commission", "La commission est d’accord.")
    go(page, "Écrire le procès-verbal", f"**/seal-files/{row.pk}/")
    assert world.now(row).state == "sealed"
