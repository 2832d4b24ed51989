"""`ithaca-open`: an encrypted export becomes readable files, or a sentence says why not."""

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyrage
import pytest
from click.testing import CliRunner, Result

from ithaca.cli.opening import main
from ithaca.vault.client import Keyring, KitWords, OpenRoom, Place, demo, make_room
from ithaca.vault.client import format as f
from ithaca.vault.client.copies import CopySource, seal_copy
from ithaca.vault.client.pages import Page, markdown
from ithaca.vault.client.shown import key_of, open_shown

MARC = "0192cccc-0000-7000-8000-000000000002"
Run = Callable[..., Result]
OBJECT = "0192cccc-0000-7000-8000-00000000000a"
PAGES = json.loads((Path(__file__).parents[1] / "vectors" / "pages.json").read_text("utf-8"))


@pytest.mark.parametrize("case", PAGES, ids=lambda case: case["name"])
def test_pages_are_what_the_browser_writes(case: dict[str, Any]) -> None:
    assert markdown(Page(**case["page"]), json.loads(case["content"])).decode() == case["markdown"]


def seal(recipient: str, data: bytes) -> bytes:
    return bytes(pyrage.encrypt(data, [pyrage.x25519.Recipient.from_str(recipient)]))


@dataclass
class Export:
    """An export as the browser makes it: a note of Marc's, a draft of Inès's, a document of Marc's."""

    ines: Keyring
    marc: Keyring
    kit: str
    wrap: bytes
    room: OpenRoom
    files: dict[str, bytes] = field(default_factory=dict)
    pages: list[f.Claims] = field(default_factory=list)
    documents: list[f.Claims] = field(default_factory=list)

    def add(self, path: str, name: str, file: bytes) -> None:
        self.files[name] = file
        self.pages.append(
            {
                "path": path,
                "title": "Titre",
                "facts": [],
                "parts": [["text", ""]],
                "told": ["sha256"],
                "file": name,
                "sha256": f.sha256(file),
            }
        )

    def add_document(self, path: str, file: bytes) -> None:
        self.files["documents/d.age"] = file
        self.documents.append({"path": path, "file": "documents/d.age", "sha256": f.sha256(file)})

    def at(self, folder: Path, signer: Keyring | None = None) -> Path:
        claims = {
            "person": self.ines.person,
            "card": self.ines.card.jws,
            "cards": [self.ines.card.jws, self.marc.card.jws],
            "language": "fr",
            "at": "2026-03-03T13:02:00.000Z",
            "pages": self.pages,
            "documents": self.documents,
        }
        mine = self.ines.card.recipient
        path = folder / "export.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("kit.age", self.wrap)
            archive.writestr(
                "identity.txt.age",
                seal(mine, f"# moi\n{self.ines.identity}\n# Marc\n{self.room.identity}\n".encode()),
            )
            archive.writestr("index.age", seal(mine, (signer or self.ines).sign("export", claims).encode()))
            for name, file in self.files.items():
                archive.writestr(name, file)
        return path


@pytest.fixture
def export() -> Export:
    vaults = demo.load()  # its kits were wrapped by the browser's code: opened in no time
    ines, marc = vaults.vaults[0], Keyring.create(MARC)
    _sealed, room = make_room(marc, [marc.card, ines.keyring.card])
    made = Export(ines.keyring, marc, vaults.kit, ines.sealed.wraps["kit"], room)
    document = seal(room.recipient, b"%PDF-1.7")
    content = {"text": "Bonjour Inès", "sha256": f.sha256(document)}
    made.add("Marc – Cap/Notes/Été.md", "texts/a.1.age", room.seal(marc, Place(OBJECT, "note"), content))
    draft = {
        "object": OBJECT,
        "kind": "note",
        "base": None,
        "content": {"text": "À finir"},
        "author": made.ines.person,
    }
    made.add(
        "Marc – Cap/Brouillons/T.md",
        "drafts/a.age",
        f.seal_to(made.ines.card.recipient, made.ines.sign("draft", draft)),
    )
    made.add_document("Marc – Cap/Documents/CV.pdf", document)
    return made


