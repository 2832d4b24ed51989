"""How much a document may hold, whatever its kind, and what no text of it may. Pure, and without recursion: looked at
before anything else is made of content that somebody sent.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from ithaca.editions.faults import MOST_FAULTS, Fault

DEEPEST = 12
MOST_VALUES = 50_000
LONGEST_NAME = 60  # of keys and slugs
LONGEST_TEXT = 5_000
LARGEST_NUMBER = 1_000_000
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]"
)  # line breaks and tabs are text


def printable(text: str) -> str:
    """The text without what nobody sees, its lines ended alike: for words out of a form."""
    return UNSEEN.sub("", unicodedata.normalize("NFC", text).replace("\r\n", "\n")).strip()


def beyond(content: Any) -> list[Fault]:
    """What goes beyond the limits, by its place; only the first where everything does."""
    found: list[Fault] = []
    waiting: list[tuple[str, Any, int]] = [("", content, 0)]
    for _count in range(MOST_VALUES):
        if not waiting or len(found) >= MOST_FAULTS:
            return found
        where, value, depth = waiting.pop()
        rule = _rule(value)
        if rule:
            found.append(Fault(None, where, rule))
        elif depth > DEEPEST:
            found.append(Fault(None, where, "deep"))
        else:
            waiting.extend((name, each, depth + 1) for name, each in _inside(where, value))
            found.extend(_names(where, value))
    return [Fault.whole("values")]


def _rule(value: Any) -> str:
    """Which limit a single value breaks."""
    if isinstance(value, str):
        return "long" if len(value) > LONGEST_TEXT else "unseen" if UNSEEN.search(value) else ""
    if isinstance(value, int | float):
        return "" if -LARGEST_NUMBER <= value <= LARGEST_NUMBER else "huge"  # not a number is none
    return ""


def _inside(where: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield _place(where, key), each
    elif isinstance(value, list | tuple):
        for n, each in enumerate(value):
            yield _place(where, n), each


def _names(where: str, value: Any) -> Iterator[Fault]:
    if isinstance(value, dict):
        for key in value:
            if len(str(key)) > LONGEST_NAME or UNSEEN.search(str(key)):
                yield Fault(None, _place(where, key), "name")


def _place(where: str, key: object) -> str:
    told = UNSEEN.sub("?", str(key)[:LONGEST_NAME])
    return f"{where}.{told}" if where else told
