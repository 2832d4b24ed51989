"""
Kernels that read plain lines eight bytes at a time.

Each step is taken for many lines before the next one is, mostly without branches: what a processor guesses wrong then
costs no more than that step. Whoever calls has seen to it that a heading of eight bytes or more stands before the lines.
"""

import numpy as np
from numpy.typing import NDArray

from ithaca.engine.compiling import Number, kernel, lean, trailing, word

Bytes = NDArray[np.uint8]
Ints = NDArray[np.int64]
Small = NDArray[np.int32]
Bools = NDArray[np.bool_]
Keys = NDArray[np.uint64]
Table = NDArray[np.uint64]  # (slots, 2): the key of a name and its number plus one, or 0 for nothing
Found = tuple[Table, Ints]  # the table of names and their cells

NEWLINE, RETURN, SPACE, MINUS = 10, 13, 32, 45
# How a formula begins: = + - @ and, as bytes above 0xE1, their full-width forms.
EQUALS, PLUS, AT, WIDE = 61, 43, 64, 0xE2
MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
WORD = (
    8  # bytes that are looked at together; a score that has more digits is looked at by its meaning, not here
)
NOTHING, ALL = np.uint64(0), np.uint64(0xFFFFFFFFFFFFFFFF)
EACH = np.uint64(0x0101010101010101)  # one in each byte of a word
TOPS = np.uint64(0x8080808080808080)  # the highest bit of each
NEWLINES, BLANKS = np.uint64(0x0A0A0A0A0A0A0A0A), np.uint64(0x2020202020202020)
ZEROS = np.uint64(0x3030303030303030)  # digits, as their highest four bits are alike
SIXES, HIGH = np.uint64(0x0606060606060606), np.uint64(0xF0F0F0F0F0F0F0F0)
SECONDS = np.uint64(0x000000FF000000FF)
LONG = np.uint64(1 << 63)  # in the key of a name of a word or more; a shorter name is its own key
LONGEST = 1 << 20  # of a line: a longer one is no row
UNKNOWN, TOO_LONG = -1, -1


@kernel
def has(data: Bytes, byte: int) -> bool:
    found = False
    for at in range(data.size):
        found |= data[at] == byte
    return found


@kernel
def find(data: Bytes, byte: int, begin: int) -> int:
    for at in range(begin, data.size):
        if data[at] == byte:
            return at
    return -1


@lean
def _none_in(text: Number) -> Number:
    """The lowest set bit tells the first byte that is 0."""
    return (text - EACH) & ~text & TOPS


@lean
def _stop(data: Bytes, begin: Number, delimiters: Number) -> Number:
    """Where the next delimiter or newline stands, or the end."""
    at = begin
    while at + WORD <= data.size:
        text = word(data, at)
        found = _none_in(text ^ delimiters) | _none_in(text ^ NEWLINES)
        if found:
            return at + np.int64(trailing(found) >> np.uint64(3))
        at += WORD
    while at < data.size and data[at] != NEWLINE and data[at] != (delimiters & np.uint64(255)):
        at += 1
    return at


@lean
def _below_space(text: Number) -> Number:
    """Whether any byte is."""
    return (text - BLANKS) & ~text & TOPS


@lean
def _fine(first: Number, last: Number) -> Number:
    """Whether a name that begins and ends with these bytes can be taken, and written, as it is."""
    outside = (first > SPACE) & (last > SPACE) & (first < WIDE)
    return outside & (first != EQUALS) & (first != PLUS) & (first != MINUS) & (first != AT)


@lean
def _short_key(data: Bytes, begin: Number, end: Number) -> tuple[Number, Number]:
    """A name of less than a word is its own key; and whether it is such a name, and fine. There are no branches here."""
    length = end - begin
    rest = ALL << np.uint64(8 * (length & (WORD - 1)))
    key = word(data, min(begin, data.size - WORD)) & ~rest
    fine = _fine(np.int64(key & np.uint64(255)), np.int64(data[end - 1]))
    fine &= _below_space(key | (BLANKS & rest)) == NOTHING
    return key, fine & (length > 0) & (length < WORD) & (begin <= data.size - WORD)


