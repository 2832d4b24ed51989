"""
The quick way through a file of triplets: plain lines, millions of them, a part of the file on each core.

What is not plain is left alone and told by its number; `triplets` reads those lines with the `csv` module.
"""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np

from ithaca.cli.match import lexing
from ithaca.cli.match.lexing import (
    EACH,
    NEWLINE,
    TOO_LONG,
    Bytes,
    Found,
    Ints,
    Small,
    Table,
)

Columns = tuple[Small, Small, Small]  # mentees, mentors, scores

QUOTE = 34
PART = 1 << 20  # bytes that are worth a thread
MOST_PARTS = 8
STRETCH = 1 << 16  # bytes that are compared at once
BATCH = 1 << 11  # cells that are looked at together


class LineTooLong(Exception):
    """There is a line that nobody means as a row; it is not looked at."""

    def __init__(self, begin: int) -> None:
        super().__init__(f"The line at byte {begin} is too long.")
        self.begin = begin


@dataclass
class Names:
    """Names by number: where each begins and ends in the bytes, and the table that finds them again."""

    table: Table = field(default_factory=lambda: np.zeros((1 << 10, 2), np.uint64))
    cells: Ints = field(default_factory=lambda: np.empty((1 << 9, 2), np.int64))
    count: int = 0

    @property
    def known(self) -> Found:
        return self.table, self.cells

    def make_room(self, data: Bytes, more: int) -> None:
        """Room for so many new names, with half of the table empty."""
        wanted = self.count + more
        if wanted > self.cells.shape[0]:
            rows = 1 << (wanted - 1).bit_length()
            cells = np.empty((rows, 2), np.int64)
            cells[: self.count] = self.cells[: self.count]
            self.cells, self.table = cells, np.zeros((2 * rows, 2), np.uint64)
            lexing.enter(data, self.table, self.cells, self.count)


@dataclass(frozen=True)
class Lines:
    """Rows count from 0, blank lines aside. Of an odd line nothing is known but where it begins and ends."""

    mentees: Small  # (rows,) UNKNOWN where the line is odd
    mentors: Small
    scores: Small
    odd: Ints  # (odd lines, 3) row, beginning, end
    mentee_names: Names
    mentor_names: Names
    newlines: int  # rows and blank lines


@dataclass(frozen=True)
class Shape:
    """Which of the columns hold mentee, mentor and score, and what parts them."""

    delimiter: int
    order: tuple[int, int, int]
    width: int

    @property
    def numbers(self) -> tuple[np.uint64, int, int, int, int, int]:
        return np.uint64(self.delimiter) * EACH, self.width, *self.order, self.batch

    @property
    def batch(self) -> int:
        """How many lines are looked at together: what is known of them stays near the processor."""
        return max(1, BATCH // (self.width + 1))


def read(data: Bytes, first: int, shape: Shape, *, part: int = PART) -> Lines:
    """All lines from `first` on, by threads that take at least so many bytes each. Raises LineTooLong."""
    borders = _borders(data, first, part)
    parts = range(len(borders) - 1)
    with ThreadPoolExecutor(len(parts)) as threads:
        counts = threads.map(lambda at: _lines(data, borders[at], borders[at + 1]), parts)
        rows = np.cumsum([0, *counts])
        room = (np.empty(rows[-1], np.int32), np.empty(rows[-1], np.int32), np.empty(rows[-1], np.int32))

        def read_part(at: int) -> Lines:
            mentees, mentors, scores = (column[rows[at] : rows[at + 1]] for column in room)
            return _read(data[: borders[at + 1]], borders[at], shape, (mentees, mentors, scores))

        return _joined(data, list(threads.map(read_part, parts)), room)


def _borders(data: Bytes, first: int, part: int) -> list[int]:
    """Where the parts begin, each after a newline, and where the last one ends."""
    parts = max(1, min(os.cpu_count() or 1, MOST_PARTS, (data.size - first) // part))
    found = [first]
    for number in range(1, parts):
        newline = int(
            lexing.find(data, NEWLINE, max(found[-1], first + (data.size - first) * number // parts))
        )
        found.append(newline + 1 if newline >= 0 else data.size)
    return [*found, data.size]


def _read(data: Bytes, first: int, shape: Shape, room: Columns) -> Lines:
    """The lines of one part, written into its own room, which has a place for each of them."""
    left, right = Names(), Names()
    batch = shape.batch
    odd = np.empty((2 * batch, 3), np.int64)
    begin, row, strange = first, 0, 0
    while begin < data.size:
        for names in (left, right):
            names.make_room(data, batch)
        if strange + batch > odd.shape[0]:
            odd = np.concatenate([odd, np.empty_like(odd)])
        begin, row, strange, left.count, right.count = lexing.rows(
            data,
            (begin, row, strange, left.count, right.count),
            shape.numbers,
            (*room, odd),
            (left.known, right.known),
        )
        if row == TOO_LONG:
            raise LineTooLong(begin)
    mentees, mentors, scores = (column[:row] for column in room)
    return Lines(mentees, mentors, scores, odd[:strange], left, right, room[0].size)


def _joined(data: Bytes, parts: Sequence[Lines], room: Columns) -> Lines:
    """The parts of a file as one: names of later parts get their numbers from the first; the rows stand in `room`."""
    one, odd, rows = parts[0], [parts[0].odd], parts[0].mentees.size
    for other in parts[1:]:
        for known, more, numbers in (
            (one.mentee_names, other.mentee_names, other.mentees),
            (one.mentor_names, other.mentor_names, other.mentors),
        ):
            known.make_room(data, more.count)
            known.count = lexing.rename(data, more.cells[: more.count], known.known, known.count, numbers)
        odd.append(other.odd + np.array([rows, 0, 0]))
        rows += other.mentees.size
    mentees, mentors, scores = room
    if rows < room[0].size:  # blank lines have left holes
        mentees = np.concatenate([part.mentees for part in parts])
        mentors = np.concatenate([part.mentors for part in parts])
        scores = np.concatenate([part.scores for part in parts])
    names = (one.mentee_names, one.mentor_names)
    return Lines(mentees, mentors, scores, np.concatenate(odd), *names, newlines=room[0].size)


def has_quote(data: Bytes) -> bool:
    return bool(lexing.has(data, QUOTE))


def beyond_ascii(data: Bytes, cells: Ints) -> bool:
    """Whether any of these names has a letter beyond ASCII."""
    return bool(lexing.holds(data, cells, 128, 255))


def holds(data: Bytes, cells: Ints, byte: int) -> bool:
    """Whether any of these names has this byte."""
    return bool(lexing.holds(data, cells, byte, byte))


def _lines(data: Bytes, begin: int, end: int) -> int:
    """How many there are; the last one needs no newline."""
    count = sum(
        int(np.count_nonzero(data[at : min(at + STRETCH, end)] == NEWLINE))
        for at in range(begin, end, STRETCH)
    )
    return count + int(end > begin and data[end - 1] != NEWLINE)
