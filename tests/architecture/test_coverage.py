"""docs/coverage.md speaks of things that exist, and no row is without an answer."""

import importlib.util
import re
from pathlib import Path

import pytest
from django.urls import get_resolver

from ithaca import catalogue
from ithaca.access.permissions import Permission
from ithaca.catalogue.loader import NotInCatalogueError

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "coverage.md").read_text()
ROWS = re.findall(r"^\| ([A-D]\d+) \| (.+?) \| (.+) \|$", TEXT, re.MULTILINE)
REFERENCES = sorted(
    {(kind, name) for _no, _what, by in ROWS for kind, name in re.findall(r"`(\w+):([^`]+)`", by)}
)
SOURCES = {"A": 37, "B": 41, "C": 42, "D": 15}


def page_names() -> set[str]:
    spaces = get_resolver().namespace_dict
    return {
        f"{space}:{name}"
        for space, (_prefix, one) in spaces.items()
        for name in one.reverse_dict
        if isinstance(name, str)
    }


def duties() -> set[str]:
    phases = catalogue.phase_set("three-phases").phases
    return {
        f"{p.slug}/{role}/{slug}"
        for p in phases
        for role in ("mentee", "mentor", "coordinator")
        for slug in p.duties(role)
    }  # type: ignore[arg-type]


def exists(kind: str, name: str) -> bool:
    match kind:
        case "page":
            return name in page_names()
        case "duty":
            return name in duties()
        case "rule":
            return importlib.util.find_spec(name) is not None
        case "permission":
            return name in Permission.__members__
        case "charter":
            slug, section = name.split("/")
            return section in catalogue.programme(slug).charter_sections
        case "guide":
            return _in_catalogue(name)
        case "room":
            return (ROOT / "frontend" / "room" / "views" / f"{name}.tsx").exists()
        case "competence":
            return name in {each.slug for each in catalogue.framework("business-mentor").competences}
        case "doc":
            return (ROOT / "docs" / name).exists()
    return False


def _in_catalogue(name: str) -> bool:
    try:
        return bool(catalogue.guide(name))
    except NotInCatalogueError:
        return False


@pytest.mark.parametrize(("kind", "name"), REFERENCES)
def test_what_the_table_names_is_there(kind: str, name: str) -> None:
    assert exists(kind, name)


def test_every_row_is_answered_and_numbered_without_a_gap() -> None:
    numbers = [number for number, _what, _by in ROWS]
    assert numbers == [f"{letter}{n}" for letter, count in SOURCES.items() for n in range(1, count + 1)]
    assert [number for number, _what, by in ROWS if "`" not in by and "to come:" not in by] == []


def test_every_duty_of_a_pair_answers_something_that_was_asked_for_or_is_the_coordinations() -> None:
    named = {name for kind, name in REFERENCES if kind == "duty"}
    # What practice adds to the three texts.
    ours = {
        "development/mentee/summary",
        "development/mentee/say_discomfort",
        "separation/mentee/thank",
        "separation/mentor/autonomy",
    }
    left = {duty for duty in duties() if "/coordinator/" not in duty} - named - ours
    assert left == set()
