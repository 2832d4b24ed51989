"""Everything that is one's own in one file: readable at once, or encrypted and opened without the site."""

import io
import os
import pty
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlparse
from uuid import UUID

import pytest
from click.testing import CliRunner
from playwright.sync_api import Page, Route, expect

from ithaca.accounts.models import Person
from ithaca.cli.opening import main
from ithaca.kernel.ids import new_id
from ithaca.mentorships import actions as mentorships
from ithaca.mentorships.models import Mentorship
from ithaca.vault import actions as vault
from ithaca.vault.client import Keyring, Place, make_room, read_card
from ithaca.vault.client.copies import CopySource, seal_copy
from ithaca.vault.client.format import fold
from ithaca.vault.models import KeyCard, Revision, Wrap
from ithaca.vault.sealed import SealedCopy
from tests.browser.canary import Scan
from tests.browser.rooms import Accessible, Pair, PairWithSecrets, section, share, write_note
from tests.cast import Cast
from tests.vault.people import give_keyring

pytestmark = pytest.mark.django_db(transaction=True)
ROOM = "Marc Delorme – Cap Ouest"
OVERVIEW = "À lire d’abord.md"
SECRETS = ["trinquette", "cormoran", "cabestan", "misaine", "galhauban", "drisse", "artimon"]


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    path = tmp_path / "Plan de carrière.pdf"
    path.write_bytes(b"%PDF-1.7\n" + os.urandom(1_500_000))
    return path


def private_topic(pair_with_secrets: PairWithSecrets) -> tuple[Keyring, CopySource]:
    """Private ground of the two with one text of the mentee's, as their browsers make it; her keys, and which text."""
    mentorship = Mentorship.objects.get()
    mentee = mentorship.mentee.person
    wrap = Wrap.objects.get(keyring__person=mentee, way="kit")
    cards = {card.person_id: card.jws for card in KeyCard.objects.all()}
    keyring = Keyring.unwrap(bytes(wrap.file), " ".join(pair_with_secrets.mentees_kit), cards[mentee.pk])
    sealed, key = make_room(keyring, [read_card(card) for card in cards.values()])
    topic = mentorships.mark_topic(actor=mentee, id=new_id(), mentorship=mentorship, sealed=sealed)
    mentorships.consent_to_topic(actor=mentee, topic_id=topic.pk, mentorship=mentorship)
    place = Place(str(new_id()), "note")
    text = key.sealed_revision(keyring, place, {"text": "Sous le galhauban."})
    written = vault.write_revision(actor=mentee, room_id=topic.room_id, sealed=text)
    return keyring, CopySource(key.id, place.object, "note", 1, written.sha256)


def copies(cast: Cast, keyring: Keyring, source: CopySource) -> None:
    """One text that the mentee shows to the coordinator, and two that the coordinator shows to her: one was opened."""
    theirs = give_keyring(cast.coordinator)
    show(cast.mentee, keyring, cast.coordinator, theirs, source, {"text": "Sous le galhauban."})
    sealed, key = make_room(theirs, [theirs.card])
    room = vault.create_room(actor=cast.coordinator, sealed=sealed, members=[cast.coordinator])
    for word in ("Un foc", "Une trinquette"):
        place, content = Place(str(new_id()), "note"), {"title": word, "text": f"{word} pour Inès."}
        written = vault.write_revision(
            actor=cast.coordinator, room_id=room.pk, sealed=key.sealed_revision(theirs, place, content)
        )
        shown = CopySource(key.id, place.object, "note", 1, written.sha256)
        copy = show(cast.coordinator, theirs, cast.mentee, keyring, shown, content)
        if word == "Un foc":
            vault.open_copy(actor=cast.mentee, copy_id=copy)