@pytest.mark.parametrize("size", [0, 1, 65536, 200_000])
def test_a_file_that_was_shown_opens_with_its_own_key(
    export: Export, run: Run, tmp_path: Path, size: int
) -> None:
    """Its sealed bytes are of a room whose keys the reader does not have; the copy says the key of this one file."""
    theirs, data = pyrage.x25519.Identity.generate(), b"x" * size
    file = seal(str(theirs.to_public()), data)
    content = {"name": "Cas.pdf", "sha256": f.sha256(file), "key": key_of(file, str(theirs))}
    source = CopySource(export.room.id, OBJECT, "exhibit", 1, "0" * 64)
    copy = seal_copy(export.marc, export.ines.card, OBJECT, source, content)
    export.add("On m’a montré/Cas.md", "copies/c.age", copy)
    export.documents.clear()
    export.add_document("On m’a montré/Cas.pdf", file)
    result = run(export.at(tmp_path), export.kit)
    assert result.exit_code == 0, result.output
    assert written(tmp_path / "out")["On m’a montré/Cas.pdf"] == data
    for changed in (file[:-1], file[:-17] + b"y" + file[-16:], file.replace(b"---", b"--+", 1)):
        with pytest.raises(f.Tampered):
            open_shown(changed, content["key"])
    with pytest.raises(f.Tampered):
        open_shown(file, f.to_base64url(bytes(16)))


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def call(file: Path, words: str, *, language: str = "fr_FR.UTF-8", folder: str = "out") -> Result:
        arguments = [str(file), "--to", str(tmp_path / folder), "--words-file", "-"]
        return CliRunner().invoke(main, arguments, input=words, env={"LC_ALL": language})

    return call


