"""Frameworks as files: TOML (complete), CSV (for spreadsheet programs), CASE 1.1 (for other systems). All three are
read and written here, and each comes back as it went."""

from collections.abc import Mapping
from dataclasses import dataclass

from ithaca.catalogue.models import Framework
from ithaca.competences.exchange import case, sheet, tables
from ithaca.competences.exchange.faults import Fault, Faulty

__all__ = ["FORMATS", "Fault", "Faulty", "read", "write"]

LARGEST = 5 * 1024 * 1024


@dataclass(frozen=True)
class Format:
    """A kind of file: how it is called, and what it is served as."""

    ending: str
    media_type: str


FORMATS: Mapping[str, Format] = {
    "toml": Format("toml", "application/toml"),
    "csv": Format("csv", "text/csv"),
    "case": Format("json", "application/json"),
}


def write(framework: Framework, form: str, *, address: str) -> bytes:
    """A framework as a file; `address` is the base of the identifiers that CASE wants."""
    if form == "csv":
        return sheet.write(framework)
    if form == "case":
        return case.write(framework, address=address)
    return tables.write(framework)


def read(data: bytes, name: str) -> Framework:
    """The framework in a file, by its name's ending; raises Faulty with every line that is wrong."""
    if len(data) > LARGEST:
        raise Faulty([Fault.whole("large")])
    ending = name.rsplit(".", 1)[-1].lower()
    readers = {"toml": tables.read, "csv": sheet.read, "json": case.read}
    if ending not in readers:
        raise Faulty([Fault.whole("ending")])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Faulty([Fault(_line_of_byte(data, error.start), "", "encoding")]) from error
    return readers[ending](text)


def _line_of_byte(data: bytes, at: int) -> int:
    return data[:at].count(b"\n") + 1