def show(
    owner: Person, mine: Keyring, reader: Person, theirs: Keyring, source: CopySource, content: dict[str, str]
) -> UUID:
    id = new_id()
    file = seal_copy(mine, theirs.card, str(id), source, content, note="Un mot de ma part.")
    sealed = SealedCopy(id, UUID(source.object), source.revision, file)
    vault.release_copy(actor=owner, reader=reader, sealed=sealed)
    return id


def fill(pair: PairWithSecrets, pdf: Path, cast: Cast) -> None:
    """Texts of both, a former version, a draft, a document, a link, a journal, private ground and copies."""
    write_note(pair.mentor, "Mot de Marc", "Le cormoran plonge.")
    page = pair.mentee
    page.reload()
    write_note(page, "Cap : été/hiver", "Un cabestan.")
    page.get_by_role("link", name="Modifier").click()
    page.get_by_label("Texte", exact=True).fill("Deux cabestans.")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("Deux cabestans.")).to_be_visible()
    share(page, pdf)
    page.get_by_label("Adresse", exact=False).fill("https://example.org/misaine")
    page.get_by_role("button", name="Partager un lien").click()
    expect(page.get_by_text("Le lien est partagé.")).to_be_visible()
    section(page, "Notes")
    page.get_by_role("link", name="Écrire une note").click()
    page.get_by_label("Texte", exact=True).fill("La drisse attend")
    expect(page.get_by_text("Brouillon enregistré. Vous pouvez fermer et revenir.")).to_be_visible()
    page.goto("/journal/#entries/new")
    page.get_by_label("Texte", exact=True).fill("L’artimon, pour moi seule.")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator("article .prose")).to_have_text("L’artimon, pour moi seule.")
    copies(cast, *private_topic(pair))


def make(page: Page, form: str) -> None:
    page.goto("/vault/export/")
    page.get_by_label(form).check()
    page.get_by_role("button", name="Fabriquer le fichier").click()


def saved(page: Page, folder: Path) -> Path:
    expect(page.get_by_text("Le fichier est prêt")).to_be_visible()
    with page.expect_download() as going:
        page.get_by_role("button", name="Enregistrer le fichier").click()
    path = folder / going.value.suggested_filename
    shutil.copy(going.value.path(), path)
    return path


