"""Schemes as files: TOML (complete) and CSV (for spreadsheet programs). Each comes back as it went."""

from collections.abc import Mapping

from ithaca.catalogue.models import Scheme
from ithaca.editions import files, toml
from ithaca.editions.files import CSV, TOML, Format
from ithaca.schemes.exchange import sheet

__all__ = ["FORMATS", "read", "write"]

FORMATS: Mapping[str, Format] = {"toml": TOML, "csv": CSV}


def write(scheme: Scheme, form: str) -> bytes:
    """A scheme as a file."""
    return sheet.write(scheme) if form == "csv" else toml.write(scheme)


def read(data: bytes, name: str) -> Scheme:
    """The scheme in a file, by its name's ending; raises Faulty with every line that is wrong."""
    return files.read(data, name, {"toml": _toml, "csv": sheet.read})


def _toml(text: str) -> Scheme:
    return toml.read(Scheme, text, slug="scheme")
