"""The candidate's and the assessor's tasks with the keyboard alone: Tab, Space, arrows, Enter, and the desk's own keys."""

import pytest
from playwright.sync_api import Page, expect

from ithaca.certification import actions, queries
from ithaca.certification.models import File
from ithaca.certification.rules import Mark
from ithaca.competences.models import Assessment, Item
from tests.browser.conftest import OpenWindow
from tests.browser.keyboard import choose, go, press, stays, tab_to, type_into
from tests.browser.rooms import open_vault
from tests.cast import Cast
from tests.certification.candidates import Stage, set_the_stage
from tests.vault.people import give_keyring

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def stage(cast: Cast) -> Stage:
    return set_the_stage(cast)


def place_oneself(page: Page) -> None:
    go(page, "Autoévaluation", "**/assessment/")
    tab_to(page, "Sans réponse")
    for _step in ("not yet", "discovering", "practising", "mastering"):
        page.keyboard.press("ArrowDown")
    expect(page.get_by_role("group", name="1a").get_by_label("Je maîtrise")).to_be_checked()
    go(page, "Enregistrer et continuer", "**/assessment/?area=do")
    go(page, "Terminer", "**/assessment/finish/")
    press(page, "Terminer")
    expect(page.get_by_text("compte désormais")).to_be_visible()
    assert Assessment.objects.get().marks == {"c1a": "mastering"}


def add_evidence(page: Page) -> Item:
    go(page, "Ajouter une preuve", "**/portfolio/new/")
    tab_to(page, "Document de travail")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Cas vécu raconté")).to_be_checked()
    press(page, "7. Soutenir")
    tab_to(page, "7b Écouter activement")
    page.keyboard.press("Space")
    press(page, "Continuer et l’écrire")
    expect(page.get_by_label("Titre")).to_be_visible()
    type_into(page, "Titre", "Au clavier")
    type_into(page, "Ce que c’est, et ce que cela montre", "Sans toucher la souris.")
    press(page, "Enregistrer")
    expect(page.get_by_text("Sans toucher la souris.")).to_be_visible()
    stays(page)
    return Item.objects.latest("created_at")


def apply_for_a_level(page: Page) -> File:
    page.goto("/certification/")
    go(page, "Demander un niveau", "**/apply/")
    choose(page, "Junior")
    press(page, "Déposer une candidature")
    expect(page.get_by_text("Votre candidature est envoyée")).to_be_visible()
    return File.objects.get()


def test_a_candidate_gathers_applies_and_hands_over(stage: Stage, open_window: OpenWindow) -> None:
    page = open_window(stage.candidate)
    open_vault(page, stage.kept.keyring)
    page.goto(f"/competences/{stage.kept.portfolio.pk}/")
    place_oneself(page)
    item = add_evidence(page)
    row = apply_for_a_level(page)
    actions.confirm_application(actor=stage.manager, file=row)
    page.reload()
    press(page, "Remettre le portfolio")
    expect(page.get_by_text("Votre portfolio est figé").first).to_be_visible()
    for person in stage.assessors:
        give_keyring(person)
    actions.name_assessors(actor=stage.manager, file=row, people=stage.assessors)
    page.goto("/")
    go(page, "Remettre les copies", "**/handover/")
    expect(page.get_by_role("heading", name="Au clavier")).to_be_visible()
    press(page, "Remettre les copies à")
    expect(page.get_by_text("C’est fait.")).to_be_visible(timeout=120_000)
    stays(page)
    assert {str(item.pk)} <= {each["id"] for each in queries.manifest_of(stage.now(row))["items"]}


def rate_two(page: Page) -> None:
    """From the first ability to the second by the keys of the desk."""
    abilities = page.locator(".ability")
    tab_to(page, "démontrée")
    page.keyboard.press("2")
    expect(abilities.nth(0).get_by_role("radio").nth(1)).to_be_checked()
    type_into(page, "Commentaire", "Un second dossier le montrerait mieux.")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("n")
    expect(abilities.nth(1).locator(".ability__title")).to_be_focused()
    page.keyboard.press("1")
    expect(abilities.nth(1).get_by_role("radio").first).to_be_checked()
    expect(page.get_by_text("Enregistré.")).to_be_visible()


def test_an_assessor_rates_settles_and_notes_the_interview(stage: Stage, open_window: OpenWindow) -> None:
    row, (one, two) = stage.assessing(), stage.assessors
    page = open_window(one)
    open_vault(page, give_keyring(one))
    page.goto("/")
    go(page, "Lire et évaluer", "**/reading/")
    expect(page.locator(".ability").first).to_be_visible()
    rate_two(page)
    part = next(part for part in queries.parts_of(row) if part.person == one)
    left = [slug for slug in queries.shown_in(row) if slug not in queries.ratings_of(part)]
    actions.rate(actor=one, file=row, marks=dict.fromkeys(left, (Mark.MET, "")))
    stage.give(row, two)
    page.reload()
    expect(page.locator(".ability").first).to_be_visible()
    press(page, "Remettre mes évaluations")
    press(page, "Remettre pour de bon")
    expect(page.get_by_text("Vos évaluations sont remises")).to_be_visible()
    stays(page)

    page.goto("/")
    go(page, "Comparer", "**/assessment/")
    expect(page.get_by_text("Proposer une appréciation commune")).to_be_visible()
    press(page, "démontrée")
    expect(page.get_by_text(f"Proposé par {one.name}")).to_be_visible()
    actions.settle(actor=two, file=row, ability="c1a", mark=Mark.MET)
    page.reload()
    press(page, "Terminer la comparaison")
    expect(page.get_by_text("La comparaison est terminée")).to_be_visible()
    go(page, "Entretien", "**/interview/")
    # How date and time are typed is the browser's own matter, and differs by its language.
    page.get_by_label("Tenu le").fill("2026-01-05T10:00")
    type_into(page, "Ce qui en ressort", "Clair et posé.")
    press(page, "Noter et transmettre")
    expect(page.get_by_text("Le dossier passe à la décision")).to_be_visible()
    assert stage.now(row).state == "deciding"
