"""Changes to a framework's content, each giving new content. Pure; the action checks that the whole still holds."""

import copy
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from ithaca.catalogue.models.framework import code_of
from ithaca.competences.document import Content

Texts = Mapping[str, str]  # {language: text}
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class AbilityEdit:
    """An ability as an editor left it; without a slug it is new."""

    slug: str
    text: Texts
    evidence: tuple[str, ...]
    files: int
    referent: bool
    facts: tuple[str, ...]


@dataclass(frozen=True)
class StepEdit:
    """A step of the scale as an editor left it; without a slug it is new."""

    slug: str
    label: Texts
    description: Texts


def with_general(content: Content, *, title: Texts, introduction: Texts, source: Texts) -> Content:
    new = copy.deepcopy(content)
    for language, words in new["texts"].items():
        words |= {
            "title": title[language],
            "introduction": introduction[language],
            "source": source[language],
        }
    return new


def with_level(
    content: Content, slug: str, values: Mapping[str, Any], *, label: Texts, description: Texts
) -> Content:
    """`values` as the parts of a level: prerequisites, threshold, renewal, valid_months."""
    new = copy.deepcopy(content)
    level = next(each for each in new["levels"] if each["slug"] == slug)
    level.update({key: value for key, value in values.items() if value is not None})
    if values.get("valid_months") is None:
        level.pop("valid_months", None)
    for language, words in new["texts"].items():
        words["levels"][slug] = {"label": label[language], "description": description[language]}
    return new


def with_validity(content: Content, months: Mapping[str, int | None]) -> Content:
    """For how many months each kind of evidence counts; None: for good."""
    new = copy.deepcopy(content)
    for kind in new["kinds"]:
        kind.pop("valid_months", None)
        if months.get(kind["slug"]):
            kind["valid_months"] = months[kind["slug"]]
    return new


def with_competence(content: Content, slug: str, title: Texts, abilities: Sequence[AbilityEdit]) -> Content:
    """A competence with another title and these abilities, in this order; those left out go with their words."""
    new = copy.deepcopy(content)
    competence = _competence(new, slug)
    before = {each["slug"] for each in competence["abilities"]}
    used = {each["slug"] for each in _abilities(new)}
    competence["abilities"] = []
    for edit in abilities:
        name = edit.slug or _free(slug, used)
        used.add(name)
        competence["abilities"].append(
            {
                "slug": name,
                "evidence": list(edit.evidence),
                "files": edit.files,
                "referent": edit.referent,
                "facts": list(edit.facts),
            }
        )
        for language, words in new["texts"].items():
            words["abilities"][name] = edit.text[language]
    for language, words in new["texts"].items():
        words["competences"][slug] = title[language]
    _forget(new, before - {each["slug"] for each in competence["abilities"]})
    return _in_order(new)


def with_new_competence(
    content: Content, area: str, title: Texts, ability: AbilityEdit
) -> tuple[Content, str]:
    """A competence at the end of an area, with a first ability; its slug as well."""
    new = copy.deepcopy(content)
    taken = {each["slug"] for part in new["areas"] for each in part["competences"]}
    slug = _numbered("c", taken)
    place = next(each for each in new["areas"] if each["slug"] == area)
    place["competences"].append({"slug": slug, "abilities": []})
    return with_competence(new, slug, title, [ability]), slug


def with_area(content: Content, slug: str, label: Texts, description: Texts) -> Content:
    """An area with other words."""
    new = copy.deepcopy(content)
    for language, words in new["texts"].items():
        words["areas"][slug] = {"label": label[language], "description": description[language]}
    return new


def with_new_area(content: Content, label: Texts, description: Texts) -> tuple[Content, str]:
    """An area at the end, still without a competence; its slug as well."""
    new = copy.deepcopy(content)
    slug = _numbered("area", {each["slug"] for each in new["areas"]})
    new["areas"].append({"slug": slug, "competences": []})
    return with_area(new, slug, label, description), slug


