"""What comes out: pairs as CSV and a report as JSON, each there whole or not at all."""

import csv
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, BinaryIO

import numpy as np

from ithaca.cli.match.lexing import Bytes, Ints, Small
from ithaca.cli.match.triplets import People
from ithaca.engine.compiling import Number, kernel

HEADING = ("mentee", "mentor", "score")
Pairs = tuple[Small, Small, Ints]
DIGITS = 11  # of a score with its sign


@contextmanager
def drafts(*targets: Path) -> Iterator[list[BinaryIO]]:
    """Files that get their names together, when all of them are whole; where anything fails, none of them is there."""
    files: list[Any] = []
    try:
        for target in targets:
            # Closed below: a name that is whole is given at the very end.
            files.append(
                NamedTemporaryFile("wb", dir=target.parent, prefix=f".{target.name}.", delete=False)  # noqa: SIM115
            )
        yield files
        for file in files:
            file.flush()
            os.fsync(file.fileno())
            file.close()
        for file, target in zip(files, targets, strict=True):
            Path(file.name).chmod(0o666 & ~_umask())
            Path(file.name).replace(target)
    finally:
        for file in files:
            file.close()
            Path(file.name).unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def write_report(file: BinaryIO, report: Mapping[str, Any]) -> None:
    file.write(json.dumps(report, indent=1, ensure_ascii=False).encode() + b"\n")


def write_pairs(file: BinaryIO, mentees: People, mentors: People, pairs: Pairs) -> None:
    """`pairs` are the numbers of mentees and mentors and the scores."""
    if mentees.as_they_are and mentors.as_they_are:
        file.write((",".join(HEADING) + "\n").encode())
        file.write(lines_of(mentees, mentors, pairs).data)
        return
    rows = zip(*(column.tolist() for column in pairs), strict=True)
    write_rows(file, HEADING, ((mentees.name(i), mentors.name(j), score) for i, j, score in rows))


def lines_of(mentees: People, mentors: People, pairs: Pairs) -> Bytes:
    room = int(_length(mentees.cells, pairs[0]) + _length(mentors.cells, pairs[1]))
    out = np.empty(room + pairs[0].size * (DIGITS + 3), np.uint8)
    return out[: _lines(out, (mentees.data, mentees.cells), (mentors.data, mentors.cells), pairs)]


def write_rows(file: BinaryIO, heading: tuple[str, ...], rows: Iterator[tuple[object, ...]]) -> None:
    out = csv.writer(_Encoded(file), lineterminator="\n")
    out.writerow(heading)
    out.writerows(rows)


class _Encoded:
    """Takes the lines of the csv module as bytes."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file

    def write(self, text: str) -> int:
        return self.file.write(text.encode())


@kernel
def _length(cells: Ints, numbers: Small) -> np.int64:
    total = np.int64(0)
    for number in numbers:
        total += cells[number, 1] - cells[number, 0]
    return total


@kernel
def _copy(out: Bytes, at: int, data: Bytes, cells: Ints, number: int) -> int:
    for byte in range(cells[number, 0], cells[number, 1]):
        out[at] = data[byte]
        at += 1
    out[at] = 44
    return at + 1


@kernel
def _integer(out: Bytes, at: Number, value: Number) -> Number:
    if value < 0:
        out[at] = 45
        at, value = at + 1, -value
    digits = 1
    rest = value // 10
    while rest:
        digits += 1
        rest //= 10
    for place in range(at + digits - 1, at - 1, -1):
        out[place] = 48 + value % 10
        value //= 10
    out[at + digits] = 10
    return at + digits + 1


@kernel
def _lines(out: Bytes, left: Number, right: Number, pairs: Number) -> Number:
    at = 0
    for row in range(pairs[0].size):
        at = _copy(out, at, left[0], left[1], pairs[0][row])
        at = _copy(out, at, right[0], right[1], pairs[1][row])
        at = _integer(out, at, np.int64(pairs[2][row]))
    return at
