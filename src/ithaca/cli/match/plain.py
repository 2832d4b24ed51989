"""
The quick way through a file of triplets: plain lines, millions of them, a block of bytes at a time.

What is not plain is left alone and told by its number; `triplets` reads those lines with the `csv` module.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ithaca.engine.compiling import Number, inlined, kernel

Bytes = NDArray[np.uint8]
Ints = NDArray[np.int64]
Small = NDArray[np.int32]

NEWLINE, RETURN, QUOTE, SPACE, MINUS, ZERO, NINE = 10, 13, 34, 32, 45, 48, 57
# How a formula begins: = + - @ and, as bytes above 0xE1, their full-width forms.
EQUALS, PLUS, AT, WIDE = 61, 43, 64, 0xE2
MOST_DIGITS = 9  # of a score: one that has more is looked at by its meaning, not here
MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
ITSELF = 8  # bytes: so short a name is its own key
LONG = np.uint64(1 << 63)  # in the key of every other, and of no short one
Table = NDArray[np.uint64]  # (slots, 2): the key of a name and its number plus one, or 0 for nothing
Known = tuple[Table, Ints, int]  # table, cells, count
BLOCK = 1 << 20
UNKNOWN = -1
LONGEST = 1 << 20  # of a line: a longer one is no row


class LineTooLong(Exception):
    """There is a line that nobody means as a row; it is not looked at."""

    def __init__(self, begin: int) -> None:
        super().__init__(f"The line at byte {begin} is too long.")
        self.begin = begin


@dataclass
class Names:
    """Names by number: where each begins and ends in the bytes, and the table that finds them again."""

    table: Table = field(default_factory=lambda: np.zeros((1 << 12, 2), np.uint64))
    cells: Ints = field(default_factory=lambda: np.empty((1 << 11, 2), np.int64))
    count: int = 0

    @property
    def known(self) -> "Known":
        return self.table, self.cells, self.count

    def make_room(self, data: Bytes, more: int) -> None:
        """Room for so many new names, with half of the table empty."""
        wanted = self.count + more
        if wanted > self.cells.shape[0]:
            rows = 1 << (wanted - 1).bit_length()
            cells = np.empty((rows, 2), np.int64)
            cells[: self.count] = self.cells[: self.count]
            self.cells, self.table = cells, np.zeros((2 * rows, 2), np.uint64)
            _enter(data, self.table, self.cells, self.count)


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


def _read(data: Bytes, *, first: int, delimiter: int, order: tuple[int, int, int], width: int) -> Lines:
    left, right = Names(), Names()
    found: list[tuple[Small, Small, Small]] = []
    odd: list[Ints] = []
    rows, newlines, begin = 0, 0, first
    where = np.empty(BLOCK + 1, np.int64)
    while begin < data.size:
        end = _end_of_block(data, begin)
        if end - begin > max(BLOCK, LONGEST):
            raise LineTooLong(begin)
        if end - begin >= where.size:
            where = np.empty(end - begin + 1, np.int64)
        count = _separators(data, begin, end, delimiter, where)
        lines = int(np.count_nonzero(data[begin:end] == NEWLINE)) + 1
        newlines += lines - 1
        for names in (left, right):
            names.make_room(data, lines)
        block = (np.empty(lines, np.int32), np.empty(lines, np.int32), np.empty(lines, np.int32))
        strange = np.empty((lines, 3), np.int64)
        got, strange_count, left.count, right.count = _rows(
            data, where[:count], (begin, width, *order), (*block, strange), (left.known, right.known)
        )
        strange[:strange_count, 0] += rows
        odd.append(strange[:strange_count].copy())
        found.append((block[0][:got], block[1][:got], block[2][:got]))
        rows, begin = rows + got, end
    none = np.empty(0, np.int32)
    mentees, mentors, scores = (np.concatenate([none, *(each[at] for each in found)]) for at in range(3))
    newlines += int(data.size > first and data[-1] != NEWLINE)
    strange = np.concatenate([np.empty((0, 3), np.int64), *odd])
    return Lines(mentees, mentors, scores, strange, left, right, newlines)


def read(data: Bytes, *, first: int, delimiter: int, order: tuple[int, int, int], width: int) -> Lines:
    """All lines from `first` on; `order` says which of the `width` columns hold mentee, mentor and score."""
    middle = _find(data, NEWLINE, first + (data.size - first) // 2) + 1
    if middle == 0 or data.size - first < 2 * BLOCK:
        return _read(data, first=first, delimiter=delimiter, order=order, width=width)
    # Kernels run beside each other: half of the file each.
    with ThreadPoolExecutor(2) as threads:
        parts = [
            threads.submit(_read, part, first=begin, delimiter=delimiter, order=order, width=width)
            for part, begin in ((data[:middle], first), (data, middle))
        ]
        return joined(data, *(part.result() for part in parts))


def joined(data: Bytes, one: Lines, other: Lines) -> Lines:
    """Two parts of a file as one; names of the second part get their numbers from the first."""
    sides = []
    for known, more, numbers in (
        (one.mentee_names, other.mentee_names, other.mentees),
        (one.mentor_names, other.mentor_names, other.mentors),
    ):
        known.make_room(data, more.count)
        renamed, known.count = _renamed(data, more.cells[: more.count], known.known)
        sides.append(renamed.take(numbers, mode="wrap"))
    odd = other.odd + np.array([one.mentees.size, 0, 0])
    return Lines(
        np.concatenate([one.mentees, sides[0]]),
        np.concatenate([one.mentors, sides[1]]),
        np.concatenate([one.scores, other.scores]),
        np.concatenate([one.odd, odd]),
        one.mentee_names,
        one.mentor_names,
        one.newlines + other.newlines,
    )


def has_quote(data: Bytes) -> bool:
    return bool(_has(data, QUOTE))


def beyond_ascii(data: Bytes, cells: Ints) -> bool:
    """Whether any of these names has a letter beyond ASCII."""
    return bool(_holds(data, cells, 128, 255))


def holds(data: Bytes, cells: Ints, byte: int) -> bool:
    """Whether any of these names has this byte."""
    return bool(_holds(data, cells, byte, byte))


def _end_of_block(data: Bytes, begin: int) -> int:
    """After the last newline within a block's length, or after the first one beyond."""
    end = min(begin + BLOCK, data.size)
    while end < data.size:
        ends = np.flatnonzero(data[begin:end] == NEWLINE) if end - begin <= BLOCK else data[:0]
        if ends.size:
            return begin + int(ends[-1]) + 1
        found = _find(data, NEWLINE, end)
        return found + 1 if found >= 0 else data.size
    return end


