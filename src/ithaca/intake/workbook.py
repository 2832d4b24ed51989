"""
Reads the first sheet of an XLSX file in a process of its own: what a hostile file unpacks to exhausts only the memory
and the time that this process is given, and whatever its parser can be made to do, no key and no database is at hand.

Run as a program by its path (`sheets` does): the file stands on standard input, a row a line of JSON on standard
output. It imports nothing of Ithaca.
"""

import json
import os
import resource
import sys
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

TOO_LARGE, UNREADABLE = 3, 4  # exit codes


def bound(memory: int, seconds: int) -> None:
    """To bytes that it may hold, and seconds of a processor; where the system allows less already, that holds."""
    for limit, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_DATA, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        _soft, hard = resource.getrlimit(limit)
        here = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(limit, (here, here))


def lines(columns: int, longest: int) -> Iterator[list[str]]:
    """The rows of the first sheet in words; an empty one has no cells."""
    sys.modules["numpy"] = None  # type: ignore[assignment]  # openpyxl does without, and it takes memory
    import openpyxl  # noqa: PLC0415 - only once the limits hold

    book = openpyxl.load_workbook(sys.stdin.buffer, read_only=True, data_only=True, keep_links=False)
    for row in book.worksheets[0].iter_rows(values_only=True, max_col=columns):
        yield [] if row.count(None) == len(row) else [written(cell)[:longest] for cell in row]


def written(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    return str(cell)


def main(memory: int, seconds: int, columns: int, longest: int) -> int:
    bound(memory, seconds)
    try:
        for line in lines(columns, longest):
            sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()
    except MemoryError:
        return TOO_LARGE
    except Exception:  # whatever the broken parts of a file lead a parser to
        return UNREADABLE
    return 0


if __name__ == "__main__":
    os._exit(main(*(int(argument) for argument in sys.argv[1:])))
