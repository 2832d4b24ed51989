"""The complete file: TOML, structure first, then the words of each language."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from ithaca.catalogue.models import Document
from ithaca.editions.document import content_of, document_of
from ithaca.editions.faults import Fault, Faulty

D = TypeVar("D", bound=Document[Any])

BARE = re.compile(r"[A-Za-z0-9_-]+")
AT_LINE = re.compile(r"\(at line (\d+)")
DOT = re.compile(r"\.(?![.\s])")
MOST_DOTS = 150  # in a line; the parser takes the square of the time for a name of many parts


def write(document: Document[Any]) -> bytes:
    """The document as TOML; `read` gives back the same."""
    return ("\n".join(_table(content_of(document), ())).strip() + "\n").encode()


def _table(table: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    """Plain values first: after a heading every line belongs to it."""
    inner = [key for key, value in table.items() if isinstance(value, dict)]
    tables = [key for key, value in table.items() if _is_array_of_tables(value)]
    for key in table:
        if key not in inner and key not in tables:
            yield f"{_key(key)} = {_value(table[key])}"
    for key in inner:
        here = (*path, key)
        yield from ("", f"[{_heading(here)}]")
        yield from _table(table[key], here)
    for key in tables:
        here = (*path, key)
        for each in table[key]:
            yield from ("", f"[[{_heading(here)}]]")
            yield from _table(each, here)


def _is_array_of_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, dict) for each in value)


def _heading(path: tuple[str, ...]) -> str:
    return ".".join(_key(part) for part in path)


def _key(key: str) -> str:
    return key if BARE.fullmatch(key) else _value(key)


def _value(value: Any) -> str:
    """What JSON and TOML write alike; TOML also wants DEL escaped."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def read(kind: type[D], text: str, *, slug: str) -> D:
    """The document in a TOML file; raises Faulty."""
    lines = text.splitlines()
    for at, line in enumerate(lines, start=1):
        if len(line) > MOST_DOTS and len(DOT.findall(line)) > MOST_DOTS:
            raise Faulty([Fault(at, "", "dots")])
    try:
        content = _plain(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        found = AT_LINE.search(str(error))
        raise Faulty([Fault(int(found.group(1)) if found else None, "", "toml", str(error))]) from error
    except RecursionError as error:
        raise Faulty([Fault.whole("deep")]) from error
    except ValueError as error:  # a number of thousands of digits
        raise Faulty([Fault.whole("huge")]) from error
    try:
        return document_of(kind, content, slug=slug)
    except Faulty as faulty:
        raise Faulty([replace(each, line=_line_of(each.where, lines)) for each in faulty.faults]) from faulty


def _plain(value: Any) -> Any:
    """Dates and times, which no document has, as text: the shape then refuses them where they stand."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value if isinstance(value, str | int | float | bool) else str(value)


def _line_of(where: str, lines: list[str]) -> int | None:
    """The line that a dotted key most likely means: each part is looked for below the one before it."""
    at, found = 0, None
    for part in where.split("."):
        if part.isdecimal():
            heads = [n for n in range(at, len(lines)) if lines[n].strip().startswith(("[[", "{"))]
            at = heads[int(part)] if int(part) < len(heads) else at
            found = at + 1 if heads else found
            continue
        word = re.compile(rf'(^|[\s\[."]){re.escape(part)}([\s\]."=]|$)')
        hit = next((n for n in range(at, len(lines)) if part in lines[n] and word.search(lines[n])), None)
        if hit is not None:
            at, found = hit, hit + 1
    return found