@kernel
def _long_key(data: Bytes, begin: int, end: int) -> tuple[Number, bool]:
    """A number of a name that is a word or longer, or stands at the very end; and whether it is fine."""
    long, fine = end - begin >= WORD, begin < end and _fine(data[begin], data[end - 1])
    key = NOTHING
    for at in range(begin, end):
        fine &= data[at] >= SPACE
        if long:
            key = (key ^ np.uint64(data[at])) * MULTIPLIER
        else:
            key |= np.uint64(data[at]) << np.uint64(8 * (at - begin))
    return (key | LONG) if long else key, fine


@kernel
def _keys(data: Bytes, ends: Ints, good: Bools, keys: Keys) -> None:
    """The key of each name of a column, and whether it is a good one; the long ones after all others."""
    short = np.empty(good.size, np.bool_)
    for row in range(good.size):
        keys[row], short[row] = _short_key(data, ends[row, 0] + 1, ends[row, 1])
    for row in range(good.size):
        if good[row] and not short[row]:
            keys[row], good[row] = _long_key(data, ends[row, 0] + 1, ends[row, 1])


@lean
def _key(data: Bytes, begin: Number, end: Number) -> Number:
    key, short = _short_key(data, begin, end)
    return key if short else _long_key(data, begin, end)[0]


@lean
def _slot(table: Table, key: Number) -> Number:
    """Where the search for a key begins."""
    spread = key * MULTIPLIER
    return np.int64((spread ^ (spread >> np.uint64(32))) & np.uint64(table.shape[0] - 1))


@kernel
def enter(data: Bytes, table: Table, cells: Ints, count: int) -> None:
    for number in range(count):
        key = _key(data, cells[number, 0], cells[number, 1])
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


@lean
def _number(data: Bytes, cell: tuple[Number, Number], key: Number, known: Found, count: Number) -> Number:
    """Which name this is; a new one is entered under the next number."""
    table, cells = known[0], known[1]
    slot = _slot(table, key)
    while table[slot, 1] != NOTHING:
        number = np.int64(table[slot, 1]) - 1
        if table[slot, 0] == key and (key < LONG or _same(data, cells, number, cell[0], cell[1])):
            return number
        slot = (slot + 1) & (table.shape[0] - 1)
    table[slot, 0], table[slot, 1] = key, count + 1
    cells[count, 0], cells[count, 1] = cell
    return count


@kernel
def rename(data: Bytes, cells: Ints, known: Found, known_count: int, numbers: Small) -> Number:
    """Names as they are called where others are known, instead of `numbers`; and how many are known then."""
    count = np.int64(known_count)
    found = np.empty(cells.shape[0], np.int32)
    for name in range(cells.shape[0]):
        begin, end = cells[name, 0], cells[name, 1]
        key = _key(data, begin, end)
        number = _number(data, (begin, end), key, known, count)
        count = max(count, number + 1)
        found[name] = number
    for row in range(numbers.size):
        if numbers[row] != UNKNOWN:
            numbers[row] = found[numbers[row]]
    return count


@lean
def _score(text: Number, length: Number) -> tuple[Number, Number]:
    """
    The integer that so many last bytes of a word spell, and whether they do: digits are brought together by twos, by
    fours, and all eight. There are no branches here.
    """
    first = (text >> np.uint64(8 * ((WORD - length) & (WORD - 1)))) & np.uint64(255)
    negative = np.int64(first == np.uint64(MINUS))
    count = length - negative
    digits = ALL << np.uint64(8 * ((WORD - count) & (WORD - 1)))
    text = (text & digits) | (ZEROS & ~digits)
    fine = ((text & HIGH) == ZEROS) & (((text + SIXES) & HIGH) == ZEROS) & (count > 0) & (length <= WORD)
    text -= ZEROS
    text = text * np.uint64(10) + (text >> np.uint64(8))
    ones = (text >> np.uint64(16)) & SECONDS
    text = (text & SECONDS) * np.uint64(100 + (1_000_000 << 32)) + ones * np.uint64(1 + (10_000 << 32))
    return np.int64(text >> np.uint64(32)) * (1 - 2 * negative), fine


