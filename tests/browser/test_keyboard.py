"""The main tasks with the keyboard alone: Tab, Space, arrows and Enter."""

from playwright.sync_api import Page, expect

from ithaca.programmes.models import Programme
from tests.browser.conftest import OpenWindow
from tests.browser.rooms import Pair
from tests.cast import Cast
from tests.factories import PASSWORD

MOST_TABS = 80
NAME = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return "";
  const label = one.labels?.length ? [...one.labels].map((l) => l.innerText).join(" ") : "";
  return (one.getAttribute("aria-label") ?? (label || one.innerText || one.title || "")).trim();
}"""


def tab_to(page: Page, name: str) -> None:
    """Presses Tab until what has the focus is called so; the focus must be visible on the way."""
    passed = []
    for _press in range(MOST_TABS):
        page.keyboard.press("Tab")
        here = page.evaluate(NAME)
        if name in here:
            outline = page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
            shadow = page.evaluate("() => getComputedStyle(document.activeElement).boxShadow")
            ring = page.evaluate(
                "() => getComputedStyle(document.activeElement.closest('label, .choice, .field') ?? document.activeElement).outlineStyle"
            )
            assert (outline, shadow, ring) != ("none", "none", "none"), f"the focus on {name} can't be seen"
            return
        passed.append(here)
    raise AssertionError(f"{name!r} is not reached by Tab: {passed}")


def press(page: Page, name: str, key: str = "Enter") -> None:
    tab_to(page, name)
    page.keyboard.press(key)


def type_into(page: Page, name: str, text: str) -> None:
    tab_to(page, name)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(text)


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
