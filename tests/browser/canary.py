"""The canary scan: marked words are written through a real browser, then looked for in everything left behind.

Looked for in clear, UTF-16, hex, as in a URL, in JSON, decomposed, base64 at its three offsets, and inside gzip,
zip, bz2 and xz; in requests, files, mail, database, log and a backup.
Planted controls must be caught by the same scan, or finding nothing would prove nothing.
"""

import base64
import bz2
import gzip
import io
import json
import logging
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from unicodedata import normalize
from urllib.parse import quote, quote_plus

from django.db import connection
from playwright.sync_api import Page, Request

from ithaca.accounts.models import Person

CANARIES = {
    "problem": "kormoran-argentin-7341",
    "vision": "mirabelle-boreale-2289",
    "expectations": "trombone-lunaire-9910",
    "agreement": "girofle-cobalt-5527",
    "goal": "libellule-ardoise-8164",
    "note": "pervenche-safran-3072",
    "summary": "campanule-ambre-6453",
}
# Stands in a public profile: the scan of what is really left behind must find this one.
CONTROL = "balise-temoin-1188"
MOST_UNPACKED = 64 * 1024 * 1024


def forms(word: str) -> list[bytes]:
    """Every way in which a word may have been written down."""
    plain = word.encode()
    # At each offset the characters that hang on the word alone: six bits each, none shared with its neighbours.
    shifted = [
        base64.b64encode(b"\0" * n + plain)[-(-8 * n // 6) : 8 * (n + len(plain)) // 6] for n in range(3)
    ]
    safe = [form.replace(b"+", b"-").replace(b"/", b"_") for form in shifted]
    wide = [word.encode("utf-16-le"), word.encode("utf-16-be")]
    ways = [
        plain,
        *wide,
        plain.hex().encode(),
        plain.hex().upper().encode(),
        quote(word, safe="").encode(),
        quote(word).encode(),
        quote_plus(word).encode(),
        json.dumps(word)[1:-1].encode(),
        normalize("NFD", word).encode(),
        *shifted,
        *safe,
    ]
    return list(dict.fromkeys(ways))  # a word of plain letters is the same in most of them: looked for once


def unpacked(data: bytes, depth: int = 2) -> Iterator[bytes]:
    """The data, and what is inside where it is an archive, wherever in it the archive begins."""
    yield data
    if not depth:
        return
    for opened in _opened(data):
        yield from unpacked(opened[:MOST_UNPACKED], depth - 1)


def _opened(data: bytes) -> Iterator[bytes]:
    whole = memoryview(data)  # what begins anywhere in it is read in its place, not copied
    for mark, wbits in ((b"\x1f\x8b\x08", 31), (b"\x78\x9c", 15), (b"\x78\xda", 15)):
        start = data.find(mark)
        while start != -1:
            with suppress(zlib.error):
                yield zlib.decompressobj(wbits).decompress(whole[start:], MOST_UNPACKED)
            start = data.find(mark, start + 1)
    for mark, decompressor in ((b"BZh", bz2.BZ2Decompressor), (b"\xfd7zXZ\x00", lzma.LZMADecompressor)):
        start = data.find(mark)
        if start != -1:
            with suppress(OSError, EOFError, lzma.LZMAError):
                yield decompressor().decompress(whole[start:])
    if b"PK\x03\x04" in data:
        with (
            suppress(zipfile.BadZipFile, NotImplementedError, RuntimeError),
            zipfile.ZipFile(io.BytesIO(data[data.find(b"PK\x03\x04") :])) as archive,
        ):
            yield from (archive.read(name) for name in archive.namelist())


def found_in(blobs: Iterable[tuple[str, bytes]], words: Iterable[str]) -> list[tuple[str, str]]:
    """(where, word) for each word that stands somewhere."""
    wanted = {word: forms(word) for word in words}
    return [
        (where, word)
        for where, blob in blobs
        for data in unpacked(blob)
        for word, ways in wanted.items()
        if any(way in data for way in ways)
    ]


Blobs = Iterable[tuple[str, bytes]]
PLANTED = "témoin planté/47+11"  # every way of writing a word down changes something in it
LOGGED = "temoin-journalise-6620"


class Heard(logging.Handler):
    """What the product writes to its log, as an operator would find it."""

    def __init__(self, line: str) -> None:
        super().__init__()
        self.setFormatter(logging.Formatter(line))
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


def _of_another_worker(path: Path) -> bool:
    """Its database: no test of this process writes there."""
    own = Path(connection.settings_dict["NAME"]).name
    return path.name.startswith("test.sqlite3") and not path.name.startswith(own)


class Scan:
    """Collects what the server was sent, kept, logged and backed up, and looks through it."""

    def __init__(
        self, folders: Iterable[Path], log: Heard, rows: Callable[[], Blobs], backup: Callable[[], bytes]
    ) -> None:
        self.folders, self.log, self.rows, self.backup = tuple(folders), log, rows, backup
        self.requests: list[tuple[str, bytes]] = []
        self.before = dict(self._state())

    def _state(self) -> Iterator[tuple[Path, tuple[int, int, int]]]:
        for path in (path for folder in self.folders for path in folder.rglob("*")):
            with suppress(FileNotFoundError):  # a journal file of the database may go at any moment
                if path.is_file() and not _of_another_worker(path):
                    stat = path.stat()
                    yield path, (stat.st_mtime_ns, stat.st_size, stat.st_ino)

    def listen(self, page: Page) -> None:
        page.on("request", self._keep)

    def _keep(self, request: Request) -> None:
        body = request.post_data_buffer or b""
        self.requests.append((f"request to {request.url}", request.url.encode() + b"\n" + body))

    def _files(self) -> Iterator[tuple[str, bytes]]:
        """Those that were written since; what lies there untouched, such as the assets, can hold nothing new."""
        for path, state in self._state():
            if self.before.get(path) != state:
                with suppress(FileNotFoundError):
                    yield f"file {path}", path.read_bytes()

    def left(self) -> Iterator[tuple[str, bytes]]:
        """Everything that was sent and kept: requests, files (mail, database, cache), rows, log, backup."""
        yield from self.requests
        yield from self._files()
        yield from self.rows()
        yield "log", "\n".join(self.log.lines).encode()
        yield "backup", self.backup()

    def finds(self, words: Iterable[str]) -> list[tuple[str, str]]:
        """Where any of the words stands in what was sent and kept."""
        return found_in(self.left(), words)

    def never_saw(self, words: Iterable[str], *, known: str = "", heard: str = "") -> None:
        """Fails where a word stands anywhere, and where a control doesn't stand where it must.

        `known` stands in the database in clear (an address unless told otherwise), `heard` was sent by a browser.
        """
        plant_controls()
        logging.getLogger("ithaca.tests").warning("a line with %s", LOGGED)
        known = known or Person.objects.order_by("pk").values_list("email", flat=True)[0]
        secret = list(words)
        found = self.finds([*secret, known, heard or known, LOGGED])
        seen = {(where.split(" ")[0], word) for where, word in found}
        controls = {("row", known), ("backup", known), ("log", LOGGED)} | (
            {("request", heard)} if heard else set()
        )
        assert controls - seen == set(), "the scan sees rows, backup, log and requests"
        assert sum(len(blob) for _where, blob in self.requests) > 2_000, "the browser's requests were heard"
        leaks = [(where, word) for where, word in found if word in secret]
        assert not leaks, leaks


def plant_controls() -> None:
    """Every way of writing a word down is seen through."""
    word = PLANTED
    ways = {
        "plain": word.encode(),
        "utf-16": word.encode("utf-16-le"),
        "hex": word.encode().hex().encode(),
        "url": quote(word, safe="").encode(),
        "a form": quote_plus(word).encode(),
        "json": json.dumps({"text": word}).encode(),
        "decomposed": normalize("NFD", word).encode(),
        **{f"base64 at {n}": base64.b64encode(b"x" * n + word.encode() + b"yyy") for n in range(3)},
        **{f"base64url at {n}": base64.urlsafe_b64encode(b"x" * n + word.encode()) for n in range(3)},
        "gzip": b"before" + gzip.compress(word.encode()) + b"after",
        "bz2": bz2.compress(word.encode()),
        "xz": lzma.compress(word.encode()),
        "zip": _zipped(word.encode()),
        "an archive in an archive": gzip.compress(_zipped(word.encode())),
    }
    assert [name for name, blob in ways.items() if not found_in([(name, blob)], [word])] == []
    assert quote(word) != word, "something in it is quoted"


def _zipped(data: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inside.txt", data)
    return file.getvalue()
