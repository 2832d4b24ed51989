"""The table, as RFC 4180 has it."""

import csv
import io
from collections.abc import Iterable, Sequence

from ithaca.research.files.edition import Edition

NAME = "data.csv"


def written(lines: Iterable[Sequence[object]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(lines)
    return out.getvalue()


def text(edition: Edition) -> str:
    return written([edition.slugs, *edition.lines])
