"""Rows of a CSV or XLSX file. What a file may do to whoever opens it is bounded here."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import BinaryIO

from django.utils.translation import gettext as _

from ithaca.intake import workbook
from ithaca.kernel.cells import harmless, restored
from ithaca.kernel.errors import Refusal

LARGEST = 25 * 1024 * 1024
LARGEST_UNPACKED = 400 * 1024 * 1024  # of the parts of an XLSX file
MOST_MEMORY = 640 * 1024 * 1024  # of the process that reads one
MOST_SECONDS = 300
MOST_TIMES = 200  # that a part may be larger than in its packed form
MOST_ROWS = 50_000
MOST_LINES = 1_048_576  # with the empty ones: of a spreadsheet; a file may claim a row far beyond
MOST_COLUMNS = 100
WIDEST = 16_384  # columns of a spreadsheet; what a file claims beyond is not looked at
LONGEST_CELL = 10_000
# Characters of all cells: a spreadsheet writes down once what stands in a million of them.
MOST_TEXT = 100 * 1024 * 1024
ENCODINGS = ("utf-8-sig", "utf-16", "cp1252")
SEPARATORS = ",;\t|"
BROKEN = (zipfile.BadZipFile, OSError, ValueError, LookupError, NotImplementedError)  # of the archive

Line = list[str]


@dataclass(frozen=True)
class Sheet:
    """
    The headings, and the lines under them as they are read, empty ones left out: as long as the headings, or longer where
    cells stand beyond them.
    """

    headings: Line
    # The number as a spreadsheet program counts: the first under the headings is 2.
    lines: Iterator[tuple[int, Line]]


@contextmanager
def opened(file: BinaryIO, name: str) -> Iterator[Sheet]:
    """Reads a file of either format; raises Refusal with a sentence where it can't be read."""
    file.seek(0, io.SEEK_END)
    if file.tell() > LARGEST:
        raise Refusal(_("This file is larger than 25 MB. Split it."))
    file.seek(0)
    packed = file.read(4) == b"PK\x03\x04"
    file.seek(0)
    if packed or name.lower().endswith((".xlsx", ".xlsm")):
        with _xlsx(file) as lines:
            yield _sheet(lines)
    else:
        yield _sheet(_csv(file))


def _sheet(lines: Iterator[Line]) -> Sheet:
    headings = [cell.strip()[:120] for cell in next(lines, [])[:WIDEST]]
    while headings and not headings[-1]:
        headings.pop()
    if not headings:
        raise Refusal(_("The first line of the file is empty. It must hold the headings of the columns."))
    if len(headings) > MOST_COLUMNS:
        raise Refusal(_("The file has more than %(most)s columns.") % {"most": MOST_COLUMNS})
    return Sheet(headings, _under(headings, lines))


def _under(headings: Line, lines: Iterator[Line]) -> Iterator[tuple[int, Line]]:
    told = held = 0
    for number, line in enumerate(lines, start=2):
        if number > MOST_LINES:
            raise Refusal(_("The file has more than %(most)s rows. Split it.") % {"most": MOST_ROWS})
        cells = [cell.strip()[:LONGEST_CELL].replace("\0", "") for cell in line[: MOST_COLUMNS + 1]]
        while len(cells) > len(headings) and not cells[-1]:
            cells.pop()
        if not any(cells):
            continue
        told, held = told + 1, held + sum(map(len, cells))
        if held > MOST_TEXT:
            raise _bomb()
        if told > MOST_ROWS:
            raise Refusal(_("The file has more than %(most)s rows. Split it.") % {"most": MOST_ROWS})
        yield number, cells + [""] * (len(headings) - len(cells))


def _csv(file: BinaryIO) -> Iterator[Line]:
    text = _text(file.read())
    first = text.partition("\n")[0]
    separator = max(SEPARATORS, key=first.count)
    try:
        for line in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            # Rejected rows come back as a file of ours. Whatever has more columns is cut or refused as it is.
            yield [restored(cell) for cell in line] if len(line) <= MOST_COLUMNS else line
    except csv.Error as error:
        raise Refusal(
            _("This is not a well-formed CSV file (%(why)s). Save it once more as CSV or XLSX.")
            % {"why": error}
        )


def _text(data: bytes) -> str:
    for encoding in ENCODINGS:
        if encoding == "utf-16" and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
            continue
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Refusal(_("This file is neither CSV nor XLSX. Save it as CSV (UTF-8) or XLSX."))


@contextmanager
def _xlsx(file: BinaryIO) -> Iterator[Iterator[Line]]:
    """By a process of its own, which is ended with the reading."""
    try:
        _refuse_bombs(file)
    except BROKEN:
        raise _unreadable()
    bounds = (MOST_MEMORY, MOST_SECONDS, MOST_COLUMNS + 1, LONGEST_CELL)
    with TemporaryFile() as copy:
        shutil.copyfileobj(file, copy)
        copy.seek(0)
        process = subprocess.Popen(  # noqa: S603 (a program of this package, and numbers)
            [sys.executable, "-I", "-X", "utf8", workbook.__file__, *map(str, bounds)],
            stdin=copy,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ},
        )
    with process:
        try:
            yield _lines(process)
        finally:
            process.kill()


def _unreadable() -> Refusal:
    return Refusal(_("This XLSX file can't be read. Save it once more as XLSX or as CSV."))


def _bomb() -> Refusal:
    return Refusal(_("This XLSX file unpacks to far more than it holds. Save it once more as CSV."))


def _refuse_bombs(file: BinaryIO) -> None:
    with zipfile.ZipFile(file) as archive:
        parts = archive.infolist()
        whole = sum(part.file_size for part in parts)
        swollen = any(
            part.file_size > max(1, part.compress_size) * MOST_TIMES
            for part in parts
            if part.file_size > 2**20
        )
    if whole > LARGEST_UNPACKED or swollen or len(parts) > 2000:
        raise _bomb()
    file.seek(0)


def _lines(process: "subprocess.Popen[bytes]") -> Iterator[Line]:
    assert process.stdout is not None
    yield from map(json.loads, process.stdout)
    code = process.wait()
    if code == workbook.TOO_LARGE or code < 0:  # or ended by the system, at the end of its memory or its time
        raise _bomb()
    if code:
        raise _unreadable()


def as_csv(headings: Sequence[str], lines: Iterator[Sequence[str]]) -> Iterator[str]:
    """A CSV file line by line, in UTF-8 with its mark, for spreadsheet programs."""
    yield "\ufeff"
    for line in [headings, *lines]:
        out = io.StringIO()
        csv.writer(out).writerow([harmless(cell) for cell in line])
        yield out.getvalue()
