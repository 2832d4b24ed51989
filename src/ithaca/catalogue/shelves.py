"""The shipped documents, read once per process."""

from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from ithaca.catalogue.loader import NotInCatalogueError, load_all
from ithaca.catalogue.models import (
    Agreement,
    Document,
    Framework,
    Guide,
    PhaseSet,
    Programme,
    Questionnaire,
    Scheme,
    TopicList,
)

CONTENT = Path(__file__).parent / "content"

KINDS: dict[str, type[Document[Any]]] = {
    "agreements": Agreement,
    "frameworks": Framework,
    "guides": Guide,
    "phases": PhaseSet,
    "programmes": Programme,
    "questionnaires": Questionnaire,
    "schemes": Scheme,
    "topics": TopicList,
}

D = TypeVar("D", bound=Document[Any])


def programmes() -> tuple[Programme, ...]:
    """The latest version of every ready programme."""
    return _latest(_programmes())


def programme(slug: str, version: int | None = None) -> Programme:
    """One ready programme, by `slug` (the latest version) or `slug@version`; else NotInCatalogueError."""
    return _one(_programmes(), slug, version)


def phase_set(slug: str, version: int | None = None) -> PhaseSet:
    """One set of phases."""
    return _one(_phase_sets(), slug, version)


def agreement(slug: str, version: int | None = None) -> Agreement:
    """One agreement template."""
    return _one(_agreements(), slug, version)


def questionnaire(slug: str, version: int | None = None) -> Questionnaire:
    """One questionnaire."""
    return _one(_questionnaires(), slug, version)


def topic_list(slug: str, version: int | None = None) -> TopicList:
    """One list of topics."""
    return _one(_topics(), slug, version)


def guide(slug: str, version: int | None = None) -> Guide:
    """One guide."""
    return _one(_guides(), slug, version)


def framework(slug: str, version: int | None = None) -> Framework:
    """One competence framework."""
    return _one(_frameworks(), slug, version)


def frameworks() -> tuple[Framework, ...]:
    """The latest version of every shipped competence framework."""
    return _latest(_frameworks())


def scheme(slug: str, version: int | None = None) -> Scheme:
    """One seal scheme."""
    return _one(_schemes(), slug, version)


def schemes() -> tuple[Scheme, ...]:
    """The latest version of every shipped seal scheme."""
    return _latest(_schemes())


@cache
def _schemes() -> dict[str, dict[int, Scheme]]:
    return load_all(Scheme, CONTENT / "schemes")


@cache
def _frameworks() -> dict[str, dict[int, Framework]]:
    return load_all(Framework, CONTENT / "frameworks")


@cache
def _programmes() -> dict[str, dict[int, Programme]]:
    return load_all(Programme, CONTENT / "programmes")


@cache
def _phase_sets() -> dict[str, dict[int, PhaseSet]]:
    return load_all(PhaseSet, CONTENT / "phases")


@cache
def _agreements() -> dict[str, dict[int, Agreement]]:
    return load_all(Agreement, CONTENT / "agreements")


@cache
def _questionnaires() -> dict[str, dict[int, Questionnaire]]:
    return load_all(Questionnaire, CONTENT / "questionnaires")


@cache
def _topics() -> dict[str, dict[int, TopicList]]:
    return load_all(TopicList, CONTENT / "topics")


@cache
def _guides() -> dict[str, dict[int, Guide]]:
    return load_all(Guide, CONTENT / "guides")


def _latest(shelf: dict[str, dict[int, D]]) -> tuple[D, ...]:
    return tuple(versions[max(versions)] for versions in shelf.values())


def _one(shelf: dict[str, dict[int, D]], slug: str, version: int | None) -> D:
    name, at, number = slug.partition("@")
    versions = shelf.get(name, {})
    if at:
        version = int(number) if number.isdecimal() else 0
    elif version is None:
        version = max(versions, default=0)
    if version not in versions:
        label = slug if at or not version else f"{slug}@{version}"
        raise NotInCatalogueError(f"{label} is not in the catalogue (there is: {', '.join(shelf)})")
    return versions[version]
