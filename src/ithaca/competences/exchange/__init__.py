"""Frameworks as files: TOML (complete), CSV (for spreadsheet programs), CASE 1.1 (for other systems). All three are
read and written here, and each comes back as it went."""

from collections.abc import Mapping

from ithaca.catalogue.models import Framework
from ithaca.competences.exchange import case, sheet
from ithaca.editions import files, toml
from ithaca.editions.faults import Fault, Faulty
from ithaca.editions.files import CSV, LARGEST, TOML, Format

__all__ = ["FORMATS", "LARGEST", "Fault", "Faulty", "read", "write"]

FORMATS: Mapping[str, Format] = {"toml": TOML, "csv": CSV, "case": Format("json", "application/json")}


def write(framework: Framework, form: str, *, address: str) -> bytes:
    """A framework as a file; `address` is the base of the identifiers that CASE wants."""
    if form == "csv":
        return sheet.write(framework)
    if form == "case":
        return case.write(framework, address=address)
    return toml.write(framework)


def read(data: bytes, name: str) -> Framework:
    """The framework in a file, by its name's ending; raises Faulty with every line that is wrong."""
    readers = {"toml": _toml, "csv": sheet.read, "json": case.read}
    return files.read(data, name, readers)


def _toml(text: str) -> Framework:
    return toml.read(Framework, text, slug="framework")
