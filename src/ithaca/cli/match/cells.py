"""Single cells: names that may be written into a sheet again, and integers."""

import re

from ithaca.engine.pool import MOST
from ithaca.kernel.cells import harmless

INTEGER = re.compile(r"[+-]?[0-9]+")
NUMBER_LIKE = re.compile(r"[+-]?[0-9][0-9 ./()-]*")
SHOWN = 60


class BadCell(ValueError):
    """The message says what is wrong with the cell."""


def name_of(cell: str) -> str:
    """
    Somebody's name or number, without blanks around it. Line breaks inside are kept. What a spreadsheet program would
    run as a formula is refused: changed, it could no longer be told who is meant.
    """
    name = cell.strip()
    if not name:
        raise BadCell("is empty")
    if "\0" in name:
        raise BadCell("holds a byte that no text has")
    if harmless(name) != name and not NUMBER_LIKE.fullmatch(name):
        raise BadCell(f"{shown(name)} begins as a formula does: a spreadsheet program would run it")
    return name


def integer_of(cell: str, *, least: int = -MOST, most: int = MOST) -> int:
    text = cell.strip()
    if not INTEGER.fullmatch(text):
        raise BadCell(f"{shown(text)} is no integer" if text else "is empty")
    # Longer ones are too large anyway, and slow to read.
    value = int(text) if len(text) <= SHOWN else (-1 if text.startswith("-") else 1) * 10**SHOWN
    if not least <= value <= most:
        raise BadCell(f"{shown(text)} is not between {least} and {most}")
    return value


def shown(text: str) -> str:
    return repr(text if len(text) <= SHOWN else f"{text[:SHOWN]}…")
