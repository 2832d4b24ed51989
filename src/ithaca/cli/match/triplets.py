"""A file of triplets: mentee, mentor, score. Plain lines by `plain`, all others by the `csv` module, errors by name."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np

from ithaca.cli.match import lexing, plain, sheets
from ithaca.cli.match.cells import BadCell, integer_of, name_of
from ithaca.cli.match.faults import BadFiles, Fault
from ithaca.cli.match.lexing import Bytes, Ints, Small
from ithaca.cli.match.plain import Names

Value = TypeVar("Value")
COLUMNS = ("mentee", "mentor", "score")
LONGEST_HEADING = 64  # of the plain kind
MOST_FAULTS = 10_000  # nobody reads more, and a file of another kind has millions


class People:
    """Who stands in a file, by number: the names as bytes of the file, and those that were found elsewhere."""

    def __init__(self, data: Bytes, cells: Ints, encoding: str = "utf-8") -> None:
        self.data, self.cells, self.encoding = data, cells, encoding
        self.more: list[str] = []
        self._known: dict[str, int] | None = None

    @property
    def as_they_are(self) -> bool:
        """Whether the bytes of the file can be written again: UTF-8, and nothing in them that needs quotes."""
        return not self.more and self.encoding == "utf-8" and not plain.holds(self.data, self.cells, ord(","))

    @property
    def count(self) -> int:
        return int(self.cells.shape[0]) + len(self.more)

    def name(self, number: int) -> str:
        own = int(self.cells.shape[0])
        if number >= own:
            return self.more[number - own]
        begin, end = self.cells[number].tolist()
        return bytes(self.data[begin:end]).decode(self.encoding)

    def names(self) -> list[str]:
        view = self.data.data
        own = [str(view[begin:end], self.encoding) for begin, end in self.cells.tolist()]
        return own + self.more

    def known(self) -> dict[str, int]:
        """Name → number."""
        if self._known is None:
            self._known = {name: number for number, name in enumerate(self.names())}
        return self._known

    def number(self, name: str) -> int:
        """A new name gets the next number."""
        known = self.known()
        if name not in known:
            known[name] = self.count
            self.more.append(name)
        return known[name]


@dataclass(frozen=True)
class Triplets:
    """(rows,) the mentee, the mentor and the score of each row; `lines` are their rows in the file, or None: 2, 3, …"""

    mentees: People
    mentors: People
    left: Small
    right: Small
    scores: Small
    lines: Ints | None = None

    def line(self, row: int) -> int:
        return row + 2 if self.lines is None else int(self.lines[row])


def read(path: Path) -> Triplets:
    """Raises BadFiles with every fault of the file."""
    with path.open("rb") as file:
        start = file.read(1 << 16)
    sheets.check_bytes(start, path.name)
    data: Bytes = np.asarray(np.memmap(path, np.uint8, "r"))
    if not _lines_are_plain(data, start):
        return _read_all(data, path.name)
    mark = len(sheets.MARK) if start.startswith(sheets.MARK) else 0
    heading, _newline, _rest = start[mark:].partition(b"\n")
    if not heading.strip():
        return _read_all(data, path.name)
    text = sheets.decoded(heading, path.name).strip("\r")
    delimiter = sheets.delimiter_of(text)
    headings = text.split(delimiter)
    mentee, mentor, score = sheets.columns(headings, COLUMNS, path.name)
    try:
        shape = plain.Shape(ord(delimiter), (mentee, mentor, score), len(headings))
        lines = plain.read(data, min(mark + len(heading) + 1, data.size), shape)
    except plain.LineTooLong as line:
        row = int(np.count_nonzero(data[: line.begin] == lexing.NEWLINE)) + 1
        raise BadFiles([Fault(path.name, row, "", f"is longer than {lexing.LONGEST >> 20} MB")])
    return _with_odd_lines(data, lines, (path.name, delimiter, headings))


def _lines_are_plain(data: Bytes, start: bytes) -> bool:
    """Whether every newline ends a row: no quotes, and newlines there are."""
    return b"\n" in start and not plain.has_quote(data)


def _with_odd_lines(data: Bytes, lines: plain.Lines, shape: tuple[str, str, list[str]]) -> Triplets:
    mentees, mentors = (_people(data, names) for names in (lines.mentee_names, lines.mentor_names))
    numbers = _line_numbers(data, lines)
    found = Triplets(mentees, mentors, lines.mentees, lines.mentors, lines.scores, numbers)
    if not lines.odd.size:
        return found
    name, delimiter, headings = shape
    reading = _Reading(name, headings, sheets.columns(headings, COLUMNS, name))
    for row, begin, end in lines.odd.tolist():
        text = sheets.decoded(data[begin:end].tobytes(), name)
        if not text.strip():
            continue
        if len(reading.faults) >= MOST_FAULTS:
            reading.faults.append(Fault(name, found.line(row), "", "from here on nothing more was looked at"))
            break
        triplet = reading.triplet(found.line(row), text.split(delimiter))
        if triplet:
            found.left[row] = mentees.number(triplet[0])
            found.right[row] = mentors.number(triplet[1])
            found.scores[row] = triplet[2]
    if reading.faults:
        raise BadFiles(reading.faults)
    kept = found.left != lexing.UNKNOWN
    rows = np.flatnonzero(kept)
    line_of = rows + 2 if numbers is None else numbers[rows]
    return Triplets(mentees, mentors, found.left[kept], found.right[kept], found.scores[kept], line_of)


def _people(data: Bytes, names: Names) -> People:
    cells = names.cells[: names.count]
    people = People(data, cells)
    if plain.beyond_ascii(data, cells):
        try:
            people.names()
        except UnicodeDecodeError:
            people.encoding = sheets.ENCODINGS[-1]
    return people


def _line_numbers(data: Bytes, lines: plain.Lines) -> Ints | None:
    """Where rows stand in the file if blank lines stand between them."""
    if lines.newlines == lines.mentees.size:
        return None
    ends = np.concatenate([np.flatnonzero(data == lexing.NEWLINE), [data.size]])
    begins = np.concatenate([[0], ends[:-1] + 1])
    lengths = ends - begins
    after_return = (lengths > 0) & (data[np.maximum(ends - 1, 0)] == lexing.RETURN)
    return np.flatnonzero(lengths - after_return > 0)[1:] + 1


def _read_all(data: Bytes, name: str) -> Triplets:
    """The whole file by the csv module: quotes, line breaks inside cells, old line ends."""
    sheets.refuse_large(
        data.size, name, " and not of plain lines: save it without quotes, a line for each row"
    )
    rows = sheets.rows_of(sheets.decoded(data.tobytes(), name), name)
    first = next(rows, None)
    if first is None:
        raise BadFiles([Fault(name, None, "", "is empty")])
    reading = _Reading(name, first[1], sheets.columns(first[1], COLUMNS, name, first[0]))
    nothing = np.empty((0, 2), np.int64)
    mentees, mentors = (People(np.empty(0, np.uint8), nothing) for _side in COLUMNS[:2])
    left, right, scores, lines = [], [], [], []
    for number, cells in rows:
        triplet = reading.triplet(number, cells)
        if triplet:
            left.append(mentees.number(triplet[0]))
            right.append(mentors.number(triplet[1]))
            scores.append(triplet[2])
            lines.append(number)
    if reading.faults:
        raise BadFiles(reading.faults)
    columns = (np.array(left, np.int32), np.array(right, np.int32), np.array(scores, np.int32))
    return Triplets(mentees, mentors, *columns, lines=np.array(lines, np.int64))


class _Reading:
    """Reads rows one by one and gathers what is wrong with them."""

    def __init__(self, file: str, headings: list[str], where: list[int]) -> None:
        self.file, self.headings, self.where = file, headings, where
        self.faults: list[Fault] = []

    def triplet(self, row: int, cells: list[str]) -> tuple[str, str, int] | None:
        width = len(self.headings)
        if len(cells) != width:
            self.faults.append(
                Fault(self.file, row, "", f"has {len(cells)} cells where the headings have {width}")
            )
            return None
        mentee, mentor, score = (cells[at] for at in self.where)
        left, right = self._value(row, "mentee", name_of, mentee), self._value(row, "mentor", name_of, mentor)
        worth = self._value(row, "score", integer_of, score)
        return None if left is None or right is None or worth is None else (left, right, worth)

    def _value(self, row: int, column: str, reader: Callable[[str], Value], cell: str) -> Value | None:
        try:
            return reader(cell)
        except BadCell as error:
            self.faults.append(Fault(self.file, row, column, str(error)))
            return None


def in_file_order(triplets: Triplets, pairs: tuple[Small, Small, Ints]) -> tuple[Small, Small, Ints]:
    """Pairs by where their mentee stands first; as they are where numbers follow the file already."""
    if not triplets.mentees.more or not triplets.mentees.cells.size:
        return pairs
    _numbers, firsts = np.unique(triplets.left, return_index=True)
    order = np.argsort(firsts[pairs[0]])
    return pairs[0][order], pairs[1][order], pairs[2][order]


def capacities(path: Path) -> tuple[dict[str, int], list[Fault]]:
    """Mentor → places, and what is wrong with the file."""
    plainly = _plain_capacities(path)
    if plainly is not None:
        return plainly, []
    rows = sheets.read(path)
    number, headings = rows[0]
    mentor, capacity = sheets.columns(headings, ("mentor", "capacity"), path.name, number)
    found: dict[str, int] = {}
    seen: dict[str, int] = {}
    faults: list[Fault] = []
    for row, cells in rows[1:]:
        if len(cells) != len(headings):
            faults.append(
                Fault(path.name, row, "", f"has {len(cells)} cells where the headings have {len(headings)}")
            )
            continue
        name = places = None
        try:
            name = name_of(cells[mentor])
        except BadCell as error:
            faults.append(Fault(path.name, row, "mentor", str(error)))
        try:
            places = integer_of(cells[capacity], least=0)
        except BadCell as error:
            faults.append(Fault(path.name, row, "capacity", str(error)))
        if name in seen:
            faults.append(Fault(path.name, row, "mentor", f"{name!r} stands in row {seen[name]} already"))
        elif name is not None:
            seen[name] = row
            found[name] = places or 0
    return found, faults


def _plain_capacities(path: Path) -> dict[str, int] | None:
    """Mentor → places of a file that has nothing odd in it, of two columns; None for all others."""
    if path.stat().st_size > sheets.LARGEST:
        return None
    data = np.frombuffer(path.read_bytes(), np.uint8)
    heading, _newline, _rest = data[:LONGEST_HEADING].tobytes().partition(b"\n")
    columns = heading.rstrip(b"\r").split(b",")
    if columns not in ([b"mentor", b"capacity"], [b"capacity", b"mentor"]) or plain.has_quote(data):
        return None
    mentor = columns.index(b"mentor")
    try:
        lines = plain.read(data, len(heading) + 1, plain.Shape(ord(","), (mentor, mentor, 1 - mentor), 2))
    except plain.LineTooLong:
        return None
    people = _people(data, lines.mentee_names)
    if lines.odd.size or people.count != lines.mentees.size or people.encoding != "utf-8":
        return None
    if lines.scores.min(initial=0) < 0:
        return None
    return dict(zip(people.names(), lines.scores.tolist(), strict=True))


def unknown_mentors(triplets: Triplets, places: dict[str, int], file: str, other: str) -> Iterable[Fault]:
    """The first row of each mentor for whom no places are given."""
    missing = [number for name, number in triplets.mentors.known().items() if name not in places]
    if not missing:
        return
    numbers, rows = np.unique(triplets.right, return_index=True)
    first = dict(zip(numbers.tolist(), rows.tolist(), strict=True))
    for number in missing:
        row = first[number]
        yield Fault(
            file, triplets.line(row), "mentor", f"{triplets.mentors.name(number)!r} does not stand in {other}"
        )
