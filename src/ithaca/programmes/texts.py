"""Texts kept as `{language: text}`, and the plain layout of charters. Pure."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

FIRST_LANGUAGE = "fr"


def localised(texts: Mapping[str, str], language: str) -> str:
    """The text in this language, else in its main language (`fr-ch`: `fr`), else in French, else in any."""
    for candidate in (language, language.split("-")[0], FIRST_LANGUAGE):
        if texts.get(candidate):
            return texts[candidate]
    return next((text for text in texts.values() if text), "")


def shown_language(languages: Sequence[str], wanted: str) -> str:
    """The language in which a programme speaks to somebody who reads `wanted`."""
    main = wanted.split("-")[0]
    return main if main in languages or not languages else languages[0]


def lines(text: str) -> list[str]:
    """One entry a line, empty ones left out."""
    return [line.strip() for line in text.splitlines() if line.strip()]


@dataclass(frozen=True)
class Block:
    """A heading, a paragraph, or a list of points."""

    kind: str  # heading | paragraph | points
    text: str = ""
    points: tuple[str, ...] = ()


def blocks(text: str) -> Iterator[Block]:
    """A charter's plain text as blocks: `# ` before headings, `- ` before points, a blank line between."""
    for part in text.replace("\r\n", "\n").split("\n\n"):
        content = lines(part)
        if content and content[0].startswith("# "):
            yield Block("heading", content.pop(0).removeprefix("# "))
        if content and all(line.startswith("- ") for line in content):
            yield Block("points", points=tuple(line.removeprefix("- ") for line in content))
        elif content:
            yield Block("paragraph", " ".join(content))


@dataclass(frozen=True)
class Change:
    """A block of a text: as before, added, or removed."""

    kind: str  # same | added | removed
    block: Block


def compared(before: str, now: str) -> list[Change]:
    """The blocks of a text against those of an earlier version, what went before what came."""
    old, new = list(blocks(before)), list(blocks(now))
    changes: list[Change] = []
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            changes += [Change("same", block) for block in new[k:m]]
        else:
            changes += [Change("removed", block) for block in old[i:j]]
            changes += [Change("added", block) for block in new[k:m]]
    return changes


def digest(texts: Mapping[str, str]) -> str:
    """The SHA-256 that an acceptance keeps: over the texts as JSON with sorted keys and no spaces, in UTF-8."""
    canonical = json.dumps(texts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
