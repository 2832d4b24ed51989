"""Every single value of a document changed, added and removed, one at a time."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

Path = tuple[str | int, ...]


def places(value: Any, path: Path = ()) -> Iterator[Path]:
    """The way to every value, however deep."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield (*path, name)
            yield from places(item, (*path, name))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield (*path, number)
            yield from places(item, (*path, number))


def _parent(document: Any, path: Path) -> Any:
    for step in path[:-1]:
        document = document[step]
    return document


def every_alteration(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    found = {}
    for path in places(document):
        without = deepcopy(document)
        del _parent(without, path)[path[-1]]
        where = "/".join(map(str, path))
        found[f"without {where}"] = without
        changed = deepcopy(document)
        holder = _parent(changed, path)
        value = holder[path[-1]]
        if isinstance(value, bool):
            holder[path[-1]] = not value
        elif isinstance(value, str):
            holder[path[-1]] = _other(value)
        else:
            continue
        found[f"other {where}"] = changed
    return found


def _other(text: str) -> str:
    """One digit or letter of it changed, so that it stays of its kind."""
    at = next(n for n in range(len(text) - 1, -1, -1) if text[n].isalnum())
    put = "1" if text[at] == "0" else "0" if text[at].isdigit() else "a" if text[at] != "a" else "b"
    return text[:at] + put + text[at + 1 :]
