"""CSV files of people, places and scores: commas, semicolons or tabs, with or without quotes and byte order mark."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from ithaca.cli.match.faults import BadFiles, Fault

ENCODINGS = ("utf-8-sig", "cp1252")
MARK = b"\xef\xbb\xbf"
WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
DELIMITERS = ",;\t"
LARGEST = 64 * 1024 * 1024  # of a file that is held as a whole: some 100,000 people with their presentations

Row = tuple[int, list[str]]


def decoded(data: bytes, name: str) -> str:
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadFiles([Fault(name, None, "", "is no text; save it as CSV (UTF-8)")])


def check_bytes(data: bytes, name: str) -> None:
    """Names at once what is no CSV file at all; `data` is its beginning."""
    if not data.strip():
        raise BadFiles([Fault(name, None, "", "is empty")])
    if data.startswith(WIDE_MARKS):
        raise BadFiles([Fault(name, None, "", "is UTF-16; save it as CSV (UTF-8)")])
    if b"\0" in data[:4096]:
        raise BadFiles([Fault(name, None, "", "is no CSV file; save it as CSV (UTF-8)")])


def refuse_large(size: int, name: str, but: str = "") -> None:
    """Before it is read: what is held as a whole takes several times its size."""
    if size > LARGEST:
        raise BadFiles([Fault(name, None, "", f"is larger than {LARGEST >> 20} MB{but}; split it")])


def delimiter_of(heading: str) -> str:
    return max(DELIMITERS, key=heading.count)


def rows_of(text: str, name: str) -> Iterator[Row]:
    """Rows with their numbers, the headings as row 1; rows without a single cell are left out."""
    first = text.lstrip("\r\n").splitlines()[0] if text.strip() else ""
    csv.field_size_limit(1 << 20)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(first), strict=True)
    number = 0
    try:
        for row in reader:
            number += 1
            if any(cell.strip() for cell in row):
                yield number, row
    except csv.Error as error:
        raise BadFiles([Fault(name, number + 1, "", f"is no well-formed CSV: {error}")])


def columns(headings: list[str], wanted: tuple[str, ...], name: str, row: int = 1) -> list[int]:
    """Where each wanted column stands; others may stand beside them. Headings are read without regard to case."""
    known = [heading.strip().casefold() for heading in headings]
    faults = [
        Fault(name, row, each, "the column is missing" if known.count(each) == 0 else "stands twice")
        for each in wanted
        if known.count(each) != 1
    ]
    if faults:
        raise BadFiles(faults)
    return [known.index(each) for each in wanted]


def read(path: Path) -> list[Row]:
    """A whole file, for those that are not larger than a spreadsheet."""
    refuse_large(path.stat().st_size, path.name)
    data = path.read_bytes()
    check_bytes(data, path.name)
    return list(rows_of(decoded(data, path.name), path.name))