def contents(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def tree(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def without_moment(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files, but for the line that says when the export was made."""
    overview = re.sub(rb"- Fabriqu.*\n", b"", files[OVERVIEW])
    return {**files, OVERVIEW: overview}


def test_both_forms_hold_everything_and_say_the_same(
    pair_with_secrets: PairWithSecrets,
    cast: Cast,
    pdf: Path,
    tmp_path: Path,
    accessible: Accessible,
    scan: Scan,
) -> None:
    fill(pair_with_secrets, pdf, cast)
    page = pair_with_secrets.mentee
    page.goto("/vault/export/")
    expect(page.get_by_role("button", name="Fabriquer le fichier")).to_be_visible()
    accessible(page)
    scan.listen(page)
    make(page, "Lisible tout de suite")
    readable = contents(saved(page, tmp_path))
    accessible(page)
    made = read_readable(readable, pdf)
    make(page, "Chiffré, pour archiver")
    sealed = saved(page, tmp_path)
    assert re.fullmatch(r"ithaca-chiffre-\d{4}-\d\d-\d\d\.zip", sealed.name)
    raw = contents(sealed)
    assert not [name for name in raw if name.endswith(".md")]
    everything = b"".join(raw.values())
    assert not [word for word in (*SECRETS, "Delorme", "carri") if word.encode() in everything]
    arguments = [str(sealed), "--to", str(tmp_path / "out"), "--words-file", "-"]
    result = CliRunner().invoke(main, arguments, input=" ".join(pair_with_secrets.mentees_kit).upper())
    assert result.exit_code == 0, result.output
    assert without_moment(tree(tmp_path / "out")) == without_moment(readable)
    assert made  # what was looked for stood there
    scan.never_saw(SECRETS)


def read_readable(files: dict[str, bytes], pdf: Path) -> bool:
    texts = {name: data.decode() for name, data in files.items() if name.endswith(".md")}

    def one(pattern: str) -> str:
        (name,) = [name for name in texts if re.search(pattern, name)]
        return texts[name]

    assert "Le cormoran plonge." in one(rf"^{ROOM}/Notes/.*Mot de Marc\.md$")
    assert "- Marc Delorme" in one(r"Mot de Marc\.md$")
    assert "# Cap : été/hiver\n" in one(r"/Notes/[\d-]+ Cap été hiver\.md$")
    assert "Deux cabestans." in one(r"/Notes/[\d-]+ Cap été hiver\.md$")
    assert "Un cabestan." in one(r"/Notes/Versions précédentes/.* v1\.md$")
    assert "https://example.org/misaine" in one(rf"^{ROOM}/Liens/")
    assert "La drisse attend" in one(rf"^{ROOM}/Brouillons/")
    assert "L’artimon, pour moi seule." in one(r"^Mon journal/Journal/")
    assert "Sous le galhauban." in one(rf"^{ROOM} – sujet privé/Notes/")
    assert "- Inès Benali, membre depuis" in one(rf"^{ROOM}/À propos")
    assert files[f"{ROOM}/Documents/Plan de carrière.pdf"] == pdf.read_bytes()
    shown = one(r"^Ce que j’ai montré/.* – Clémence Roy\.md$")
    for words in ("- À Clémence Roy", "- Montré le", "- Pas encore ouvert", "Sous le galhauban."):
        assert words in shown
    given = one(r"^Ce qu’on m’a montré/.*Un foc – Clémence Roy\.md$")
    for words in (
        "- Par Clémence Roy",
        "Un foc pour Inès.",
        "## Clémence Roy vous écrit\n\nUn mot de ma part.",
    ):
        assert words in given
    assert not [text for text in texts.values() if "trinquette" in text.lower() and "Pour Inès" in text]
    assert "Note, version 1 – Clémence Roy : Pas encore ouvert" in texts[OVERVIEW]
    assert (
        f"Textes\N{NO-BREAK SPACE}: {len(texts) - 5}\N{NO-BREAK SPACE}; documents\N{NO-BREAK SPACE}: 1"
        in texts[OVERVIEW]
    )
    return True


def at_a_terminal(command: str, folder: Path, answer: str) -> str:
    """Runs a command as somebody at a terminal would, and types one answer."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(folder)
        os.execvp("bash", ["bash", "-c", command])
    shown = b""
    for chunk in _read(terminal):
        shown += chunk
        if answer and b":" in chunk:
            os.write(terminal, f"{answer}\n".encode())
            answer = ""
    _pid, status = os.waitpid(pid, 0)
    assert status == 0, shown.decode()
    return shown.decode()


def _read(terminal: int) -> Iterator[bytes]:
    try:
        while chunk := os.read(terminal, 4096):
            yield chunk
    except OSError:  # how Linux says that the other side has closed
        return


def test_the_readme_opens_it_with_the_ordinary_age_tool(
    pair_with_secrets: PairWithSecrets, pdf: Path, tmp_path: Path
) -> None:
    assert shutil.which("age"), "install the package age (scripts/browser.sh does)"
    write_note(pair_with_secrets.mentee, "Cap", "Un cabestan.")
    share(pair_with_secrets.mentee, pdf)
    make(pair_with_secrets.mentee, "Chiffré, pour archiver")
    folder = tmp_path / "unpacked"
    with zipfile.ZipFile(saved(pair_with_secrets.mentee, tmp_path)) as archive:
        archive.extractall(folder)
    readme = (folder / "LISEZ-MOI.txt").read_text()
    kit, keys, payload, index, text, document = [
        line.strip() for line in readme.splitlines() if line.startswith(("  age -d", "  payload()"))
    ]
    at_a_terminal(kit, folder, fold(" ".join(pair_with_secrets.mentees_kit)))
    at_a_terminal(keys, folder, "")
    assert f"{ROOM}/Documents/Plan de carrière.pdf" in at_a_terminal(f"{payload}\n{index}", folder, "")
    names = {p.name: p for p in folder.rglob("*.age")}
    shown = [
        at_a_terminal(f"{payload}\n{text.replace('….age', name)}", folder, "")
        for name in names
        if ".1.age" in name
    ]
    assert any('"text":"Un cabestan."' in one for one in shown)
    (sealed,) = (folder / "documents").iterdir()
    at_a_terminal(document.replace("….age", sealed.name), folder, "")
    assert (folder / "document").read_bytes() == pdf.read_bytes()


def test_what_could_not_be_taken_along_is_named(
    pair: Pair, pdf: Path, tmp_path: Path, accessible: Accessible
) -> None:
    page = pair.mentee
    share(page, pdf)
    section(page, "Notes")
    write_note(page, "Cap", "Un cabestan.")
    revision = Revision.objects.get(content__kind="note")
    Revision.objects.filter(pk=revision.pk).update(file=bytes(revision.file)[:-1] + b"x")

    def alter(route: Route) -> None:
        body = bytearray(route.fetch().body())
        body[1_000_000] ^= 1
        route.fulfill(body=bytes(body), content_type="application/octet-stream")

    page.route("**/api/attachments/*/*", alter)
    make(page, "Lisible tout de suite")
    files = contents(saved(page, tmp_path))
    left = page.get_by_role("listitem").filter(has_text="la vérification a échoué")
    expect(left.filter(has_text=f"{ROOM}/Notes")).to_have_count(1)
    expect(left.filter(has_text="Documents/Plan de carrière.pdf")).to_have_count(1)
    assert "la vérification a échoué" in files[OVERVIEW].decode()
    assert not [name for name in files if name.endswith(".pdf")]
    assert not [name for name in files if "/Notes/" in name]
    accessible(page)


def test_it_can_be_stopped_and_a_lost_network_is_said(pair: Pair, accessible: Accessible) -> None:
    page = pair.mentee
    waiting: list[Route] = []
    page.route("**/api/vault/rooms/*", lambda route: waiting.append(route))
    make(page, "Lisible tout de suite")
    expect(page.get_by_text(f"Espace 1 sur 1 : {ROOM}")).to_be_visible()
    accessible(page)
    page.get_by_role("button", name="Arrêter").click()
    waiting.pop().continue_()
    expect(page.get_by_text("Aucun fichier n’a été fabriqué")).to_be_visible()
    page.unroute("**/api/vault/rooms/*")
    page.route("**/api/vault/rooms/*", lambda route: route.abort())
    page.get_by_role("button", name="Fabriquer le fichier").click()
    expect(page.get_by_role("alert")).to_contain_text("ne répond pas")
    expect(page.get_by_role("button", name="Fabriquer le fichier")).to_be_visible()


def test_the_vault_and_the_room_lead_there(pair: Pair) -> None:
    pair.mentee.get_by_role("link", name="Tout emporter").click()
    expect(pair.mentee.get_by_role("heading", level=1)).to_have_text("Emporter tout ce qui est à vous")
    pair.mentee.goto("/vault/")
    pair.mentee.get_by_role("link", name="Préparer le fichier").click()
    expect(pair.mentee.get_by_role("button", name="Fabriquer le fichier")).to_be_visible()
    assert urlparse(pair.mentee.url).path == "/vault/export/"


def test_the_file_is_a_zip_that_any_program_reads(pair: Pair, tmp_path: Path) -> None:
    make(pair.mentee, "Lisible tout de suite")
    data = saved(pair.mentee, tmp_path).read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert all(info.flag_bits & 0x800 or info.filename.isascii() for info in archive.infolist()), (
            "names are UTF-8, and say so"
        )