@kernel
def _has(data: Bytes, byte: int) -> bool:
    found = False
    for at in range(data.size):
        found |= data[at] == byte
    return found


@kernel
def _find(data: Bytes, byte: int, begin: int) -> int:
    for at in range(begin, data.size):
        if data[at] == byte:
            return at
    return -1


@kernel
def _separators(data: Bytes, begin: int, end: int, delimiter: int, where: Ints) -> int:
    """Where the delimiters and newlines stand; as if the file ended with a newline."""
    count = 0
    for at in range(begin, end):
        byte = data[at]
        where[count] = at
        count += (byte == delimiter) | (byte == NEWLINE)
    if end == data.size and data[end - 1] != NEWLINE:
        where[count] = end
        count += 1
    return count


@kernel
def _key(data: Bytes, begin: int, end: int) -> tuple[np.uint64, bool]:
    """A number of the bytes, that of short names theirs alone; and whether they can be taken, and written, as they are."""
    key = np.uint64(0)
    fine = begin < end
    if end - begin < ITSELF or (end - begin == ITSELF and data[end - 1] < 128):
        for at in range(begin, end):
            key |= np.uint64(data[at]) << np.uint64(8 * (at - begin))
            fine &= data[at] >= SPACE
    else:
        for at in range(begin, end):
            key = (key ^ np.uint64(data[at])) * MULTIPLIER
            fine &= data[at] >= SPACE
        key |= LONG
    if fine:
        one = data[begin]
        fine = one > SPACE and data[end - 1] > SPACE and one < WIDE
        fine &= one != EQUALS and one != PLUS and one != MINUS and one != AT
    return key, fine


@inlined
def _slot(table: Table, key: Number) -> Number:
    """Where the search for a key begins."""
    spread = key * MULTIPLIER
    return np.int64((spread ^ (spread >> np.uint64(32))) & np.uint64(table.shape[0] - 1))


@kernel
def _enter(data: Bytes, table: Table, cells: Ints, count: int) -> None:
    for number in range(count):
        key, _fine = _key(data, cells[number, 0], cells[number, 1])
        slot = _slot(table, key)
        while table[slot, 1] != 0:
            slot = (slot + 1) & (table.shape[0] - 1)
        table[slot, 0], table[slot, 1] = key, number + 1


@kernel
def _same(data: Bytes, cells: Ints, number: np.int64, begin: int, end: int) -> bool:
    first = cells[number, 0]
    same = cells[number, 1] - first == end - begin
    at = begin
    while same and at < end:
        same = data[first + at - begin] == data[at]
        at += 1
    return bool(same)


