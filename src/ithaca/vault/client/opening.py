"""Opens a sealed export with the words of the kit: what is in it, verified, as readable files.

The other half of frontend/room/export/export.ts. Needs neither Django nor a server nor a network.
"""

import json
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

import pyrage

from ithaca.vault.client import format as f
from ithaca.vault.client.keyring import WORDS, Card, Keyring, read_card
from ithaca.vault.client.pages import Page, markdown
from ithaca.vault.client.shown import open_shown

KIT, IDENTITIES, INDEX = "kit.age", "identity.txt.age", "index.age"
# What is signed in the files of a folder; elsewhere it is a text of a room.
PURPOSES = {"drafts": "draft", "copies": "copy"}
# A text's age file stays under 257 KiB, a document's under 26 MiB; the index names every file.
LARGEST = 64 * 1024 * 1024
IDENTITY = re.compile(r"^AGE-SECRET-KEY-1[0-9A-Z]+$", re.MULTILINE)
# Names that the browser never gives: they lead out of the folder, or mean something else on some system.
UNSAFE = re.compile(
    r'[\\:*?"<>|\x00-\x1f\x7f]|(^|/)(\.{0,2}|.*[. ])(/|$)|(^|/)(con|prn|aux|nul|com\d|lpt\d)(\.|/|$)',
    re.IGNORECASE,
)
# What a made-up file makes of reading: claims that are missing, of another type, or nested without end.
ODD = (f.Tampered, KeyError, TypeError, ValueError, AttributeError, RecursionError)


class NotAnExport(Exception):
    """The file is not what the browser made: another kind, damaged, or changed since."""


class WrongWords(Exception):
    """These words do not open the export."""

    def __init__(self, count: int, unknown: Sequence[int]) -> None:
        super().__init__("wrong words")
        self.count = count
        self.unknown = unknown  # places, from 1, of words that no kit can hold


@dataclass(frozen=True)
class Readable:
    """One file to write, verified."""

    path: str
    data: bytes


@dataclass(frozen=True)
class Withheld:
    """One file that does not hold what its author signed; it is not to be written."""

    path: str
    reason: str


