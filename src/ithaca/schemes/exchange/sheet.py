"""A scheme as CSV. Steps follow the line of their scale, rules that of their level, standards that of their requirement.

A fact stands in its cell as `meetings_held>=75`, `first_answer_days<=7`, both, or by its name alone.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from ithaca.catalogue.models import FactTest, Scheme, Standard
from ithaca.catalogue.models.scheme import Rule
from ithaca.editions import sheet
from ithaca.editions.sheet import Line
from ithaca.schemes.document import scheme_of

WORDS = ("text", "more", "source", "fees")
RULE = ("rule", "tiers", "at_least", "overall", "each_requirement", "level", "months")
FACTS = [
    "tier",
    "scale",
    "mandatory",
    "minors",
    "optional",
    "weight",
    "evidence",
    "facts",
    "points",
    "met",
    "valid_months",
    "after",
    *RULE,
]
FACT = re.compile(r"(?P<fact>[a-z_]+)(?:>=(?P<at_least>-?\d{1,6}))?(?:<=(?P<at_most>-?\d{1,6}))?")


def write(scheme: Scheme) -> bytes:
    """The scheme as CSV."""
    languages = list(scheme.texts)
    columns = ["row", "code", *(f"{word}_{each}" for word in WORDS for each in languages), *FACTS]
    return sheet.written(columns, _lines(scheme))


def _lines(scheme: Scheme) -> Iterator[Mapping[str, object]]:
    yield {"row": "scheme", "code": scheme.slug, **_general(scheme)}

    def line(row: str, part: str, slug: str, **facts: object) -> Mapping[str, object]:
        words: dict[str, object] = {}
        for language, texts in scheme.texts.items():
            words |= dict(sheet.said(getattr(texts, part)[slug], language))
        return {"row": row, "code": slug, **words, **facts}

    for tier in scheme.tiers:
        yield line("tier", "tiers", tier)
    for scale in scheme.scales:
        yield {**line("scale", "scales", scale.slug), **_no_more(scheme)}
        for step in scale.steps:
            words: dict[str, object] = {}
            for language, texts in scheme.texts.items():
                words |= dict(sheet.said(texts.scales[scale.slug].steps[step.slug], language))
            yield {
                "row": "step",
                "code": step.slug,
                "points": step.points,
                "met": step.slug == scale.met,
                **words,
            }
    for kind in scheme.kinds:
        yield line("kind", "kinds", kind.slug, valid_months=kind.valid_months)
    for gate in scheme.gates:
        yield line("gate", "gates", gate.slug, facts=facts_cell(gate.facts))
    for level in scheme.levels:
        yield line("level", "levels", level.slug, after=level.after, valid_months=level.valid_months)
        for n, rule in enumerate(level.rules, start=1):
            yield {"row": "rule", "code": str(n), **_rule_cells(rule)}
    for each in scheme.requirements:
        yield line("requirement", "requirements", each.slug, optional=each.optional)
        for one in each.standards:
            yield line("standard", "standards", one.slug, **_standard_cells(one))


def _general(scheme: Scheme) -> dict[str, object]:
    found: dict[str, object] = {}
    for code, texts in scheme.texts.items():
        found |= {f"text_{code}": texts.title, f"more_{code}": texts.introduction}
        found |= {f"source_{code}": texts.source, f"fees_{code}": texts.fees}
    return found


def _no_more(scheme: Scheme) -> dict[str, object]:
    return {f"more_{code}": "" for code in scheme.texts}


def _standard_cells(one: Standard) -> dict[str, object]:
    return {
        "tier": one.tier,
        "scale": one.scale,
        "mandatory": one.mandatory,
        "minors": one.minors,
        "optional": one.optional,
        "weight": one.weight,
        "evidence": one.evidence,
        "facts": facts_cell(one.facts),
    }


def _rule_cells(rule: Rule) -> dict[str, object]:
    return {name: getattr(rule, name) for name in RULE if hasattr(rule, name)}


def facts_cell(facts: Sequence[FactTest]) -> str:
    def one(test: FactTest) -> str:
        least = "" if test.at_least is None else f">={test.at_least}"
        most = "" if test.at_most is None else f"<={test.at_most}"
        return f"{test.fact}{least}{most}"

    return " ".join(one(test) for test in facts)


class Reader(sheet.Reader):
    """Builds a scheme's content line by line."""

    parts = ("tiers", "scales", "kinds", "gates", "levels", "requirements", "standards")
    head = "scheme"
    words_in, facts_in = WORDS, tuple(FACTS)

    def __init__(self, languages: list[str]) -> None:
        super().__init__(languages)
        self.content = {name: [] for name in ("tiers", "scales", "kinds", "gates", "levels", "requirements")}

    def takers(self) -> Mapping[str, Callable[[int, Line, str], None]]:
        return {
            "scheme": self._scheme,
            "tier": self._tier,
            "scale": self._scale,
            "step": self._step,
            "kind": self._kind,
            "gate": self._gate,
            "level": self._level,
            "rule": self._rule,
            "requirement": self._requirement,
            "standard": self._standard,
        }

    def place(self, row: str, code: str) -> str:
        """Steps and rules stand once in their scale and their level."""
        homes = {"step": "scales", "rule": "levels"}
        if row not in homes:
            return super().place(row, code)
        return f"{row}.{len(self.content[homes[row]])}.{code}"

    def _scheme(self, at: int, line: Line, code: str) -> None:
        self.titles(at, line, {"introduction": "more", "source": "source", "fees": "fees"})

    def _tier(self, at: int, line: Line, code: str) -> None:
        self.content["tiers"].append(code)
        self.words(at, line, "tiers", code, more="description")

    def _scale(self, at: int, line: Line, code: str) -> None:
        self.content["scales"].append({"slug": code, "met": "", "steps": []})
        self.words(at, line, "scales", code, more="steps")
        for texts in self.texts.values():
            texts["scales"][code]["steps"] = {}

    def _step(self, at: int, line: Line, code: str) -> None:
        if not self.content["scales"]:
            self.fault(at, "row", "no scale")
            return
        scale = self.content["scales"][-1]
        scale["steps"].append({"slug": code, "points": self.number(at, line, "points") or 0})
        if self.flag(at, line, "met"):
            if scale["met"]:
                self.fault(at, "met", "twice", code)
            scale["met"] = code
        for language, texts in self.texts.items():
            words = {
                "label": line.get(f"text_{language}", ""),
                "description": line.get(f"more_{language}", ""),
            }
            if not words["label"]:
                self.fault(at, f"text_{language}", "words missing")
            texts["scales"][scale["slug"]]["steps"][code] = words

    def _kind(self, at: int, line: Line, code: str) -> None:
        months = self.number(at, line, "valid_months")
        self.content["kinds"].append({"slug": code, **({} if months is None else {"valid_months": months})})
        self.words(at, line, "kinds", code, more="hint")

    def _gate(self, at: int, line: Line, code: str) -> None:
        self.content["gates"].append({"slug": code, "facts": self._facts(at, line)})
        self.words(at, line, "gates", code)

    def _level(self, at: int, line: Line, code: str) -> None:
        months = self.number(at, line, "valid_months")
        level: dict[str, Any] = {"slug": code, "rules": []}
        level |= {"after": line["after"]} if line.get("after") else {}
        level |= {} if months is None else {"valid_months": months}
        self.content["levels"].append(level)
        self.words(at, line, "levels", code, more="description")

    def _rule(self, at: int, line: Line, code: str) -> None:
        if not self.content["levels"]:
            self.fault(at, "row", "no level")
            return
        rule: dict[str, Any] = {"rule": line.get("rule", "")}
        if line.get("tiers"):
            rule["tiers"] = line["tiers"].split()
        if line.get("level"):
            rule["level"] = line["level"]
        for name in ("at_least", "overall", "each_requirement", "months"):
            number = self.number(at, line, name)
            rule |= {name: number} if number is not None else {}
        self.content["levels"][-1]["rules"].append(rule)

    def _requirement(self, at: int, line: Line, code: str) -> None:
        optional = self.flag(at, line, "optional")
        self.content["requirements"].append({"slug": code, "optional": optional, "standards": []})
        self.words(at, line, "requirements", code, more="description")

    def _standard(self, at: int, line: Line, code: str) -> None:
        if not self.content["requirements"]:
            self.fault(at, "row", "no requirement")
            return
        weight = self.number(at, line, "weight")
        standard = {
            "slug": code,
            "tier": line.get("tier", ""),
            "scale": line.get("scale", ""),
            **{name: self.flag(at, line, name) for name in ("mandatory", "minors", "optional")},
            "weight": 1 if weight is None else weight,
            "evidence": line.get("evidence", "").split(),
            "facts": self._facts(at, line),
        }
        self.content["requirements"][-1]["standards"].append(standard)
        self.words(at, line, "standards", code, more="guidance")

    def _facts(self, at: int, line: Line) -> list[dict[str, Any]]:
        found = []
        for told in line.get("facts", "").split():
            match = FACT.fullmatch(told)
            if match is None:
                self.fault(at, "facts", "fact", told)
                continue
            bounds = {name: int(match[name]) for name in ("at_least", "at_most") if match[name] is not None}
            found.append({"fact": match["fact"], **bounds})
        return found


def read(text: str) -> Scheme:
    """The scheme in a CSV file; raises Faulty with each line that is wrong."""
    return sheet.read(text, Reader, scheme_of)
