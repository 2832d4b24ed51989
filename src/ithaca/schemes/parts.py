"""A scheme cut into parts that have a name, and put together again; what differs between two of them. Pure.

Words are compared in the languages that both sides have: a translation that only one of them has is no difference.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ithaca.schemes.document import Content

Words = Mapping[str, Mapping[str, Any]]  # {language: {field: text}}

# Kind of part: where its structure stands, where its words do. Order is that of a file.
LISTS = {"scale": "scales", "kind": "kinds", "gate": "gates", "level": "levels"}
GENERAL = ("title", "introduction", "source", "fees")
KINDS = ("general", "tier", "scale", "kind", "gate", "level", "requirement", "standard")


@dataclass(frozen=True)
class Part:
    """One piece of a scheme: its kind and slug, the requirement of a standard, its structure, its words."""

    kind: str
    slug: str
    structure: Mapping[str, Any]
    words: Words
    parent: str = ""

    @property
    def key(self) -> str:
        return f"{self.kind}.{self.slug}"

    def same(self, other: "Part") -> bool:
        """Whether both say the same, in the languages that both have."""
        if self.structure != other.structure or self.parent != other.parent:
            return False
        return all(self.words[code] == other.words[code] for code in self.words if code in other.words)


Parts = dict[str, Part]


def parts_of(content: Content) -> Parts:
    """Every part by its key, in the scheme's order."""
    return {part.key: part for part in _cut(content)}


def _cut(content: Content) -> Iterator[Part]:
    texts: Mapping[str, Any] = content["texts"]
    yield Part(
        "general",
        "",
        {},
        {code: {name: words.get(name, "") for name in GENERAL} for code, words in texts.items()},
    )
    for slug in content["tiers"]:
        yield Part("tier", slug, {}, _words(texts, "tiers", slug))
    for kind, name in LISTS.items():
        for each in content.get(name, []):
            yield Part(kind, each["slug"], _without(each, "slug"), _words(texts, name, each["slug"]))
    for each in content["requirements"]:
        slug = each["slug"]
        yield Part(
            "requirement", slug, _without(each, "slug", "standards"), _words(texts, "requirements", slug)
        )
        for one in each["standards"]:
            yield Part(
                "standard", one["slug"], _without(one, "slug"), _words(texts, "standards", one["slug"]), slug
            )


def _words(texts: Mapping[str, Any], part: str, slug: str) -> dict[str, dict[str, Any]]:
    """Words as fields; what is a mere text is its label."""
    found = {}
    for code, words in texts.items():
        said = words[part][slug]
        found[code] = {"label": said} if isinstance(said, str) else said
    return found


def _without(table: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {key: value for key, value in table.items() if key not in names}


def joined(parts: Parts) -> Content:
    """The content that parts make, in their order; a requirement without standards goes with its words."""
    kept = {part.parent for part in parts.values() if part.kind == "standard"}
    rows = [part for part in parts.values() if part.kind != "requirement" or part.slug in kept]
    requirements: dict[str, dict[str, Any]] = {
        part.slug: {"slug": part.slug, **part.structure, "standards": []}
        for part in rows
        if part.kind == "requirement"
    }
    for part in rows:
        if part.kind == "standard":
            requirements[part.parent]["standards"].append({"slug": part.slug, **part.structure})
    content: Content = {"tiers": [part.slug for part in rows if part.kind == "tier"]}
    for kind, name in LISTS.items():
        content[name] = [{"slug": part.slug, **part.structure} for part in rows if part.kind == kind]
    content["requirements"] = list(requirements.values())
    content["texts"] = {code: _texts(rows, code, content) for code in parts["general."].words}
    return content


def _texts(rows: list[Part], code: str, content: Content) -> dict[str, Any]:
    names = {"tier": "tiers", **LISTS, "requirement": "requirements", "standard": "standards"}
    found: dict[str, Any] = {name: {} for name in names.values()}
    for part in rows:
        words = part.words[code]
        if part.kind == "general":
            found = {**words, **found}
        else:
            found[names[part.kind]][part.slug] = words["label"] if part.kind == "gate" else dict(words)
    order = [one["slug"] for each in content["requirements"] for one in each["standards"]]
    found["standards"] = {slug: found["standards"][slug] for slug in order}
    return found


class How(StrEnum):
    """What happened to a part between two versions."""

    ADDED = "added"
    DROPPED = "dropped"
    CHANGED = "changed"
    MOVED = "moved"  # to another requirement, else as it was


@dataclass(frozen=True)
class Field:
    """One field of a part that differs; `language` where it is a text."""

    name: str
    before: Any
    after: Any
    language: str = ""


@dataclass(frozen=True)
class Change:
    """One part that differs between two versions."""

    how: How
    kind: str
    slug: str
    before: Part | None
    after: Part | None
    fields: tuple[Field, ...] = ()

    @property
    def key(self) -> str:
        return f"{self.kind}.{self.slug}"

    @property
    def part(self) -> Part:
        """The part as it is now, or was."""
        found = self.after or self.before
        assert found is not None
        return found


def changes(before: Content, after: Content) -> list[Change]:
    """What differs, part by part, in the order of the later version; what is gone stands at the end of its kind."""
    old, new = parts_of(before), parts_of(after)
    order = [*new, *(key for key in old if key not in new)]
    found = [each for key in order if (each := change(old.get(key), new.get(key))) is not None]
    return sorted(found, key=lambda each: KINDS.index(each.kind))


def change(before: Part | None, after: Part | None) -> Change | None:
    """What happened to one part; None where nothing did."""
    part = after or before
    if part is None or (before is not None and after is not None and before.same(after)):
        return None
    if before is None or after is None:
        return Change(How.ADDED if before is None else How.DROPPED, part.kind, part.slug, before, after)
    fields = tuple(_fields(before, after))
    how = How.CHANGED if any(each.name != "parent" for each in fields) else How.MOVED
    return Change(how, part.kind, part.slug, before, after, fields)


def _fields(before: Part, after: Part) -> Iterator[Field]:
    if before.parent != after.parent:
        yield Field("parent", before.parent, after.parent)
    for name in dict.fromkeys([*after.structure, *before.structure]):
        was, now = before.structure.get(name), after.structure.get(name)
        if was != now:
            yield Field(name, was, now)
    for code, words in after.words.items():
        earlier = before.words.get(code)
        if earlier is None:
            continue
        for name in dict.fromkeys([*words, *earlier]):
            was, now = earlier.get(name), words.get(name)
            if was != now:
                yield Field(name, was, now, code)


def reordered(before: Content, after: Content) -> bool:
    """Whether requirements or standards that both have stand in another order."""
    old, new = parts_of(before), parts_of(after)
    return any(
        [key for key in old if key in new and old[key].kind == kind]
        != [key for key in new if key in old and new[key].kind == kind]
        for kind in ("requirement", "standard")
    )
