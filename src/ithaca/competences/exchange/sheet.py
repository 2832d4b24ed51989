"""A framework as CSV: one line a thing, told apart by its first column, so that a spreadsheet program can edit it."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ithaca.catalogue.models import Framework
from ithaca.competences import document
from ithaca.competences.exchange.faults import Fault, Faulty
from ithaca.kernel.cells import harmless

ROWS = ("framework", "scale", "kind", "level", "area", "competence", "ability", "alignment")
FACTS = [
    "evidence",
    "files",
    "referent",
    "facts",
    "practising",
    "valid_months",
    "after",
    "mentorships",
    "hours",
    "training_hours",
    "months_before",
    "proven_percent",
    "proven_percent_each",
    "renewal_training_hours",
    "renewal_mentorships",
    "uri",
    "checked",
]
WORDS = ("text", "more", "source")
YES = "yes"
Line = dict[str, str]


def write(framework: Framework) -> bytes:
    """The framework as CSV with a byte order mark, by which spreadsheet programs know UTF-8."""
    languages = list(framework.texts)
    columns = ["row", "code", *(f"{word}_{each}" for word in WORDS for each in languages), *FACTS]
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\r\n")
    writer.writeheader()
    for line in _lines(framework):
        writer.writerow({key: _cell(value) for key, value in line.items()})
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return YES if value else ""
    if isinstance(value, tuple):
        return " ".join(value)
    return "" if value is None else harmless(str(value))


def _said(framework: Framework, part: str, slug: str) -> Iterator[tuple[str, str]]:
    for language, texts in framework.texts.items():
        words = getattr(texts, part)[slug]
        if isinstance(words, str):
            yield f"text_{language}", words
        else:
            yield f"text_{language}", words.label
            yield f"more_{language}", str(getattr(words, "description", "") or getattr(words, "hint", ""))


def _lines(framework: Framework) -> Iterator[Mapping[str, object]]:
    words = {f"text_{each}": texts.title for each, texts in framework.texts.items()}
    words |= {f"more_{each}": texts.introduction for each, texts in framework.texts.items()}
    words |= {f"source_{each}": texts.source for each, texts in framework.texts.items()}
    yield {"row": "framework", "code": framework.slug, **words}

    def line(row: str, part: str, slug: str, **facts: object) -> Mapping[str, object]:
        return {"row": row, "code": slug, **dict(_said(framework, part, slug)), **facts}

    for step in framework.scale:
        yield line("scale", "scale", step, practising=step == framework.practising)
    for kind in framework.kinds:
        yield line("kind", "kinds", kind.slug, valid_months=kind.valid_months)
    for level in framework.levels:
        yield line("level", "levels", level.slug, **_level_facts(level))
    for area in framework.areas:
        yield line("area", "areas", area.slug)
        for competence in area.competences:
            yield line("competence", "competences", competence.slug)
            for one in competence.abilities:
                facts = {"evidence": one.evidence, "facts": one.facts, "referent": one.referent}
                yield line("ability", "abilities", one.slug, files=one.files, **facts)
    for each in framework.alignments:
        yield line("alignment", "alignments", each.ability, uri=each.uri, checked=each.checked)


def _level_facts(level: Any) -> dict[str, object]:
    return {
        "after": level.after,
        "mentorships": level.prerequisites.mentorships_completed,
        "hours": level.prerequisites.hours,
        "training_hours": level.prerequisites.training_hours,
        "months_before": level.prerequisites.months_at_level_before,
        "proven_percent": level.threshold.proven_percent,
        "proven_percent_each": level.threshold.proven_percent_in_each_competence,
        "valid_months": level.valid_months,
        "renewal_training_hours": level.renewal.training_hours,
        "renewal_mentorships": level.renewal.mentorships,
    }


@dataclass
class Reader:
    """Builds the content line by line, and notes what is wrong with each."""

    languages: list[str]
    content: dict[str, Any] = field(
        default_factory=lambda: {"scale": [], "kinds": [], "levels": [], "areas": [], "alignments": []}
    )
    faults: list[Fault] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)  # "ability.c1a": line

    def __post_init__(self) -> None:
        parts = ("scale", "kinds", "levels", "areas", "competences", "abilities", "alignments")
        self.texts: dict[str, dict[str, Any]] = {
            each: {"title": "", **{part: {} for part in parts}} for each in self.languages
        }

    def take(self, number: int, line: Line) -> None:
        row, code = line.get("row", ""), line.get("code", "")
        takers: dict[str, Callable[[int, Line, str], None]] = {
            "framework": self._framework,
            "scale": self._scale,
            "kind": self._kind,
            "level": self._level,
            "area": self._area,
            "competence": self._competence,
            "ability": self._ability,
            "alignment": self._alignment,
        }
        if row not in takers:
            self.faults.append(Fault(number, "row", "row", row))
            return
        if row != "framework" and not code:
            self.faults.append(Fault(number, "code", "missing"))
            return
        if f"{row}.{code}" in self.places:
            self.faults.append(Fault(number, "code", "twice", code))
            return
        self.places[f"{row}.{code}"] = number
        takers[row](number, line, code)

    def _number(self, at: int, line: Line, name: str) -> int | None:
        text = line.get(name, "")
        if text and not (text.isascii() and text.isdecimal() and len(text) < 7):
            self.faults.append(Fault(at, name, "number", text))
            return None
        return int(text) if text else None

    def _flag(self, at: int, line: Line, name: str) -> bool:
        text = line.get(name, "").lower()
        if text not in ("", "no", YES):
            self.faults.append(Fault(at, name, "yes", text))
        return text == YES

    def _words(self, at: int, line: Line, part: str, code: str, *, more: str = "") -> None:
        for language in self.languages:
            text = line.get(f"text_{language}", "")
            if not text:
                self.faults.append(Fault(at, f"text_{language}", "words missing"))
            further = {more: line.get(f"more_{language}", "")} if more else {}
            self.texts[language][part][code] = {"label": text, **further} if more else text

    def _framework(self, at: int, line: Line, code: str) -> None:
        for language, texts in self.texts.items():
            texts["title"] = line.get(f"text_{language}", "")
            texts["introduction"] = line.get(f"more_{language}", "")
            texts["source"] = line.get(f"source_{language}", "")
            if not texts["title"]:
                self.faults.append(Fault(at, f"text_{language}", "words missing"))

    def _scale(self, at: int, line: Line, code: str) -> None:
        self.content["scale"].append(code)
        if self._flag(at, line, "practising"):
            self.content["practising"] = code
        self._words(at, line, "scale", code, more="description")

    def _kind(self, at: int, line: Line, code: str) -> None:
        months = self._number(at, line, "valid_months")
        self.content["kinds"].append({"slug": code, **({"valid_months": months} if months else {})})
        self._words(at, line, "kinds", code, more="hint")

    def _level(self, at: int, line: Line, code: str) -> None:
        def number(name: str) -> int:
            return self._number(at, line, name) or 0

        months = self._number(at, line, "valid_months")
        level: dict[str, Any] = {
            "slug": code,
            "prerequisites": {
                "mentorships_completed": number("mentorships"),
                "hours": number("hours"),
                "training_hours": number("training_hours"),
                "months_at_level_before": number("months_before"),
            },
            "threshold": {
                "proven_percent": number("proven_percent"),
                "proven_percent_in_each_competence": number("proven_percent_each"),
            },
            "renewal": {
                "training_hours": number("renewal_training_hours"),
                "mentorships": number("renewal_mentorships"),
            },
        }
        level |= {"after": line["after"]} if line.get("after") else {}
        level |= {"valid_months": months} if months else {}
        self.content["levels"].append(level)
        self._words(at, line, "levels", code, more="description")

    def _area(self, at: int, line: Line, code: str) -> None:
        self.content["areas"].append({"slug": code, "competences": []})
        self._words(at, line, "areas", code, more="description")

    def _competence(self, at: int, line: Line, code: str) -> None:
        if not self.content["areas"]:
            self.faults.append(Fault(at, "row", "no area"))
            return
        self.content["areas"][-1]["competences"].append({"slug": code, "abilities": []})
        self._words(at, line, "competences", code)

    def _ability(self, at: int, line: Line, code: str) -> None:
        competences = self.content["areas"][-1]["competences"] if self.content["areas"] else []
        if not competences:
            self.faults.append(Fault(at, "row", "no competence"))
            return
        ability = {
            "slug": code,
            "evidence": line.get("evidence", "").split(),
            "files": self._number(at, line, "files") or 1,
            "referent": self._flag(at, line, "referent"),
            "facts": line.get("facts", "").split(),
        }
        competences[-1]["abilities"].append(ability)
        self._words(at, line, "abilities", code)

    def _alignment(self, at: int, line: Line, code: str) -> None:
        checked = self._flag(at, line, "checked")
        self.content["alignments"].append({"ability": code, "uri": line.get("uri", ""), "checked": checked})
        self._words(at, line, "alignments", code)


def read(text: str) -> Framework:
    """The framework in a CSV file; raises Faulty with each line that is wrong."""
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=_delimiter(text), restkey="")
    columns = [name.strip() for name in rows.fieldnames or []]
    rows.fieldnames = columns
    languages = [name.removeprefix("text_") for name in columns if name.startswith("text_")]
    if not {"row", "code"} <= set(columns) or not languages:
        raise Faulty([Fault(1, "", "columns", ", ".join(columns)[:200])])
    reader = Reader(languages)
    try:
        for line in rows:
            cells = {key: _told(value) for key, value in line.items() if key and isinstance(value, str)}
            if any(cells.values()):
                reader.take(rows.line_num, cells)
    except csv.Error as error:
        raise Faulty([Fault(rows.line_num, "", "csv", str(error))]) from error
    if reader.faults:
        raise Faulty(reader.faults)
    try:
        return document.framework_of({**reader.content, "texts": reader.texts})
    except Faulty as faulty:
        raise Faulty([_placed(each, reader) for each in faulty.faults]) from faulty


def _delimiter(text: str) -> str:
    """Spreadsheet programs in French write semicolons."""
    head = text.split("\n", 1)[0]
    return ";" if head.count(";") > head.count(",") else ","


def _told(cell: str) -> str:
    text = cell.strip()
    return text[1:] if text.startswith("'") and harmless(text[1:]) == text else text


def _placed(fault: Fault, reader: Reader) -> Fault:
    """With the line of what it speaks of: a code in its path, or the position in a list."""
    parts = fault.where.split(".")
    lines = {code: at for key, at in reader.places.items() for code in [key.split(".", 1)[1]]}
    line = next((lines[part] for part in reversed(parts) if part in lines), None)
    if line is None:
        at: Any = reader.content
        for part in parts:
            at = _inside(at, part)
            if isinstance(at, dict) and at.get("slug") in lines:
                line = lines[at["slug"]]
    return Fault(line, fault.where, fault.rule, fault.detail)


def _inside(value: Any, part: str) -> Any:
    if isinstance(value, list) and part.isdecimal() and int(part) < len(value):
        return value[int(part)]
    return value.get(part) if isinstance(value, dict) else None
