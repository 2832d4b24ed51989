"""A file on its way in: how large it may be, which ending it has, what its text is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from ithaca.catalogue.models import Document
from ithaca.editions.faults import Fault, Faulty

D = TypeVar("D", bound=Document[Any])
LARGEST = 2 * 1024 * 1024


@dataclass(frozen=True)
class Format:
    """A kind of file: how it is called, and what it is served as."""

    ending: str
    media_type: str


TOML = Format("toml", "application/toml")
CSV = Format("csv", "text/csv")


def read(data: bytes, name: str, readers: Mapping[str, Callable[[str], D]]) -> D:
    """The document in a file, by the reader for its name's ending; raises Faulty with every line that is wrong."""
    if len(data) > LARGEST:
        raise Faulty([Fault.whole("large")])
    ending = name.rsplit(".", 1)[-1].lower()
    if ending not in readers:
        raise Faulty([Fault.whole("ending")])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Faulty([Fault(data[: error.start].count(b"\n") + 1, "", "encoding")]) from error
    return readers[ending](text)
