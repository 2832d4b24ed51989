"""Walks the words of the shipped content, whatever their kind."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ithaca.catalogue.shelves import CONTENT

FOLDERS = sorted(path.parent for path in CONTENT.glob("*/*/*/structure.toml"))


def name_of(folder: Path) -> str:
    return folder.relative_to(CONTENT).as_posix()


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def leaves(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Every text with its dotted key."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, f"{key}.{name}".lstrip("."))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from leaves(inner, f"{key}.{index}")
    elif isinstance(value, str):
        yield key, value


def runs(text: str, length: int = 8) -> set[tuple[str, ...]]:
    """Every run of that many words, without case and punctuation."""
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}
