"""The main tasks with the keyboard alone: Tab, Space, arrows and Enter."""

from playwright.sync_api import expect

from ithaca.programmes.models import Programme
from tests.browser.conftest import OpenWindow
from tests.browser.keyboard import press, tab_to, type_into
from tests.browser.rooms import Pair
from tests.cast import Cast
from tests.factories import PASSWORD


def test_signing_in(open_window: OpenWindow, cast: Cast) -> None:
    page = open_window(None)
    page.goto("/account/sign-in/")
    press(page, "Aller au contenu")
    type_into(page, "Adresse électronique", cast.mentor.email)
    type_into(page, "Mot de passe", PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Bonjour Marc")).to_be_visible()


def test_a_note_is_written_saved_and_found(pair: Pair) -> None:
    page = pair.mentee
    page.reload()
    expect(page.get_by_role("heading", name="Comptes rendus et notes")).to_be_visible()
    press(page, "Écrire une note")
    expect(page.get_by_label("Titre")).to_be_visible()
    type_into(page, "Titre", "Au clavier")
    type_into(page, "Texte", "Sans toucher la souris.")
    press(page, "Enregistrer")
    expect(page.get_by_role("heading", name="Au clavier")).to_be_visible()
    page.reload()
    type_into(page, "Chercher dans l’espace", "souris")
    expect(page.get_by_role("link", name="Au clavier")).to_be_visible()
    press(page, "Au clavier")
    expect(page.get_by_text("Sans toucher la souris.")).to_be_visible()


def test_a_programme_is_made(open_window: OpenWindow, cast: Cast) -> None:
    page = open_window(cast.administrator)
    page.goto(f"/programmes/new/{cast.organisation.slug}/")
    tab_to(page, "Mentorat entre membres")
    page.keyboard.press("Space")
    type_into(page, "Nom de votre programme", "Au fil du clavier")
    press(page, "Créer")
    page.wait_for_url("**/set-up/")
    assert Programme.objects.filter(name__fr="Au fil du clavier").exists()
