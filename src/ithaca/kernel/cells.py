"""Cells of exported sheets."""

import re

# What begins a formula for a spreadsheet program; the wide ones do so in Japanese.
_FORMULA = "[=+\\-@\uff1d\uff0b\uff0d\uff20]"
# Programs differ on which sign ends a cell of a CSV file: in French it is the semicolon. So a cell begins behind each.
_ANYWHERE = re.compile(f"(^|[;\t\r\n] *)(?={_FORMULA})")
_MARKED = re.compile(f"(^|[;\t\r\n] *)'(?={_FORMULA})")
_BLANK = ("\t", "\r", "\n")  # some programs pass over them


def harmless(text: str) -> str:
    """The text as text, whatever a spreadsheet program would make of it."""
    marked = _ANYWHERE.sub(r"\1'", text)
    return f"'{marked}" if marked.startswith(_BLANK) else marked


def restored(text: str) -> str:
    """What stood there before `harmless`, where a file of ours comes back."""
    return _MARKED.sub(r"\1", text)
