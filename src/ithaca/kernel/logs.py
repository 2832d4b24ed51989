"""What the log says of errors: where and of which kind. Whose data they met is nobody's to read there."""

import logging
import re
import traceback

ADDRESS = re.compile(r"[^\s@<>(){}\[\]'\",;:=]+@[^\s@<>(){}\[\]'\",;:=]+")
# Private addresses, invitations and links for a new password are keys for whoever reads them: long words with digits,
# which the ids of rows are not.
_ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
TOKEN = re.compile(rf"(?<![\w-])(?!{_ID}(?![\w-]))(?=[\w-]*\d)[\w-]{{30,}}")
LONGEST = 200


def discreet(text: str) -> str:
    return TOKEN.sub("…", ADDRESS.sub("…@…", text))


def named(error: BaseException) -> str:
    """
    The kind of an error and the first line of what it says, without addresses: under it databases quote the row that they
    refuse.
    """
    first = str(error).partition("\n")[0][:LONGEST]
    return discreet(f"{type(error).__name__}: {first}" if first else type(error).__name__)


class Discreet(logging.Formatter):
    """Formats lines without addresses, and errors without the values that they quote."""

    def format(self, record: logging.LogRecord) -> str:
        record.exc_text = None  # made by another formatter, perhaps
        return discreet(super().format(record))

    def formatException(self, ei: object) -> str:  # noqa: N802 - logging's own name
        error = ei[1] if isinstance(ei, tuple) else None
        told = []
        while isinstance(error, BaseException):
            frames = "".join(traceback.format_tb(error.__traceback__)).rstrip()
            told.append(f"{frames}\n{named(error)}".lstrip("\n"))
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\ncaused:\n".join(reversed(told))