def written(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_everything_is_written_readable(export: Export, run: Run, tmp_path: Path) -> None:
    result = run(export.at(tmp_path), export.kit)
    assert result.exit_code == 0, result.output
    assert "3 fichiers écrits" in result.output
    assert written(tmp_path / "out") == {
        "Marc – Cap/Notes/Été.md": "# Titre\n\nBonjour Inès\n".encode(),
        "Marc – Cap/Brouillons/T.md": "# Titre\n\nÀ finir\n".encode(),
        "Marc – Cap/Documents/CV.pdf": b"%PDF-1.7",
    }
    assert sorted(p.name for p in tmp_path.iterdir()) == ["export.zip", "out"]


def test_the_words_may_be_typed_as_they_come(export: Export, run: Run, tmp_path: Path) -> None:
    typed = "\n".join(word.upper() for word in export.kit.split())
    assert run(export.at(tmp_path), typed).exit_code == 0


@pytest.mark.parametrize(
    ("language", "words", "sentence"),
    [
        ("fr_FR.UTF-8", " ".join(KitWords.make("fr")), "Vérifiez leur ordre"),
        ("C.UTF-8", " ".join(KitWords.make("en")), "Check their order"),
        ("fr_FR.UTF-8", "abandon " * 22 + "bateauu bateua", "aucun kit : 23, 24"),
        ("en_GB.UTF-8", "abandon abandon", "you gave 2"),
    ],
)
def test_wrong_words_are_said_plainly(
    export: Export, run: Run, tmp_path: Path, language: str, words: str, sentence: str
) -> None:
    result = run(export.at(tmp_path), words, language=language)
    assert result.exit_code == 1
    assert sentence in result.output
    assert not (tmp_path / "out").exists()


def test_a_folder_with_something_in_it_is_left_alone(export: Export, run: Run, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    assert run(export.at(tmp_path), export.kit).exit_code == 0, "an empty one is taken"
    before = written(tmp_path / "out")
    result = run(export.at(tmp_path), export.kit)
    assert result.exit_code == 1
    assert "n’est pas vide" in result.output
    assert written(tmp_path / "out") == before


@pytest.mark.parametrize(
    "path",
    ["../dehors.md", "/dehors.md", "a/../../dehors.md", "a\\..\\b.md", "C:b.md", "a//b.md", "a/.", "a. /b"],
)
def test_no_path_leads_out_of_the_folder(export: Export, run: Run, tmp_path: Path, path: str) -> None:
    export.add(path, "texts/b.1.age", export.files["texts/a.1.age"])
    result = run(export.at(tmp_path), export.kit)
    assert result.exit_code == 1
    assert "modifié depuis (path)" in result.output
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["export.zip"]


def test_what_somebody_changed_is_named_and_not_written(export: Export, run: Run, tmp_path: Path) -> None:
    other = export.room.seal(export.marc, Place(OBJECT, "note"), {"text": "Autre chose"})
    export.files["texts/a.1.age"] = other
    result = run(export.at(tmp_path), export.kit)
    assert result.exit_code == 1
    assert "(hash) : Marc – Cap/Notes/Été.md" in result.output
    # The document's hash stood in that text: without it nobody vouches for the document.
    assert set(written(tmp_path / "out")) == {"Marc – Cap/Brouillons/T.md"}


def test_a_text_that_its_author_did_not_sign_is_refused(export: Export, run: Run, tmp_path: Path) -> None:
    forged = export.room.seal(
        Keyring(MARC, export.ines.identity, export.ines.seed, export.marc.card),
        Place(OBJECT, "note"),
        {"text": "Jamais dit"},
    )
    export.add("Faux.md", "texts/f.1.age", forged)
    stranger = Keyring.create("0192cccc-0000-7000-8000-000000000003")
    export.add("Inconnu.md", "texts/g.1.age", export.room.seal(stranger, Place(OBJECT, "note"), {}))
    result = run(export.at(tmp_path), export.kit)
    assert "(signature) : Faux.md" in result.output
    assert "(card) : Inconnu.md" in result.output
    assert not {"Faux.md", "Inconnu.md"} & set(written(tmp_path / "out"))


def test_an_index_signed_by_somebody_else_opens_nothing(export: Export, run: Run, tmp_path: Path) -> None:
    result = run(export.at(tmp_path, signer=export.marc), export.kit)
    assert result.exit_code == 1
    assert "modifié depuis (index.age)" in result.output
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("damage", ["no zip", "half", "missing", "kit"])
def test_a_damaged_file_is_said_to_be_damaged(export: Export, run: Run, tmp_path: Path, damage: str) -> None:
    path = export.at(tmp_path)
    data = path.read_bytes()
    if damage == "no zip":
        path.write_bytes(b"Bonjour")
    elif damage == "half":
        path.write_bytes(data[: len(data) // 2])
    else:
        with zipfile.ZipFile(io.BytesIO(data)) as whole, zipfile.ZipFile(path, "w") as part:
            for name in whole.namelist():
                if name != "index.age":
                    part.writestr(name, b"{}" if name == "kit.age" and damage == "kit" else whole.read(name))
    result = run(path, export.kit)
    assert result.exit_code == 1
    assert "Reprenez l’original" in result.output
    assert not (tmp_path / "out").exists()


def test_it_needs_neither_django_nor_settings() -> None:
    program = "import sys, ithaca.cli.opening; sys.exit(any(m.split('.')[0] in ('django', 'ninja') for m in sys.modules))"
    assert subprocess.run([sys.executable, "-c", program]).returncode == 0


def test_without_a_file_the_words_are_asked_for_and_not_shown(export: Export, tmp_path: Path) -> None:
    arguments = [str(export.at(tmp_path)), "--to", str(tmp_path / "out")]
    result = CliRunner().invoke(main, arguments, input=f"{export.kit}\n", env={"LC_ALL": "fr_FR.UTF-8"})
    assert result.exit_code == 0, result.output
    assert "Les vingt-quatre mots de votre kit" in result.output
    assert export.kit.split()[0] not in result.output


@pytest.mark.parametrize(
    ("key", "value"),
    [("facts", 3), ("parts", [["text"]]), ("told", None), ("title", ["x"]), ("file", 7), ("sha256", None)],
)
def test_an_index_of_odd_shapes_is_said_in_words(
    export: Export, run: Run, tmp_path: Path, key: str, value: object
) -> None:
    export.pages[0][key] = value
    result = run(export.at(tmp_path), export.kit)
    assert isinstance(result.exception, SystemExit | None), result.exception
    assert "Traceback" not in result.output


@pytest.mark.parametrize("path", ["a", "x" * 300, "CON/aux.md", 3])
def test_a_name_that_systems_stumble_over_stops_nothing_else(
    export: Export, run: Run, tmp_path: Path, path: object
) -> None:
    export.add("a/b.md", "texts/b.1.age", export.files["texts/a.1.age"])
    export.pages[0]["path"] = path
    result = run(export.at(tmp_path), export.kit)
    assert isinstance(result.exception, SystemExit | None), result.exception
    assert "Traceback" not in result.output
    assert not (tmp_path / "out" / "CON").exists()


def test_a_text_nested_without_end_is_withheld_alone(export: Export, run: Run, tmp_path: Path) -> None:
    deep: object = "x"
    for _level in range(400):
        deep = [deep]
    file = export.room.seal(export.marc, Place(OBJECT, "note"), {"text": "", "odd": deep})
    export.add("Marc – Cap/Notes/Profond.md", "texts/c.1.age", file)
    result = run(export.at(tmp_path), export.kit)
    assert isinstance(result.exception, SystemExit | None), result.exception
    assert "Marc – Cap/Brouillons/T.md" in written(tmp_path / "out")
