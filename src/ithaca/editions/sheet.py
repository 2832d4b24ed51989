"""A document as CSV: one line a thing, told apart by its first column, so that a spreadsheet program can edit it."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from ithaca.catalogue.models import Document
from ithaca.editions.document import MOST_LANGUAGES
from ithaca.editions.faults import MOST_FAULTS, Fault, Faulty
from ithaca.kernel.cells import harmless, restored

YES = "yes"
MOST_ROWS = 5_000
BESIDE = ""  # what a line has beyond the last column
Line = dict[str, str]
D = TypeVar("D", bound=Document[Any])
R = TypeVar("R", bound="Reader")


def written(columns: list[str], lines: Iterable[Mapping[str, object]]) -> bytes:
    """Lines as CSV, with a byte order mark, by which spreadsheet programs know UTF-8."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\r\n")
    writer.writeheader()
    for line in lines:
        writer.writerow({key: cell(value) for key, value in line.items()})
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def cell(value: object) -> str:
    """A value as a cell: tuples with spaces between, and nothing that a program takes for a formula."""
    if isinstance(value, bool):
        return YES if value else ""
    if isinstance(value, tuple):
        return " ".join(str(each) for each in value)
    return "" if value is None else harmless(str(value))


def said(words: object, language: str) -> Iterator[tuple[str, str]]:
    """The cells of one thing's words in a language: `text_fr`, and `more_fr` for what stands below it."""
    if isinstance(words, str):
        yield f"text_{language}", words
        return
    yield f"text_{language}", getattr(words, "label", "")
    further = next(
        (getattr(words, name) for name in ("description", "hint", "guidance") if hasattr(words, name)), ""
    )
    yield f"more_{language}", further


class Reader:
    """Builds content line by line, and notes what is wrong with each. `takers` has a method for each kind of line."""

    parts: tuple[str, ...] = ()  # of the texts
    head = ""  # the line of the whole document, which needs no code
    words_in: tuple[str, ...] = ()  # columns that stand once a language: text_fr, text_en
    facts_in: tuple[str, ...] = ()  # columns that stand once

    def __init__(self, languages: list[str]) -> None:
        self.languages = languages
        self.content: dict[str, Any] = {}
        self.faults: list[Fault] = []
        self.places: dict[str, int] = {}  # "ability.c1a": line
        self.texts: dict[str, dict[str, Any]] = {
            each: {"title": "", **{part: {} for part in self.parts}} for each in languages
        }

    def takers(self) -> Mapping[str, Callable[[int, Line, str], None]]:
        """What reads each kind of line, by the word in the column `row`."""
        raise NotImplementedError

    def place(self, row: str, code: str) -> str:
        """Under which name a line may stand once."""
        return row if row == self.head else f"{row}.{code}"

    def take(self, number: int, line: Line) -> None:
        row, code = line.get("row", ""), line.get("code", "")
        takers = self.takers()
        if row not in takers:
            self.fault(number, "row", "row", row)
            return
        if row != self.head and not code:
            self.fault(number, "code", "missing")
            return
        place = self.place(row, code)
        if place in self.places:
            self.fault(number, "code", "twice", code)
            return
        self.places[place] = number
        if line.get(BESIDE):
            self.fault(number, "", "beside", line[BESIDE])
        takers[row](number, line, code)

    def fault(self, at: int, where: str, rule: str, detail: str = "") -> None:
        self.faults.append(Fault(at, where, rule, detail))

    def number(self, at: int, line: Line, name: str) -> int | None:
        """A whole number, or None where the cell is empty."""
        text = line.get(name, "")
        if text and not (text.isascii() and text.isdecimal() and len(text) < 7):
            self.fault(at, name, "number", text)
            return None
        return int(text) if text else None

    def flag(self, at: int, line: Line, name: str) -> bool:
        text = line.get(name, "").lower()
        if text not in ("", "no", YES):
            self.fault(at, name, "yes", text)
        return text == YES

    def words(self, at: int, line: Line, part: str, code: str, *, more: str = "") -> None:
        """Takes what a line says in each language; `more` is how the document calls the column of that name."""
        for language in self.languages:
            text = line.get(f"text_{language}", "")
            if not text:
                self.fault(at, f"text_{language}", "words missing")
            further = {more: line.get(f"more_{language}", "")} if more else {}
            self.texts[language][part][code] = {"label": text, **further} if more else text

    def titles(self, at: int, line: Line, further: Mapping[str, str]) -> None:
        """Takes the line of the whole document: its title, and `{key: column}` of what else is said of it."""
        for language, texts in self.texts.items():
            texts["title"] = line.get(f"text_{language}", "")
            for key, column in further.items():
                texts[key] = line.get(f"{column}_{language}", "")
            if not texts["title"]:
                self.fault(at, f"text_{language}", "words missing")


def read(text: str, kind: type[R], whole: Callable[[dict[str, Any]], D]) -> D:
    """The document in a CSV file, which `whole` makes of the content; raises Faulty with each line that is wrong."""
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=_delimiter(text), restkey=BESIDE)
    try:
        reader = kind(_languages(rows, kind))
        for count, line in enumerate(rows):
            if count >= MOST_ROWS:
                raise Faulty([Fault(rows.line_num, "", "rows")])
            cells = {key: restored(_cell(value).strip()) for key, value in line.items()}
            if any(cells.values()) and len(reader.faults) < MOST_FAULTS:
                reader.take(rows.line_num, cells)
    except csv.Error as error:
        raise Faulty([Fault(rows.line_num, "", "csv", str(error))]) from error
    if reader.faults:
        raise Faulty(reader.faults)
    try:
        return whole({**reader.content, "texts": reader.texts})
    except Faulty as faulty:
        raise Faulty([_placed(each, reader) for each in faulty.faults]) from faulty


def _languages(rows: "csv.DictReader[str]", kind: type[Reader]) -> list[str]:
    """Those that the first line names; raises Faulty where it names what is not known, or something twice."""
    columns = [name.strip() for name in rows.fieldnames or []]
    languages = [name.removeprefix("text_") for name in columns if name.startswith("text_")]
    if not {"row", "code"} <= set(columns) or not languages:
        raise Faulty([Fault(1, "", "columns", ", ".join(columns)[:200])])
    if len(languages) > MOST_LANGUAGES:
        raise Faulty([Fault(1, "", "languages")])
    known = {"row", "code", "", *kind.facts_in}
    known |= {f"{word}_{each}" for word in kind.words_in for each in languages}
    faults = [Fault(1, name[:60], "column") for name in dict.fromkeys(columns) if name not in known]
    faults += [Fault(1, name, "twice") for name in known - {""} if columns.count(name) > 1]
    if faults:
        raise Faulty(faults)
    rows.fieldnames = columns
    return languages


def _cell(value: object) -> str:
    """What a cell says; of several beyond the last column the first that says anything; nothing where the line ends earlier."""
    if isinstance(value, list):
        return next((each for each in value if each.strip()), "")
    return value if isinstance(value, str) else ""


def _delimiter(text: str) -> str:
    """Spreadsheet programs in French write semicolons."""
    head = text.split("\n", 1)[0]
    return ";" if head.count(";") > head.count(",") else ","


def _placed(fault: Fault, reader: Reader) -> Fault:
    """With the line of what it speaks of: a code in its path, or the position in a list."""
    parts = fault.where.split(".")
    lines = {key.rsplit(".", 1)[-1]: at for key, at in reader.places.items()}
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
