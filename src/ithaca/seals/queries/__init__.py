"""Reads of seals, one file a part of the way."""

from ithaca.seals.queries.files import (
    WITH,
    file,
    files_of_network,
    files_of_programme,
    scheme_of,
)

__all__ = ["WITH", "file", "files_of_network", "files_of_programme", "scheme_of"]
