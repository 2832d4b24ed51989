"""What is wrong with the files, all of it, by file, row and column: nothing is written until nothing is wrong."""

from collections.abc import Iterable
from dataclasses import dataclass

WRONG = 2  # exit code


@dataclass(frozen=True)
class Fault:
    """Rows count as a spreadsheet program counts them: the headings are row 1."""

    file: str
    row: int | None
    column: str
    message: str

    def __str__(self) -> str:
        where = [
            self.file,
            *([f"row {self.row}"] if self.row else []),
            *([f"column {self.column}"] if self.column else []),
        ]
        return f"{', '.join(where)}: {self.message}"


class BadFiles(Exception):
    """One or more faults; the command prints them and ends with 2."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = list(faults)
        super().__init__("\n".join(map(str, self.faults)))