class SealedExport:
    """An export whose index was verified: signed by the person whose kit opened it."""

    def __init__(self, file: BinaryIO, words: str) -> None:
        try:
            self._zip = zipfile.ZipFile(file)
            self._sizes = {info.filename: info.file_size for info in self._zip.infolist()}
        except zipfile.BadZipFile:
            raise NotAnExport("zip")
        text = _open_kit(self._read(KIT), words)
        try:
            self._take(text)
        except ODD:
            raise NotAnExport(INDEX)

    def _take(self, text: str) -> None:
        own = _identities(str(json.loads(text).get("identity")))
        self._keyring, self.index = self._open_index(text, own)
        self._keys = [*own, *_identities(_decrypt(self._read(IDENTITIES), own).decode("utf-8", "replace"))]
        self._cards = {card.fingerprint: card for card in map(read_card, self.index["cards"])}
        self._cards[self._keyring.card.fingerprint] = self._keyring.card
        paths = [one["path"] for one in (*self.index["pages"], *self.index["documents"])]
        if any(not isinstance(path, str) or UNSAFE.search(path) for path in paths) or len(set(paths)) < len(
            paths
        ):
            raise NotAnExport("path")

    def _open_index(self, keyring: str, own: Sequence[pyrage.x25519.Identity]) -> tuple[Keyring, f.Claims]:
        token = _decrypt(self._read(INDEX), own).decode("latin-1")
        try:
            mine = Keyring.from_text(keyring, f.peek("export", token)["card"])
            claims = f.verify("export", token, mine.card.signing)
        except (f.Tampered, KeyError):
            raise NotAnExport(INDEX)
        if claims["person"] != mine.person:
            raise NotAnExport(INDEX)
        return mine, claims

    def files(self) -> Iterator[Readable | Withheld]:
        """Every file in turn; one at a time is in memory."""
        told: dict[str, object] = {}  # hashes of documents, with the key of those that were shown
        for page in self.index["pages"]:
            try:
                content = self._content(page)
                told[str(content.get("sha256"))] = content.get("key")
                shown = Page(page["path"], page["title"], page["facts"], page["parts"], page["told"])
                readable = Readable(page["path"], markdown(shown, content))
            except (*ODD, NotAnExport) as error:
                yield Withheld(page["path"], _reason(error))
                continue
            yield readable
        for document in self.index["documents"]:
            yield self._document(document, told)

    def _content(self, page: f.Claims) -> f.Claims:
        """What the author of this text signed; nothing for pages that stand for no text."""
        if page["file"] is None:
            return {}
        file = self._checked(page)
        purpose = PURPOSES.get(page["file"].partition("/")[0], "content")
        try:
            token = f.unpad(_decrypt(file, self._keys))
        except NotAnExport:
            raise f.Tampered("key")
        author = self._author(purpose, f.peek(purpose, token))
        claims = f.verify(purpose, token, author.signing)
        content: f.Claims = claims["content"]
        if purpose == "copy":
            if claims["reader"] != self._keyring.person:
                raise f.Tampered("member")
            return {**content, "note": claims["note"]}
        return content

    def _author(self, purpose: str, claims: f.Claims) -> Card:
        if purpose == "draft":
            return self._keyring.card
        card = self._cards.get(claims["card"])
        if card is None or card.person != claims["owner" if purpose == "copy" else "author"]:
            raise f.Tampered("card")
        return card

    def _document(self, document: f.Claims, told: Mapping[str, object]) -> Readable | Withheld:
        """A document; its hash stands in a text that its author signed."""
        try:
            file = self._checked(document)
            if document["sha256"] not in told:
                raise f.Tampered("hash")
            key = told[document["sha256"]]
            data = open_shown(file, key) if isinstance(key, str) else _decrypt(file, self._keys)
            return Readable(document["path"], data)
        except (*ODD, NotAnExport) as error:
            return Withheld(document["path"], _reason(error))

    def _checked(self, listed: f.Claims) -> bytes:
        file = self._read(listed["file"])
        if f.sha256(file) != listed["sha256"]:
            raise f.Tampered("hash")
        return file

    def _read(self, name: str) -> bytes:
        if self._sizes.get(name, LARGEST) >= LARGEST:
            raise NotAnExport(name)
        try:
            return self._zip.read(name)
        except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError):
            raise NotAnExport(name)


def _reason(error: Exception) -> str:
    """In one printable line: names out of a made-up file end on somebody's terminal."""
    told = str(error) if isinstance(error, f.Tampered | NotAnExport) else "malformed"
    return "".join(sign for sign in told if sign.isprintable())[:100]


def _open_kit(file: bytes, words: str) -> str:
    try:
        return bytes(pyrage.passphrase.decrypt(file, f.fold(words))).decode()
    except pyrage.DecryptError as error:
        if str(error) != "Decryption failed":
            raise NotAnExport(KIT)  # no passphrase file, or half of one
        typed = f.fold(words).split()
        raise WrongWords(len(typed), _unknown(typed))


def _unknown(typed: Sequence[str]) -> list[int]:
    """The places of words that stand in no list, of the list that fits best."""
    lists = [
        {f.fold(word) for word in path.read_text("utf-8").split()} for path in sorted(WORDS.glob("*.txt"))
    ]
    found = [[place for place, word in enumerate(typed, 1) if word not in known] for known in lists]
    return min(found, key=len)


def _identities(text: str) -> list[pyrage.x25519.Identity]:
    return [pyrage.x25519.Identity.from_str(one) for one in IDENTITY.findall(text)]


def _decrypt(file: bytes, keys: Sequence[pyrage.x25519.Identity]) -> bytes:
    try:
        return bytes(pyrage.decrypt(file, list(keys)))
    except pyrage.DecryptError:
        raise NotAnExport("age")
