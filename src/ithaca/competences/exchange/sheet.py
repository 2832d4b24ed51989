"""A framework as CSV: one line a thing, told apart by its first column, so that a spreadsheet program can edit it."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ithaca.catalogue.models import Framework
from ithaca.competences import document
from ithaca.editions import sheet
from ithaca.editions.sheet import Line

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


def write(framework: Framework) -> bytes:
    """The framework as CSV."""
    languages = list(framework.texts)
    columns = ["row", "code", *(f"{word}_{each}" for word in WORDS for each in languages), *FACTS]
    return sheet.written(columns, _lines(framework))


def _lines(framework: Framework) -> Iterator[Mapping[str, object]]:
    words = {f"text_{each}": texts.title for each, texts in framework.texts.items()}
    words |= {f"more_{each}": texts.introduction for each, texts in framework.texts.items()}
    words |= {f"source_{each}": texts.source for each, texts in framework.texts.items()}
    yield {"row": "framework", "code": framework.slug, **words}

    def line(row: str, part: str, slug: str, **facts: object) -> Mapping[str, object]:
        words = {
            key: cell
            for language, texts in framework.texts.items()
            for key, cell in sheet.said(getattr(texts, part)[slug], language)
        }
        return {"row": row, "code": slug, **words, **facts}

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


class Reader(sheet.Reader):
    """Builds a framework's content line by line."""

    parts = ("scale", "kinds", "levels", "areas", "competences", "abilities", "alignments")
    head = "framework"
    words_in, facts_in = WORDS, tuple(FACTS)

    def __init__(self, languages: list[str]) -> None:
        super().__init__(languages)
        self.content = {"scale": [], "kinds": [], "levels": [], "areas": [], "alignments": []}

    def takers(self) -> Mapping[str, Callable[[int, Line, str], None]]:
        return {
            "framework": self._framework,
            "scale": self._scale,
            "kind": self._kind,
            "level": self._level,
            "area": self._area,
            "competence": self._competence,
            "ability": self._ability,
            "alignment": self._alignment,
        }

    def _framework(self, at: int, line: Line, code: str) -> None:
        self.titles(at, line, {"introduction": "more", "source": "source"})

    def _scale(self, at: int, line: Line, code: str) -> None:
        self.content["scale"].append(code)
        if self.flag(at, line, "practising"):
            if "practising" in self.content:
                self.fault(at, "practising", "twice", code)
            self.content["practising"] = code
        self.words(at, line, "scale", code, more="description")

    def _kind(self, at: int, line: Line, code: str) -> None:
        months = self.number(at, line, "valid_months")
        self.content["kinds"].append({"slug": code, **({} if months is None else {"valid_months": months})})
        self.words(at, line, "kinds", code, more="hint")

    def _level(self, at: int, line: Line, code: str) -> None:
        def number(name: str) -> int:
            return self.number(at, line, name) or 0

        months = self.number(at, line, "valid_months")
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
        level |= {} if months is None else {"valid_months": months}
        self.content["levels"].append(level)
        self.words(at, line, "levels", code, more="description")

    def _area(self, at: int, line: Line, code: str) -> None:
        self.content["areas"].append({"slug": code, "competences": []})
        self.words(at, line, "areas", code, more="description")

    def _competence(self, at: int, line: Line, code: str) -> None:
        if not self.content["areas"]:
            self.fault(at, "row", "no area")
            return
        self.content["areas"][-1]["competences"].append({"slug": code, "abilities": []})
        self.words(at, line, "competences", code)

    def _ability(self, at: int, line: Line, code: str) -> None:
        competences = self.content["areas"][-1]["competences"] if self.content["areas"] else []
        if not competences:
            self.fault(at, "row", "no competence")
            return
        files = self.number(at, line, "files")
        ability = {
            "slug": code,
            "evidence": line.get("evidence", "").split(),
            "files": 1 if files is None else files,
            "referent": self.flag(at, line, "referent"),
            "facts": line.get("facts", "").split(),
        }
        competences[-1]["abilities"].append(ability)
        self.words(at, line, "abilities", code)

    def _alignment(self, at: int, line: Line, code: str) -> None:
        checked = self.flag(at, line, "checked")
        self.content["alignments"].append({"ability": code, "uri": line.get("uri", ""), "checked": checked})
        self.words(at, line, "alignments", code)


def read(text: str) -> Framework:
    """The framework in a CSV file; raises Faulty with each line that is wrong."""
    return sheet.read(text, Reader, document.framework_of)
