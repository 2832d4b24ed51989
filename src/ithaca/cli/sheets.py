"""Rows of a CSV or XLSX file, as dictionaries by column heading."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from zipfile import BadZipFile

import click
import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

LARGEST = 50 * 1024 * 1024
ENCODINGS = ("utf-8-sig", "cp1252")

Row = dict[str, str]


def read_rows(path: Path) -> tuple[list[str], list[Row]]:
    """(headings, rows); ends the command with a sentence where the file can't be read."""
    if path.stat().st_size > LARGEST:
        raise click.ClickException(f"{path.name} is larger than 50 MB. Split it.")
    table = list(_xlsx(path) if path.suffix.lower() == ".xlsx" else _csv(path))
    if not table:
        raise click.ClickException(f"{path.name} is empty.")
    headings = [heading.strip() for heading in table[0]]
    rows = [
        dict(zip(headings, line, strict=False)) for line in table[1:] if any(cell.strip() for cell in line)
    ]
    return headings, rows


def _csv(path: Path) -> Iterator[list[str]]:
    data = path.read_bytes()
    for encoding in ENCODINGS:
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise click.ClickException(f"{path.name} is not text. Save it as CSV (UTF-8) or XLSX.")
    if "\0" in text:
        raise click.ClickException(f"{path.name} is not a CSV file. Save it as CSV (UTF-8) or XLSX.")
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    except csv.Error as error:
        raise click.ClickException(f"{path.name} is not a well-formed CSV file: {error}.")


def _xlsx(path: Path) -> Iterator[list[str]]:
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (InvalidFileException, BadZipFile, OSError, KeyError, ValueError) as error:
        raise click.ClickException(f"{path.name} is not an XLSX file that can be read: {error}.")
    try:
        for line in book.worksheets[0].iter_rows(values_only=True):
            yield ["" if cell is None else str(cell) for cell in line]
    finally:
        book.close()


def write_rows(path: Path, headings: list[str], rows: list[Row]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, headings, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
