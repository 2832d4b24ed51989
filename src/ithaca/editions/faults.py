"""What is wrong with a file, line by line. The words stand in `wording.py`."""

from dataclasses import dataclass

MOST_FAULTS = 100  # are told of one file: whoever mends these reads the rest the next time


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: the line, where it is known; the key or column; which rule (`wording.FAULTS`)."""

    line: int | None
    where: str
    rule: str
    detail: str = ""

    @classmethod
    def whole(cls, rule: str, detail: str = "") -> "Fault":
        """One of the whole file."""
        return cls(None, "", rule, detail)


class Faulty(ValueError):
    """The file, or the content, holds no whole document."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = sorted(faults, key=lambda fault: (fault.line or 0, fault.where))[:MOST_FAULTS]
        super().__init__("; ".join(f"{fault.line}: {fault.where}: {fault.rule}" for fault in self.faults))