def with_scale(content: Content, steps: Sequence[StepEdit], *, practising: str) -> Content:
    """Other steps, from the least to the most; those left out go with their words."""
    new = copy.deepcopy(content)
    used = {each.slug for each in steps if each.slug} | set(new["scale"])
    named: list[tuple[str, StepEdit]] = []
    for each in steps:
        slug = each.slug or _numbered("step", used)
        used.add(slug)
        named.append((slug, each))
    new["scale"], new["practising"] = [slug for slug, _edit in named], practising
    for language, words in new["texts"].items():
        words["scale"] = {
            slug: {"label": edit.label[language], "description": edit.description[language]}
            for slug, edit in named
        }
    return new


def with_area_moved(content: Content, slug: str, by: int) -> Content:
    """An area one place up (-1) or down (1); at the end of its way it stays."""
    new = copy.deepcopy(content)
    _swap(new["areas"], _place(new["areas"], slug), by)
    return _in_order(new)


def with_competence_moved(content: Content, slug: str, by: int) -> Content:
    """A competence one place up or down, at the edge into the area beside its own; the last of an area stays in it."""
    new = copy.deepcopy(content)
    n = next(
        n for n, area in enumerate(new["areas"]) if slug in {each["slug"] for each in area["competences"]}
    )
    here = new["areas"][n]["competences"]
    at = _place(here, slug)
    if 0 <= at + by < len(here):
        _swap(here, at, by)
    elif len(here) > 1 and 0 <= n + by < len(new["areas"]):
        beside = new["areas"][n + by]["competences"]
        beside.insert(len(beside) if by < 0 else 0, here.pop(at))
    return _in_order(new)


def _place(parts: Sequence[Mapping[str, Any]], slug: str) -> int:
    return next(n for n, each in enumerate(parts) if each["slug"] == slug)


def _swap(parts: list[dict[str, Any]], at: int, by: int) -> None:
    if 0 <= at + by < len(parts):
        parts[at], parts[at + by] = parts[at + by], parts[at]


def _numbered(word: str, taken: Collection[str]) -> str:
    """The first name of this kind that is free: area1, area2, …"""
    return next(name for n in count(1) if (name := f"{word}{n}") not in taken)


def without_competence(content: Content, slug: str) -> Content:
    """Without a competence and its abilities; an area that would be empty goes as well."""
    new = copy.deepcopy(content)
    gone = {each["slug"] for each in _competence(new, slug)["abilities"]}
    for area in new["areas"]:
        area["competences"] = [each for each in area["competences"] if each["slug"] != slug]
    empty = {area["slug"] for area in new["areas"] if not area["competences"]}
    new["areas"] = [area for area in new["areas"] if area["competences"]]
    for words in new["texts"].values():
        words["competences"].pop(slug, None)
        for area in empty:
            words["areas"].pop(area, None)
    _forget(new, gone | {slug})
    return _in_order(new)


def _competence(content: Content, slug: str) -> dict[str, Any]:
    found: dict[str, Any] = next(
        each for area in content["areas"] for each in area["competences"] if each["slug"] == slug
    )
    return found


def _abilities(content: Content) -> list[dict[str, Any]]:
    return [one for area in content["areas"] for each in area["competences"] for one in each["abilities"]]


def _free(competence: str, used: set[str]) -> str:
    """The first free letter after a competence's own slug: c7a, c7b, …"""
    names = (f"{competence}{'' if code_of(competence) != competence else '_'}{letter}" for letter in LETTERS)
    return next((name for name in names if name not in used), f"{competence}_{len(used)}")


def _forget(content: Content, gone: set[str]) -> None:
    content["alignments"] = [each for each in content.get("alignments", []) if each["ability"] not in gone]
    for words in content["texts"].values():
        for slug in gone:
            words["abilities"].pop(slug, None)
            words.get("alignments", {}).pop(slug, None)


def _in_order(content: Content) -> Content:
    """Words in the order of the structure, so that a file of it reads well."""
    areas = [each["slug"] for each in content["areas"]]
    competences = [each["slug"] for area in content["areas"] for each in area["competences"]]
    abilities = [each["slug"] for each in _abilities(content)]
    for words in content["texts"].values():
        words["areas"] = {slug: words["areas"][slug] for slug in areas}
        words["competences"] = {slug: words["competences"][slug] for slug in competences}
        words["abilities"] = {slug: words["abilities"][slug] for slug in abilities}
    return content
