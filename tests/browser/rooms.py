"""What browser tests of the room share: setting a vault up, two people in their room, writing in it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, expect

from ithaca.accounts.models import Person
from ithaca.vault.client import Keyring
from tests.vault.people import give_keyring

Accessible = Callable[[Page], None]
READY = "Votre espace est prêt"
expect.set_options(timeout=20_000)  # making and opening a keyring is slow on purpose


def set_up(page: Page, *, accessible: Accessible | None = None, ready: str = READY) -> tuple[str, list[str]]:
    """
    Goes through the set-up, from the page of the keys or from one that leads there, and on to the page that is
    called `ready`; returns the passphrase and the kit.
    """
    lead = page.get_by_role("link", name="Préparer mon espace")
    begin = page.get_by_role("button", name="J’ai compris")
    expect(lead.or_(begin)).to_be_visible()
    if lead.is_visible():
        if accessible:
            accessible(page)
        lead.click()
    begin.click()
    passphrase = page.locator(".passphrase").inner_text()
    page.get_by_label("Je l’ai notée").check()
    page.get_by_role("button", name="Continuer").click()
    kit = page.locator(".kit-words li").all_inner_texts()
    page.get_by_role("button", name="Le kit est rangé").click()
    page.get_by_label("Les mots de votre kit").fill(" - ".join(word.upper() for word in kit))
    if accessible:
        accessible(page)
    page.get_by_role("button", name="Créer mon espace").click()
    expect(page.get_by_role("heading", name=READY)).to_be_visible()
    if ready != READY:
        page.get_by_role("link", name="Continuer là où vous alliez").click()
        expect(page.get_by_role("heading", name=ready)).to_be_visible()
    return passphrase, kit


# What `keepUnlocked` of frontend/room/core/session.ts leaves behind, for tests that begin with a vault already open.
UNLOCK = """async ([person, keyring]) => {
  const secret = crypto.getRandomValues(new Uint8Array(32));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const bytes = (text) => new TextEncoder().encode(text);
  const key = await crypto.subtle.importKey("raw", secret, "AES-GCM", false, ["encrypt"]);
  const cipher = { name: "AES-GCM", iv, additionalData: bytes(person) };
  const sealed = new Uint8Array(await crypto.subtle.encrypt(cipher, key, bytes(keyring)));
  const half = btoa(String.fromCharCode(...secret)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const token = "t".repeat(32);
  document.cookie = `csrftoken=${token}; path=/`;
  const headers = { "X-CSRFToken": token, "Content-Type": "application/json" };
  const kept = await fetch("/api/vault/session-half", { method: "PUT", headers, body: JSON.stringify({ half }) });
  if (!kept.ok) throw new Error(`session half: ${kept.status}`);
  await new Promise((done, failed) => {
    const opening = indexedDB.open("ithaca-vault", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("halves");
    opening.onerror = () => failed(opening.error);
    opening.onsuccess = () => {
      const writing = opening.result.transaction("halves", "readwrite");
      writing.objectStore("halves").put({ person, iv, sealed }, "half");
      writing.oncomplete = () => { opening.result.close(); done(); };
    };
  });
}"""


def with_open_vault(page: Page, person: Person) -> None:
    """Gives somebody a vault that stands open in this window; making one by hand is slow on purpose."""
    open_vault(page, give_keyring(person))


def open_vault(page: Page, keyring: Keyring, *, site: str = "") -> None:
    """Has somebody's vault stand open in this window, which is to go to a page of the product next."""
    page.goto(f"{site}/health/")  # of the same origin, and without a script to load
    page.evaluate(UNLOCK, [keyring.person, keyring.to_text()])


@dataclass(frozen=True)
class Pair:
    """The mentor's and the mentee's window, both in their room."""

    mentor: Page
    mentee: Page
    address: str


@dataclass(frozen=True)
class PairWithSecrets(Pair):
    """With what opens the mentee's vault."""

    mentees_passphrase: str
    mentees_kit: list[str]


def write_note(page: Page, title: str, text: str) -> None:
    page.get_by_role("link", name="Écrire une note").click()
    page.get_by_label("Titre").fill(title)
    page.get_by_label("Texte", exact=True).fill(text)
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("heading", name=title)).to_be_visible()


def section(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Parties de l’espace").get_by_role("link", name=name).click()


def share(page: Page, path: Path) -> None:
    section(page, "Documents et liens")
    page.get_by_label("Ajouter des documents").set_input_files(path)
    expect(page.get_by_text(f"« {path.name} » est partagé.")).to_be_visible()


def set_goal(page: Page, name: str, measure: str = "", due: str = "2027-06-30") -> None:
    section(page, "Objectifs")
    page.get_by_role("link", name="Ajouter un objectif").click()
    page.get_by_label("L’objectif, en une phrase").fill(name)
    page.get_by_label("À quoi verrez-vous").fill(measure)
    page.get_by_label("À atteindre avant le").fill(due)
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("heading", name=name)).to_be_visible()
