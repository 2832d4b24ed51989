"""Reads one document from its folder, and says which file and key is wrong where one is."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from ithaca.catalogue.models import FALLBACK, LANGUAGES, Document

STRUCTURE = "structure.toml"

D = TypeVar("D", bound=Document[Any])
Table = dict[str, Any]


class ContentError(ValueError):
    """A content file is missing or wrong; the message names the file and the key."""

    def __init__(self, file: Path, key: str, message: str) -> None:
        self.file, self.key = file, key
        super().__init__(f"{file}: {key}: {message}" if key else f"{file}: {message}")


class NotInCatalogueError(LookupError):
    """There is no such document, or not in that version."""


def load(model: type[D], folder: Path) -> D:
    """The document kept in `<slug>/<version>/`; ContentError where it is not whole."""
    files = {path.name: _parse(path) for path in sorted(folder.glob("*.toml"))}
    for name in (STRUCTURE, *(f"{language}.toml" for language in LANGUAGES)):
        if name not in files:
            raise ContentError(folder / name, "", "the file is missing")
    structure = files.pop(STRUCTURE)
    languages = sorted((Path(name).stem for name in files), key=lambda each: (each != FALLBACK, each))
    texts = {language: files[f"{language}.toml"] for language in languages}
    document = _validate(model, folder, {**structure, **_identity(folder), "texts": texts})
    _check_keys(document, folder, texts)
    for problem in document.problems():
        raise ContentError(folder / problem.file, problem.key, problem.message)
    return document


def load_all(model: type[D], shelf: Path) -> dict[str, dict[int, D]]:
    """Every document of a kind, by slug and version, both rising."""
    return {
        home.name: {
            int(folder.name): load(model, folder) for folder in sorted(_folders(home), key=_version_number)
        }
        for home in sorted(_folders(shelf))
    }


def digest(folder: Path) -> str:
    """The SHA-256 over the names and bytes of a version's files."""
    total = sha256()
    for path in sorted(folder.glob("*.toml")):
        content = path.read_bytes().replace(b"\r\n", b"\n")
        total.update(f"{path.name}\0{len(content)}\0".encode() + content)
    return total.hexdigest()


def _folders(parent: Path) -> list[Path]:
    return [path for path in parent.iterdir() if path.is_dir()]


def _version_number(folder: Path) -> int:
    if not folder.name.isdecimal():
        raise ContentError(folder, "", "a version is a whole number")
    return int(folder.name)


def _identity(folder: Path) -> Table:
    return {
        "slug": folder.parent.name,
        "version": _version_number(folder),
        "digest": digest(folder),
    }


def _parse(path: Path) -> Table:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ContentError(path, "", str(error)) from error


def _validate(model: type[D], folder: Path, table: Table) -> D:
    try:
        # Strict validation of JSON takes arrays for tuples, as TOML has no tuples either.
        return model.model_validate_json(json.dumps(table, default=str))
    except ValidationError as error:
        first = error.errors()[0]
        location = [str(part) for part in first["loc"]]
        name = STRUCTURE
        if location[:1] == ["texts"] and len(location) > 1:
            name, location = f"{location[1]}.toml", location[2:]
        raise ContentError(folder / name, ".".join(location), first["msg"]) from error


def _check_keys(document: Document[Any], folder: Path, texts: Mapping[str, Table]) -> None:
    """Every language has the words that the structure asks for, no more, and all the same shape."""
    for language, table in texts.items():
        file = folder / f"{language}.toml"
        for path, expected in document.text_keys().items():
            found = tuple(_at(table, path))
            for key in sorted(set(expected) ^ set(found)):
                message = "not in structure.toml" if key in found else "missing"
                raise ContentError(file, f"{path}.{key}", message)
            if found != expected:
                raise ContentError(file, path, f"write them in this order: {', '.join(expected)}")
        for key, message in _differences(texts[FALLBACK], table, ""):
            raise ContentError(file, key, message)


def _at(table: Table, path: str) -> Table:
    for part in path.split("."):
        table = table.get(part, {})
    return table


def _differences(model: Any, other: Any, key: str) -> Iterator[tuple[str, str]]:
    if isinstance(model, dict) and isinstance(other, dict):
        for name in sorted(model.keys() | other.keys()):
            path = f"{key}.{name}".lstrip(".")
            if name not in other:
                yield path, f"missing, but in {FALLBACK}.toml"
            elif name not in model:
                yield path, f"not in {FALLBACK}.toml"
            else:
                yield from _differences(model[name], other[name], path)
    elif isinstance(model, list) and isinstance(other, list) and len(model) != len(other):
        yield key, f"{len(other)} entries, but {len(model)} in {FALLBACK}.toml"
