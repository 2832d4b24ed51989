"""What browser tests of the room share: setting a vault up, two people in their room, writing in it."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, expect

Accessible = Callable[[Page], None]
expect.set_options(timeout=20_000)  # making and opening a keyring is slow on purpose


def set_up(
    page: Page, *, accessible: Accessible | None = None, ready: str = "Votre espace est prêt"
) -> tuple[str, list[str]]:
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
    expect(page.get_by_role("heading", name=ready)).to_be_visible()
    return passphrase, kit


@dataclass(frozen=True)
class Pair:
    """The mentor's and the mentee's window, both in their room, with what opens their vaults."""

    mentor: Page
    mentee: Page
    mentees_passphrase: str
    mentees_kit: list[str]
    address: str


def write_note(page: Page, title: str, text: str) -> None:
    page.get_by_role("link", name="Écrire une note").click()
    page.get_by_label("Titre").fill(title)
    page.get_by_label("Texte", exact=True).fill(text)
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("heading", name=title)).to_be_visible()


def section(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Parties de l’espace").get_by_role("link", name=name).click()