@kernel
def _cells(data: Bytes, begin: int, delimiters: Number, ends: Ints, good: Bools) -> tuple[int, int]:
    """
    Where the cells of as many lines end as there is room for; before the first stands where the line begins, less one.
    How many lines, and where the next one begins; or TOO_LONG, and where that one begins. Blank lines don't count.
    """
    row, width = 0, ends.shape[1] - 1
    while begin < data.size and row < ends.shape[0]:
        count, at = 0, begin
        stop = _stop(data, at, delimiters)
        while stop < data.size and data[stop] != NEWLINE:
            count += 1
            if count < width:
                ends[row, count] = stop
            stop = _stop(data, stop + 1, delimiters)
        if stop - begin > LONGEST:
            return TOO_LONG, begin
        end = stop - 1 if stop > begin and data[stop - 1] == RETURN else stop
        if end > begin:
            ends[row, 0], ends[row, width] = begin - 1, end
            good[row] = count + 1 == width
            if not good[row]:
                ends[row, 1:width] = (
                    end  # places that are there, as the next steps look at them before they ask
                )
            row += 1
        begin = stop + 1
    return row, begin


@kernel
def _scores(data: Bytes, ends: Ints, good: Bools, out: Small) -> None:
    """`ends` are those of the column and of the one before. The heading stands before any score."""
    for row in range(out.size):
        begin, end = ends[row, 0] + 1, ends[row, 1]
        value, fine = _score(word(data, max(end, WORD) - WORD), end - begin)
        out[row] = value
        good[row] &= fine & (end >= WORD)


@kernel
def _numbers(data: Bytes, column: Number, out: Small, known: Found, known_count: int) -> Number:
    """Enters the names of a column; how many are known then."""
    ends, good, keys = column
    _keys(data, ends, good, keys)
    count = np.int64(known_count)
    last, last_key = np.int64(UNKNOWN), LONG
    for row in range(out.size):
        number = np.int64(UNKNOWN)
        if good[row]:
            # Files are mostly sorted by mentee: the line before often tells who it is.
            if keys[row] != last_key or last_key >= LONG:
                last_key = keys[row]
                last = _number(data, (ends[row, 0] + 1, ends[row, 1]), last_key, known, count)
                count = max(count, last + 1)
            number = last
        out[row] = number
    return count


@kernel
def _odd_ones(ends: Ints, good: Bools, row: int, mentees: Small, out: Ints) -> int:
    """Notes which lines are odd, `row` being the number of the first; how many they are."""
    count = 0
    for at in range(mentees.size):
        if not good[at]:
            mentees[at] = UNKNOWN
            out[count, 0], out[count, 1], out[count, 2] = row + at, ends[at, 0] + 1, ends[at, -1]
            count += 1
    return count


@kernel
def rows(data: Bytes, state: Number, shape: Number, out: Number, known: Number) -> Number:
    """
    Lines from `begin` on, until they end or something may become full: where the next one begins, and how many rows,
    odd ones, mentees and mentors there are by now; or TOO_LONG rows.
    """
    begin, row, strange, left_count, right_count = state
    delimiters, width, first, second, third, batch = shape
    mentees, mentors, scores, odd = out
    left, right = known
    ends, flags, keys = (
        np.empty((batch, width + 1), np.int64),
        np.empty(batch, np.bool_),
        np.empty(batch, np.uint64),
    )
    while (
        begin < data.size
        and strange + batch <= odd.shape[0]
        and left_count + batch <= left[1].shape[0]
        and right_count + batch <= right[1].shape[0]
    ):
        count, begin = _cells(data, begin, delimiters, ends, flags)
        if count == TOO_LONG:
            return begin, TOO_LONG, strange, left_count, right_count
        after, good = row + count, flags[:count]
        _scores(data, ends[:, third : third + 2], good, scores[row:after])
        column = (ends[:, second : second + 2], good, keys)
        right_count = _numbers(data, column, mentors[row:after], right, right_count)
        column = (ends[:, first : first + 2], good, keys)
        left_count = _numbers(data, column, mentees[row:after], left, left_count)
        strange += _odd_ones(ends, good, row, mentees[row:after], odd[strange:])
        row = after
    return begin, row, strange, left_count, right_count


@kernel
def holds(data: Bytes, cells: Ints, least: int, most: int) -> bool:
    found = False
    for number in range(cells.shape[0]):
        for at in range(cells[number, 0], cells[number, 1]):
            found |= (data[at] >= least) & (data[at] <= most)
    return found
