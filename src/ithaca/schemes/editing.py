"""Changes to a scheme's content, each giving new content. Pure; the action checks that the whole still holds."""

import copy
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ithaca.schemes.document import Content

Texts = Mapping[str, str]  # {language: text}
Way = Literal["up", "down"]
Table = dict[str, Any]


@dataclass(frozen=True)
class Said:
    """What a part says: fields of its words, each in every language."""

    fields: Mapping[str, Texts]

    def put(self, content: Content, part: str, slug: str) -> None:
        for code, words in content["texts"].items():
            told = {name: text[code] for name, text in self.fields.items()}
            words[part][slug] = {**words[part].get(slug, {}), **told}


def with_general(content: Content, said: Mapping[str, Texts]) -> Content:
    """Title, introduction, source and fees."""
    new = copy.deepcopy(content)
    for code, words in new["texts"].items():
        words |= {name: text[code] for name, text in said.items()}
    return new


def with_list(content: Content, part: str, rows: Sequence[tuple[str, Any, Said]]) -> Content:
    """Tiers or kinds of evidence as they now are, in this order: slug, structure, words; one left out goes."""
    new = copy.deepcopy(content)
    new[part] = [structure for _slug, structure, _said in rows]
    for words in new["texts"].values():
        words[part] = {}
    for slug, _structure, said in rows:
        said.put(new, part, slug)
    return new


def with_gates(content: Content, gates: Sequence[tuple[Table, Texts]], used: Collection[str] = ()) -> Content:
    """The conditions under which a programme may ask at all; one without a slug is new, one left out goes."""
    new = copy.deepcopy(content)
    taken = {each["slug"] for each in new.get("gates", [])} | named("gate", used)
    new["gates"] = []
    for words in new["texts"].values():
        words["gates"] = {}
    for gate, text in gates:
        slug = gate["slug"] or free("gate", taken)
        taken.add(slug)
        new["gates"].append({**gate, "slug": slug})
        for code, words in new["texts"].items():
            words["gates"][slug] = text[code]
    return new


def with_scale(content: Content, slug: str, scale: Table, label: Texts, steps: Sequence[Said]) -> Content:
    """A scale as it now is: `scale` has its structure, `steps` the words of each of its steps."""
    new = copy.deepcopy(content)
    _replace(new["scales"], {**scale, "slug": slug})
    for code, words in new["texts"].items():
        told = {
            step["slug"]: {name: text[code] for name, text in said.fields.items()}
            for step, said in zip(scale["steps"], steps, strict=True)
        }
        words["scales"][slug] = {"label": label[code], "steps": told}
    return new


def with_level(content: Content, slug: str, level: Table, said: Said) -> Content:
    """What one level asks for; without a slug of one that is there it is new, and the highest."""
    new = copy.deepcopy(content)
    _replace(new["levels"], {**level, "slug": slug})
    said.put(new, "levels", slug)
    return new


def without_level(content: Content, slug: str) -> Content:
    new = copy.deepcopy(content)
    new["levels"] = [each for each in new["levels"] if each["slug"] != slug]
    for words in new["texts"].values():
        words["levels"].pop(slug, None)
    return new


def with_requirement(
    content: Content, slug: str, *, optional: bool, said: Said, first: tuple[Table, Said] | None = None
) -> Content:
    """A requirement with other words; a new one stands at the end, with its first standard."""
    new = copy.deepcopy(content)
    found = next((each for each in new["requirements"] if each["slug"] == slug), None)
    if found is None:
        found = {"slug": slug, "standards": []}
        new["requirements"].append(found)
    found["optional"] = optional
    said.put(new, "requirements", slug)
    if first is not None:
        structure, words = first
        return with_standard(new, slug, structure, words)
    return new


def without_requirement(content: Content, slug: str) -> Content:
    """Without a requirement and its standards."""
    new = copy.deepcopy(content)
    gone = [one["slug"] for one in _requirement(new, slug)["standards"]]
    new["requirements"] = [each for each in new["requirements"] if each["slug"] != slug]
    for words in new["texts"].values():
        words["requirements"].pop(slug, None)
        for each in gone:
            words["standards"].pop(each, None)
    return new


def with_standard(content: Content, requirement: str, standard: Table, said: Said) -> Content:
    """A standard as it now is, in this requirement; one that was elsewhere moves there, to the end."""
    new = copy.deepcopy(content)
    slug = standard["slug"]
    home = _requirement(new, requirement)
    if any(one["slug"] == slug for one in home["standards"]):
        _replace(home["standards"], standard)
    else:
        for each in new["requirements"]:
            each["standards"] = [one for one in each["standards"] if one["slug"] != slug]
        home["standards"].append(standard)
    said.put(new, "standards", slug)
    return _tidy(new)


def without_standard(content: Content, slug: str) -> Content:
    """Without a standard; a requirement that would be empty goes as well."""
    new = copy.deepcopy(content)
    for each in new["requirements"]:
        each["standards"] = [one for one in each["standards"] if one["slug"] != slug]
    return _tidy(new)


def moved(content: Content, kind: str, slug: str, way: Way) -> Content:
    """A requirement, or a standard within its requirement, one place up or down; at the edge it stays."""
    new = copy.deepcopy(content)
    rows = new["requirements"] if kind == "requirement" else _home(new, slug)["standards"]
    at = next(n for n, each in enumerate(rows) if each["slug"] == slug)
    to = at - 1 if way == "up" else at + 1
    if 0 <= to < len(rows):
        rows[at], rows[to] = rows[to], rows[at]
    return _tidy(new)


def free(stem: str, taken: set[str]) -> str:
    """The first name with a number that nothing bears: aims_1, aims_2, …"""
    number = 1
    while f"{stem}_{number}" in taken:
        number += 1
    return f"{stem}_{number}"


def new_slug(content: Content, kind: str, stem: str = "", used: Collection[str] = ()) -> str:
    """A name for a new standard of a requirement, a new requirement, a new level: none that was `used` before."""
    names = {
        "standard": {one["slug"] for each in content["requirements"] for one in each["standards"]},
        "requirement": {each["slug"] for each in content["requirements"]},
        "level": {each["slug"] for each in content["levels"]},
    }
    return free(stem or kind, names[kind] | named(kind, used))


def named(kind: str, used: Collection[str]) -> set[str]:
    """The slugs of one kind among the keys of parts: "standard.aims_1"."""
    return {key.removeprefix(f"{kind}.") for key in used if key.startswith(f"{kind}.")}


def _replace(rows: list[Table], one: Table) -> None:
    at = next((n for n, each in enumerate(rows) if each["slug"] == one["slug"]), None)
    if at is None:
        rows.append(one)
    else:
        rows[at] = one


def _requirement(content: Content, slug: str) -> Table:
    found: Table = next(each for each in content["requirements"] if each["slug"] == slug)
    return found


def _home(content: Content, slug: str) -> Table:
    """The requirement of a standard."""
    found: Table = next(
        each for each in content["requirements"] if any(one["slug"] == slug for one in each["standards"])
    )
    return found


def _tidy(content: Content) -> Content:
    """Without empty requirements; words in the order of the structure, so that a file of it reads well."""
    content["requirements"] = [each for each in content["requirements"] if each["standards"]]
    names = [each["slug"] for each in content["requirements"]]
    standards = [one["slug"] for each in content["requirements"] for one in each["standards"]]
    for words in content["texts"].values():
        words["requirements"] = {slug: words["requirements"][slug] for slug in names}
        words["standards"] = {slug: words["standards"][slug] for slug in standards}
    return content