@kernel
def _number(data: Bytes, begin: int, end: int, known: Known) -> tuple[np.int64, bool]:
    """Which name this is, a new one being entered; and whether it can be taken as it is."""
    table, cells, count = known
    key, fine = _key(data, begin, end)
    slot = _slot(table, key)
    while fine and table[slot, 1] != 0:
        number = np.int64(table[slot, 1]) - 1
        if table[slot, 0] == key and (key < LONG or _same(data, cells, number, begin, end)):
            return number, True
        slot = (slot + 1) & (table.shape[0] - 1)
    if fine:
        table[slot, 0], table[slot, 1] = key, count + 1
        cells[count, 0], cells[count, 1] = begin, end
    return np.int64(count), bool(fine)


@kernel
def _renamed(data: Bytes, cells: Ints, known: Known) -> tuple[Small, Number]:
    """(names + 1,) what these names are called where others are known; the last is UNKNOWN. And how many are known then."""
    table, known_cells, _count = known
    count: Number = _count
    found = np.empty(cells.shape[0] + 1, np.int32)
    for name in range(cells.shape[0]):
        number, _fine = _number(data, cells[name, 0], cells[name, 1], (table, known_cells, count))
        count = max(count, number + 1)
        found[name] = number
    found[-1] = UNKNOWN
    return found, count


@kernel
def _score(data: Bytes, begin: int, end: int) -> tuple[np.int64, bool]:
    negative = begin < end and data[begin] == MINUS
    first = begin + 1 if negative else begin
    fine = 0 < end - first <= MOST_DIGITS
    value = np.int64(0)
    if fine:
        for at in range(first, end):
            fine &= (data[at] >= ZERO) & (data[at] <= NINE)
            value = value * 10 + np.int64(data[at]) - ZERO
    return -value if negative else value, fine


@inlined
def _cell(where: Ints, line: tuple[int, int, int, int], column: int, width: int) -> tuple[int, int]:
    """Where one cell of a line begins and ends; the line: its first separator, first byte and end."""
    at, begin, stop, _after = line
    first = begin if column == 0 else where[at + column - 1] + 1
    return first, stop if column == width - 1 else where[at + column]


@kernel
def _line(data: Bytes, where: Ints, at: int, begin: int) -> tuple[int, int, int, int]:
    """Its first separator, first byte, end without a return, and last separator."""
    after = at
    while where[after] < data.size and data[where[after]] != NEWLINE:
        after += 1
    end = where[after]
    stop = end - 1 if end > begin and data[end - 1] == RETURN else end
    return at, begin, stop, after


@kernel
def _rows(data: Bytes, where: Ints, shape: Number, out: Number, known: Number) -> Number:
    """One block: how many rows, how many odd ones, how many mentees and mentors are known by now."""
    begin, width, first, second, third = shape
    mentees, mentors, scores, odd = out
    left, right = known
    left_count, right_count = left[2], right[2]
    row = strange = at = 0
    last = np.int64(UNKNOWN)
    while at < where.size:
        line = _line(data, where, at, begin)
        begin, at = where[line[3]] + 1, line[3] + 1
        if line[1] == line[2]:
            continue
        good = line[3] - line[0] + 1 == width
        mentee = mentor = np.int64(UNKNOWN)
        if good:
            a, b = _cell(where, line, third, width)
            scores[row], good = _score(data, a, b)
        if good:
            a, b = _cell(where, line, second, width)
            mentor, good = _number(data, a, b, (right[0], right[1], right_count))
        if good:
            right_count = max(right_count, mentor + 1)
            a, b = _cell(where, line, first, width)
            # Files are mostly sorted by mentee: the line before often tells who it is.
            mentee = last
            if last == UNKNOWN or not _same(data, left[1], last, a, b):
                mentee, good = _number(data, a, b, (left[0], left[1], left_count))
        if good:
            last, left_count = mentee, max(left_count, mentee + 1)
        else:
            odd[strange, 0], odd[strange, 1], odd[strange, 2] = row, line[1], line[2]
            strange += 1
        mentees[row], mentors[row] = mentee if good else UNKNOWN, mentor
        row += 1
    return row, strange, left_count, right_count


@kernel
def _holds(data: Bytes, cells: Ints, least: int, most: int) -> bool:
    found = False
    for number in range(cells.shape[0]):
        for at in range(cells[number, 0], cells[number, 1]):
            found |= (data[at] >= least) & (data[at] <= most)
    return found
