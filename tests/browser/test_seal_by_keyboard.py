"""The programme's side of a seal with the keyboard alone: answers of two at once, plan, documents, handing in, and anew."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from ithaca.kernel import clock
from ithaca.seals import actions, queries
from ithaca.seals.models import Document, Improvement, SealFile
from tests.browser.conftest import OpenWindow
from tests.browser.keyboard import go, press, stays, tab_to, type_into
from tests.browser.rooms import Accessible, open_vault
from tests.seals.sealers import Sealers, make_sealers
from tests.vault.people import give_keyring

pytestmark = pytest.mark.django_db(transaction=True)
SAVED = "C’est enregistré."


@pytest.fixture
def world(transactional_db: None) -> Sealers:
    return make_sealers()


def answer(page: Page, row: SealFile, **steps: str) -> None:
    """Tab enters the group of steps, Space takes the one that has the focus, the arrows go on from there."""
    for standard, step in steps.items():
        page.goto(f"/seal-files/{row.pk}/requirements/{standard[0]}/")
        group = page.locator(f"#standard-{standard}").get_by_role("group", name="Où en êtes-vous ?")
        while not group.evaluate("(one) => one.contains(document.activeElement)"):
            page.keyboard.press("Tab")
        page.keyboard.press("Space")
        while not group.get_by_label(step).is_checked():
            page.keyboard.press("ArrowDown")
        expect(page.locator(f"#standard-{standard} [data-saved]")).to_have_text(SAVED)
        stays(page)


def begin(page: Page, world: Sealers) -> SealFile:
    page.goto(f"/programmes/{world.cast.programme.slug}/seals/")
    go(page, "Commencer une autoévaluation", f"**/{world.version.pk}/")
    tab_to(page, "first fr")
    go(page, "Commencer", "**/seal-files/*/")
    go(page, "Commencer à répondre", "**/requirements/a/#standard-a1")
    return SealFile.objects.get()


def test_two_write_at_once_and_off_the_net_and_nothing_of_it_is_lost(
    world: Sealers, open_window: OpenWindow, accessible: Accessible
) -> None:
    clemence, claude = open_window(world.clemence), open_window(world.claude)
    row = begin(clemence, world)
    claude.goto(clemence.url)
    said = "Comment vous faites"
    tab_to(clemence, "nothing fr")
    type_into(clemence, said, "D’une façon.")
    state = clemence.locator("#standard-a1 [data-saved]")
    expect(state).to_have_text(SAVED)

    # Claude has the page as it was before.
    tab_to(claude, "nothing fr")
    type_into(claude, said, "D’une autre.")
    expect(claude.locator("#standard-a1 [data-saved] a")).to_be_visible()
    go(claude, "Quelqu’un d’autre a modifié", "**/requirements/a/")
    accessible(claude)
    press(claude, "Garder les deux textes")
    expect(claude.get_by_text("Choix enregistré.")).to_be_visible()
    assert queries.answers_of(row)["a1"].words == "D’une façon.\n\nD’une autre."

    # The net is gone for a while.
    clemence.goto(f"/seal-files/{row.pk}/context/")
    clemence.context.set_offline(True)
    type_into(clemence, "Votre contexte", "Un port, deux rives.")
    context = clemence.locator("#reflection [data-saved]")
    expect(context).to_contain_text("Non enregistré")
    clemence.context.set_offline(False)
    press(clemence, "Enregistrer")
    expect(context).to_contain_text(world.clemence.name)
    assert queries.reflections_of(row)[""].words == "Un port, deux rives."


def plan(page: Page, row: SealFile) -> None:
    """From the gap that changes most to a line that is done."""
    effort = page.locator("#gap-b1 select")
    while not effort.evaluate("(one) => one === document.activeElement"):
        page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("ArrowDown")
    # The page comes anew; the focus is where it was, wherever the line stands now.
    expect(effort).to_be_focused()
    expect(effort).to_have_value("1")
    go(page, "Le prévoir", "**/standards/b1/plan/")
    type_into(page, "Ce qu’il y a à faire", "Une page de suivi.")
    # How a date is typed is the browser's own matter, and differs by its language.
    page.get_by_label("Pour quand").fill(str(clock.today() + timedelta(days=30)))
    go(page, "Le prévoir", f"**/{row.pk}/plan/")
    line = Improvement.objects.get()
    go(page, "2.1 b1 fr", f"**/seal-plans/{line.pk}/")
    type_into(page, "Avancement en pour cent", "60")
    press(page, "Enregistrer")
    expect(page.get_by_text("en cours").first).to_be_visible()
    press(page, "Fait")
    expect(page.get_by_role("button", name="Reprendre")).to_be_visible()


def add_a_document(page: Page, row: SealFile) -> None:
    page.goto(f"/seal-files/{row.pk}/requirements/a/")
    go(page, "Ajouter un document", "**/documents/#add/a1")
    expect(page.get_by_role("heading", name="Ajouter un document")).to_be_visible()
    press(page, "Chiffrer et ajouter")
    expect(page.get_by_text("Donnez un titre.")).to_be_visible()
    stays(page)
    # The dialogue in which a file is chosen is the browser's own.
    page.get_by_label("Fichier").set_input_files(
        [{"name": "charte.txt", "mimeType": "text/plain", "buffer": b"Nous nous engageons."}]
    )
    page.locator("body").press("Home")
    page.get_by_label("Titre").focus()
    page.keyboard.type("Charte")
    press(page, "Chiffrer et ajouter")
    expect(page.get_by_role("heading", name="Charte")).to_be_visible()
    assert Document.objects.get().standards == ["a1"]


def test_from_the_first_answer_to_a_file_that_is_handed_in_anew(
    world: Sealers, open_window: OpenWindow, accessible: Accessible
) -> None:
    page = open_window(world.clemence)
    open_vault(page, give_keyring(world.clemence))
    row = begin(page, world)
    answer(page, row, a1="done", b1="nothing")
    page.goto(f"/seal-files/{row.pk}/")
    press(page, "Répondre d’après les faits")
    expect(page.get_by_text("1 critère a reçu sa réponse des faits.")).to_be_visible()
    page.goto(f"/seal-files/{row.pk}/report/")
    press(page, "Conserver ce rapport")
    expect(page.get_by_text("Conservé")).to_be_visible()
    page.goto(f"/seal-files/{row.pk}/")
    go(page, "Ouvrir le plan", "**/plan/")
    accessible(page)
    plan(page, row)
    add_a_document(page, row)
    answer(page, row, a3="nothing", b2="nothing", b1="done")
    page.goto(f"/seal-files/{row.pk}/")
    go(page, "Remettre", "**/hand-in/")
    accessible(page)
    go(page, "Remettre", f"**/seal-files/{row.pk}/")
    assert queries.file(row.pk).state == "handed in"  # type: ignore[union-attr]

    # Sent back, what was handed in is what the next report is compared with.
    actions.send_back(actor=world.oriane, file=world.now(row), reasons="Montrez le suivi.")
    page.reload()
    expect(page.get_by_text("Montrez le suivi.")).to_be_visible()
    answer(page, row, b1="shown")
    page.goto(f"/seal-files/{row.pk}/")
    go(page, "Qu’atteindrions-nous", "**/report/")
    go(page, "Ce qui a bougé", "**/report/#moved")
    expect(page.locator("#moved")).to_contain_text("b1 fr")
    expect(page.locator("#moved")).to_contain_text("remis")
    page.goto(f"/seal-files/{row.pk}/")
    go(page, "Remettre", "**/hand-in/")
    go(page, "Remettre", f"**/seal-files/{row.pk}/")
    assert world.now(row).frozen["answers"]["b1"]["step"] == "shown"  # type: ignore[index]
