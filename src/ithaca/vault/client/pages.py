"""One text of an export as Markdown: the twin of frontend/room/export/page.ts, byte for byte."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ithaca.vault.client.format import Claims

# What JavaScript's `trim` takes away; `str.strip` knows another list.
BLANK = "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
LONE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Page:
    """Where a text goes and what stands around it; `parts` are keys of the content with their headings."""

    path: str
    title: str
    facts: Sequence[str]
    parts: Sequence[tuple[str, str]]
    told: Sequence[str]


def markdown(page: Page, content: Claims) -> bytes:
    """The page as UTF-8. What is in neither `parts` nor `told` is written as JSON: nothing is left out."""
    blocks = [f"# {page.title}"]
    if page.facts:
        blocks.append("\n".join(f"- {fact}" for fact in page.facts))
    written = set(page.told)
    for key, heading in page.parts:
        value = content.get(key)
        if not isinstance(value, str):
            continue
        written.add(key)
        if text := value.strip(BLANK):
            blocks += [f"## {heading}", text] if heading else [text]
    for key in sorted(content, key=_units):
        if key not in written:
            blocks += [f"## {key}", f"````json\n{_json(content[key])}\n````"]
    return LONE.sub("\ufffd", "\n\n".join(blocks) + "\n").encode()


def _units(key: str) -> bytes:
    """The order in which JavaScript sorts: by UTF-16 units."""
    return key.encode("utf-16-be", "surrogatepass")


def _json(value: object) -> str:
    text = json.dumps(_ordered(value), separators=(",", ":"), ensure_ascii=False)
    return LONE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _ordered(value: object) -> object:
    if isinstance(value, dict):
        return {key: _ordered(value[key]) for key in sorted(value, key=_units)}
    return [_ordered(one) for one in value] if isinstance(value, list) else value
