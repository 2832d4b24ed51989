"""Documents of a seal file: whoever answers for the programme adds and opens them, its auditors read copies, nobody else."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from ithaca.seals.models import Document, SealFile
from ithaca.vault.client import Keyring
from ithaca.vault.models import FrozenCopy
from tests.browser.canary import Scan
from tests.browser.conftest import OpenWindow
from tests.browser.keyboard import press
from tests.browser.rooms import Accessible, open_vault, set_up
from tests.seals.sealers import Sealers, make_sealers
from tests.seals.shelves import Shelf
from tests.vault.people import give_keyring

pytestmark = pytest.mark.django_db(transaction=True)
TITLE = "belladone-azur-6120"
NOTE = "romarin-vermeil-3388"
NAME = "clairon-ivoire-7745"
CONTENT = ("sureau-indigo-9034 " * 400).encode()
SECRETS = [TITLE, NOTE, NAME, "sureau-indigo-9034"]


@dataclass
class Windows:
    world: Sealers
    row: SealFile
    clemence: Page
    claude: Page
    auditor: Page
    keyrings: dict[str, Keyring]
    open_window: OpenWindow

    def go(self, page: Page, part: str = "documents/") -> None:
        page.goto(f"/seal-files/{self.row.pk}/{part}")


@pytest.fixture
def windows(open_window: OpenWindow) -> Windows:
    """Claude and Aude have keys; Clémence, who begins the file, has none yet."""
    world = make_sealers()
    auditor, keyrings = open_window(world.auditors[0]), {}
    claude = open_window(world.claude)
    for page, person in ((claude, world.claude), (auditor, world.auditors[0])):
        keyrings[person.name] = give_keyring(person)
        open_vault(page, keyrings[person.name])
    return Windows(world, world.begun(), open_window(world.clemence), claude, auditor, keyrings, open_window)


def add(page: Page, title: str, name: str, accessible: Accessible | None = None) -> None:
    press(page, "Ajouter un document")
    expect(page.get_by_role("heading", name="Ajouter un document")).to_be_focused()
    page.get_by_role("button", name="Chiffrer et ajouter").click()
    expect(page.get_by_text("Donnez un titre.")).to_be_visible()
    page.get_by_label("Titre").fill(title)
    page.get_by_text("1. a fr").click()
    page.get_by_label("1.1 a1 fr").check()
    page.get_by_text("2. b fr").click()
    page.get_by_label("2.1 b1 fr").check()
    page.get_by_label("Note pour les auditeur·rices").fill(NOTE)
    file = {"name": f"{name}.txt", "mimeType": "text/plain", "buffer": CONTENT}
    page.get_by_label("Fichier").set_input_files([file])
    if accessible:
        accessible(page)
    page.get_by_role("button", name="Chiffrer et ajouter").click()
    expect(page.get_by_text(f"« {title} » est ajouté.")).to_be_visible()


def downloaded(page: Page, title: str) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("button", name=f"Télécharger « {title} »").click()
    return download.value.path().read_bytes()


def test_from_a_coordinators_first_keys_to_a_copy_that_is_taken_back(
    windows: Windows, accessible: Accessible, scan: Scan
) -> None:
    world, clemence, claude, auditor = windows.world, windows.clemence, windows.claude, windows.auditor
    for page in (clemence, claude, auditor):
        scan.listen(page)

    # Without keys she is led to make them, and comes back.
    windows.go(clemence)
    expect(clemence.get_by_text("préparez d’abord vos clés")).to_be_visible()
    set_up(clemence, ready="Documents")
    expect(clemence.get_by_text("Encore aucun document")).to_be_visible()
    accessible(clemence)
    add(clemence, TITLE, NAME, accessible)
    expect(clemence.get_by_text("Critères 1.1, 2.1")).to_be_visible()
    accessible(clemence)

    # A colleague opens it.
    windows.go(claude)
    expect(claude.get_by_role("heading", name=TITLE)).to_be_visible()
    expect(claude.get_by_text(NOTE)).to_be_visible()
    assert downloaded(claude, TITLE) == CONTENT

    # Another who has keys later is let in by a colleague.
    alma = windows.open_window(world.cast.administrator)
    open_vault(alma, give_keyring(world.cast.administrator))
    windows.go(alma)
    expect(alma.get_by_text("Il vous manque la clé")).to_be_visible()
    windows.go(claude)
    claude.get_by_role("button", name=f"Donner l’accès à {world.cast.administrator.name}").click()
    expect(claude.get_by_text("peut maintenant ouvrir les documents.")).to_be_visible()
    alma.reload()
    expect(alma.get_by_role("heading", name=TITLE)).to_be_visible()

    # Handed in and audited: Claude hands over what Clémence has added.
    shelf = Shelf(world, windows.row)
    shelf.audited()
    give_keyring(world.auditors[1])
    windows.go(auditor, "documents/reading/")
    expect(auditor.get_by_text("ne vous a pas encore été remis")).to_be_visible()
    expect(auditor.get_by_text(NOTE)).to_have_count(0)
    windows.go(claude)
    expect(claude.get_by_text("attend 1 texte ou fichier")).to_have_count(2)
    accessible(claude)
    claude.get_by_role("button", name=re.compile("Remettre les copies à")).click()
    expect(claude.get_by_text("C’est fait.")).to_be_visible()
    expect(claude.get_by_text("a tout reçu")).to_have_count(2)

    # The auditor reads and downloads.
    windows.go(auditor, "documents/reading/")
    shown = auditor.get_by_role("article").filter(has_text=TITLE)
    expect(shown.get_by_text(NOTE)).to_be_visible()
    with auditor.expect_download() as download:
        shown.get_by_role("button", name="Télécharger").click()
    assert download.value.suggested_filename == f"{NAME}.txt"
    assert download.value.path().read_bytes() == CONTENT
    accessible(auditor)

    scan.never_saw(SECRETS)  # now: what is taken back leaves nothing to look through
    nobody_else(windows)

    # Clémence takes back what Claude has handed over; it is gone.
    windows.go(clemence)
    clemence.get_by_role("button", name=f"Reprendre « {TITLE} » à {world.auditors[0].name}").click()
    clemence.get_by_role("button", name="Reprendre pour de bon").click()
    expect(clemence.get_by_text("repris", exact=True)).to_be_visible()
    auditor.reload()
    expect(auditor.get_by_text("ce texte ne vous est plus montré")).to_be_visible()
    expect(auditor.get_by_text(NOTE)).to_have_count(0)
    assert not FrozenCopy.objects.filter(reader=world.auditors[0]).exclude(file=b"").exists()


def nobody_else(windows: Windows) -> None:
    """Another auditor of the network, who audits other files; its administrator, its committee, a stranger."""
    world = windows.world
    copy = FrozenCopy.objects.first()
    assert copy is not None
    room = copy.content.room_id
    for person in (world.auditors[2], world.oriane, world.committee[0], world.cast.outsider):
        page = windows.open_window(person)
        page.goto("/")
        for address in (
            f"/seal-files/{windows.row.pk}/documents/",
            f"/seal-files/{windows.row.pk}/documents/reading/",
            f"/api/seal-files/{windows.row.pk}/documents",
            f"/api/seal-files/{windows.row.pk}/reading",
            f"/api/copies/{copy.pk}/document",
            f"/api/vault/rooms/{room}",
            f"/api/attachments/{room}/{copy.content.about}",
        ):
            assert page.request.get(address).status == 404, (person.name, address)


def test_a_document_is_called_otherwise_and_removed(windows: Windows, accessible: Accessible) -> None:
    page = windows.claude
    windows.go(page, "documents/#add/a1")
    expect(page.get_by_label("1.1 a1 fr")).to_be_checked()
    page.get_by_label("Titre").fill("Charte")
    page.get_by_label("Fichier").set_input_files(
        [{"name": "charte.txt", "mimeType": "text/plain", "buffer": b"Nous nous engageons."}]
    )
    page.get_by_role("button", name="Chiffrer et ajouter").click()
    expect(page.get_by_role("heading", name="Charte")).to_be_visible()
    expect(page.get_by_text("vous êtes la seule personne à pouvoir ouvrir")).to_be_visible()
    page.get_by_role("link", name="Modifier").click()
    page.get_by_label("Titre").fill("Charte signée")
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(page.get_by_role("heading", name="Charte signée")).to_be_visible()
    assert Document.objects.get().standards == ["a1"]
    page.get_by_role("button", name="Retirer « Charte signée »").click()
    accessible(page)
    page.get_by_role("button", name="Retirer pour de bon").click()
    expect(page.get_by_text("Le document est retiré.")).to_be_visible()
    expect(page.get_by_text("Encore aucun document")).to_be_visible()
    assert not Document.objects.exists()


def test_what_was_handed_in_is_bound_to_its_hash(windows: Windows) -> None:
    """A server that shows an auditor another file than the one that was frozen is found out."""
    world, shelf = windows.world, Shelf(windows.world, windows.row, {})
    shelf.keyrings = {
        world.claude.pk: windows.keyrings["Claude Roux"],
        world.auditors[0].pk: windows.keyrings["Aude Audit"],
    }
    shelf.opened_by(world.claude)
    shelf.add(world.claude)
    shelf.audited()
    windows.go(windows.claude)
    give_keyring(world.auditors[1])
    windows.claude.reload()
    windows.claude.get_by_role("button", name=re.compile("Remettre les copies à")).click()
    expect(windows.claude.get_by_text("C’est fait.")).to_be_visible()
    row = shelf.now()
    row.frozen["documents"][0]["sha256"] = "0" * 64
    row.save(update_fields=["frozen"])
    windows.go(windows.auditor, "documents/reading/")
    expect(windows.auditor.get_by_text("hash")).to_be_visible()
    expect(windows.auditor.get_by_text("Charte signée")).to_have_count(0)
