"""The encrypted room as two people use it, each in a browser of their own."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenWindow
from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)
Accessible = Callable[[Page], None]


def set_up(page: Page, *, accessible: Accessible | None = None) -> tuple[str, list[str]]:
    """Goes through the set-up on the page that stands open; returns the passphrase and the kit."""
    page.get_by_role("button", name="J’ai compris").click()
    passphrase = page.locator(".passphrase").inner_text()
    page.get_by_label("Je l’ai notée").check()
    page.get_by_role("button", name="Continuer").click()
    kit = page.locator(".kit-words li").all_inner_texts()
    page.get_by_role("button", name="Le kit est rangé").click()
    page.get_by_label("Les mots de votre kit").fill(" - ".join(word.upper() for word in kit))
    if accessible:
        accessible(page)
    page.get_by_role("button", name="Créer mon espace").click()
    expect(page.get_by_role("heading", name="Votre espace est prêt")).to_be_visible()
    return passphrase, kit


def test_a_vault_is_set_up_locked_and_opened_again(open_window: OpenWindow, cast: Cast, accessible: Accessible) -> None:
    page = open_window(cast.mentee)
    page.goto("/vault/")
    expect(page.get_by_role("heading", name="Votre espace confidentiel")).to_be_visible()
    accessible(page)
    passphrase, kit = set_up(page, accessible=accessible)
    page.goto("/vault/")
    expect(page.get_by_role("heading", name="Mon espace confidentiel")).to_be_visible()
    accessible(page)

    page.get_by_role("button", name="Verrouiller maintenant").click()
    secret = page.get_by_label("Votre phrase secrète", exact=True)
    secret.fill("ceci n’est pas la bonne phrase du tout")
    page.get_by_role("button", name="Ouvrir", exact=True).click()
    expect(page.locator(".field__error")).to_contain_text("Ce n’est pas la bonne phrase")
    accessible(page)
    secret.fill(passphrase.title())
    page.get_by_role("button", name="Ouvrir", exact=True).click()
    expect(page.get_by_role("heading", name="Mon espace confidentiel")).to_be_visible()

    page.get_by_role("button", name="Verrouiller maintenant").click()
    page.get_by_role("button", name="Ouvrir avec le kit").click()
    page.get_by_label("Les vingt-quatre mots").fill("\n".join(f"{i + 1}. {word}" for i, word in enumerate(kit)))
    page.get_by_role("button", name="Ouvrir", exact=True).click()
    expect(page.get_by_role("heading", name="Mon espace confidentiel")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Mon espace confidentiel")).to_be_visible()
