"""The canary scan: marked words are written through a real browser, then looked for in everything left behind.

Looked for in clear, UTF-16, hex, URL-encoded, base64 at its three offsets, and inside gzip, zip, bz2 and xz.
Planted controls must be caught by the same scan, or finding nothing would prove nothing.
"""

import base64
import bz2
import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Page, Request

CANARIES = {
    "problem": "kormoran-argentin-7341",
    "vision": "mirabelle-boreale-2289",
    "expectations": "trombone-lunaire-9910",
    "agreement": "girofle-cobalt-5527",
    "goal": "libellule-ardoise-8164",
    "note": "pervenche-safran-3072",
}
# Stands in a public profile: the scan of what is really left behind must find this one.
CONTROL = "balise-temoin-1188"
MOST_UNPACKED = 64 * 1024 * 1024


def forms(word: str) -> list[bytes]:
    """Every way in which a word may have been written down."""
    plain = word.encode()
    shifted = [base64.b64encode(b"\0" * n + plain)[(4 if n else 0) :].rstrip(b"=")[:-2] for n in range(3)]
    safe = [form.replace(b"+", b"-").replace(b"/", b"_") for form in shifted]
    wide = [word.encode("utf-16-le"), word.encode("utf-16-be")]
    return [
        plain,
        *wide,
        plain.hex().encode(),
        plain.hex().upper().encode(),
        quote(word, safe="").encode(),
        *shifted,
        *safe,
    ]


def unpacked(data: bytes, depth: int = 2) -> Iterator[bytes]:
    """The data, and what is inside where it is an archive, wherever in it the archive begins."""
    yield data
    if not depth:
        return
    for opened in _opened(data):
        yield from unpacked(opened[:MOST_UNPACKED], depth - 1)


def _opened(data: bytes) -> Iterator[bytes]:
    for mark, wbits in ((b"\x1f\x8b\x08", 31), (b"\x78\x9c", 15), (b"\x78\xda", 15)):
        start = data.find(mark)
        while start != -1:
            with suppress(zlib.error):
                yield zlib.decompressobj(wbits).decompress(data[start:], MOST_UNPACKED)
            start = data.find(mark, start + 1)
    for mark, decompressor in ((b"BZh", bz2.BZ2Decompressor), (b"\xfd7zXZ\x00", lzma.LZMADecompressor)):
        start = data.find(mark)
        if start != -1:
            with suppress(OSError, EOFError, lzma.LZMAError):
                yield decompressor().decompress(data[start:])
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


class Scan:
    """Collects what the server was sent and kept, and looks through it."""

    def __init__(self, folder: Path, dump: Iterable[tuple[str, bytes]]) -> None:
        self.folder, self.dump = folder, dump
        self.requests: list[tuple[str, bytes]] = []

    def listen(self, page: Page) -> None:
        page.on("request", self._keep)

    def _keep(self, request: Request) -> None:
        body = request.post_data_buffer or b""
        self.requests.append((f"request to {request.url}", request.url.encode() + b"\n" + body))

    def _files(self) -> Iterator[tuple[str, bytes]]:
        for path in self.folder.rglob("*"):
            if path.is_file():
                yield str(path), path.read_bytes()

    def finds(self, words: Iterable[str]) -> list[tuple[str, str]]:
        """Where any of the words stands in what was sent and kept: requests, files, database, mail, logs, cache."""
        return found_in([*self.requests, *self._files(), *self.dump], words)

    def run(self) -> None:
        """Fails where a canary is found, and where a planted control is not."""
        self.plant_controls()
        left = [*self.requests, *self._files(), *self.dump]
        assert len(self.requests) > 50, "the browser's requests were heard"
        assert {where for where, _word in found_in(left, [CONTROL])} & {"directory_profile"}, (
            "the scan sees the database"
        )
        assert any(where.startswith("request to") for where, _word in found_in(left, [CONTROL])), (
            "and the requests"
        )
        assert found_in(left, CANARIES.values()) == []

    def plant_controls(self) -> None:
        word = "temoin-plante-4711"
        ways = {
            "plain": word.encode(),
            "utf-16": word.encode("utf-16-le"),
            "hex": word.encode().hex().encode(),
            "url": quote(word).encode(),
            **{f"base64 at {n}": base64.b64encode(b"x" * n + word.encode() + b"yyy") for n in range(3)},
            "gzip": b"before" + gzip.compress(word.encode()) + b"after",
            "bz2": bz2.compress(word.encode()),
            "xz": lzma.compress(word.encode()),
            "zip": _zipped(word.encode()),
        }
        missed = [name for name, blob in ways.items() if not found_in([(name, blob)], [word])]
        assert missed == []


def _zipped(data: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inside.txt", data)
    return file.getvalue()
