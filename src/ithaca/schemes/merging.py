"""Taking later changes of the origin into a scheme that was derived from it: three-way, part by part. Pure.

What changed only there is taken, what changed only here stays; what changed on both sides is for a person to choose.
The order stays ours: what is new there comes after what it follows there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Literal

from ithaca.schemes.document import Content
from ithaca.schemes.parts import Change, Part, Parts, change, joined, parts_of

Side = Literal["ours", "theirs"]


class Meeting(StrEnum):
    """How changes on both sides meet in one part."""

    TAKEN = "taken"  # changed there only
    ALIKE = "alike"  # changed on both sides, to the same
    BOTH = "both"  # changed on both sides: somebody chooses


@dataclass(frozen=True)
class Crossing:
    """A part that the origin has changed since, and what we did with it."""

    key: str
    how: Meeting
    theirs: Change  # of the origin, since we took from it
    ours: Change | None  # of ourselves, since then


def crossings(base: Content, ours: Content, theirs: Content) -> list[Crossing]:
    """Every part that the origin has changed, in the origin's order."""
    old, mine, new = parts_of(base), parts_of(ours), parts_of(theirs)
    found = []
    for key in [*new, *(key for key in old if key not in new)]:
        there = change(old.get(key), new.get(key))
        if there is None:
            continue
        here = change(old.get(key), mine.get(key))
        if here is None:
            how = Meeting.TAKEN
        else:
            how = Meeting.BOTH if change(mine.get(key), new.get(key)) is not None else Meeting.ALIKE
        found.append(Crossing(key, how, there, here))
    return found


def merged(base: Content, ours: Content, theirs: Content, chosen: Mapping[str, Side]) -> Content:
    """Ours with the origin's later changes; `chosen` says whose part stands where both sides changed it.

    Raises KeyError where a choice is missing. The result may still not be a whole scheme: its reader checks.
    """
    mine, new, old = parts_of(ours), parts_of(theirs), parts_of(base)
    languages = list(mine["general."].words)
    result = dict(mine)
    for each in crossings(base, ours, theirs):
        take = each.how == Meeting.TAKEN or (each.how == Meeting.BOTH and chosen[each.key] == "theirs")
        if not take:
            continue
        part = new.get(each.key)
        if part is None:
            result.pop(each.key, None)
        elif each.key in result:
            result[each.key] = _in_languages(part, languages, result[each.key])
        else:
            result = _inserted(result, _in_languages(part, languages), list(new))
    return joined(_complete(result, (new, mine, old), languages))


def _in_languages(part: Part, languages: list[str], ours: Part | None = None) -> Part:
    """A part of the origin in our languages: its words, else our own, else its first language's."""
    first: Mapping[str, Any] = next(iter(part.words.values()))
    kept = ours.words if ours is not None else {}
    return replace(part, words={code: part.words.get(code) or kept.get(code) or first for code in languages})


def _inserted(parts: Parts, part: Part, order: list[str]) -> Parts:
    """With a part after the nearest one before it in this order; else before everything of its kind."""
    earlier = order[: order.index(part.key)]
    kind = f"{part.kind}."
    after = next((key for key in reversed(earlier) if key in parts and key.startswith(kind)), None)
    found: Parts = {}
    if after is None:
        found[part.key] = part
    for key, each in parts.items():
        found[key] = each
        if key == after:
            found[part.key] = part
    return found


def _complete(parts: Parts, sources: tuple[Parts, ...], languages: list[str]) -> Parts:
    """With what standards refer to and one of the sides dropped: their requirement, tier, scale and kinds of evidence."""
    for part in [each for each in parts.values() if each.kind == "standard"]:
        wanted = [f"requirement.{part.parent}", f"tier.{part.structure['tier']}"]
        wanted += [
            f"scale.{part.structure['scale']}",
            *(f"kind.{each}" for each in part.structure["evidence"]),
        ]
        for key in wanted:
            source = next((each for each in sources if key in each), None)
            if key not in parts and source is not None:
                parts = _inserted(parts, _in_languages(source[key], languages), list(source))
    return parts
