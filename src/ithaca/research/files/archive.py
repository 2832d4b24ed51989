"""All files in one, to the byte the same wherever it is packed."""

import io
import zipfile
from collections.abc import Mapping

BEGINNING = (1980, 1, 1, 0, 0, 0)  # the first moment that the format knows


def packed(files: Mapping[str, bytes]) -> bytes:
    """Without compression, whose result hangs on the library's version; without times, in the order given."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as file:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, BEGINNING)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            file.writestr(entry, content)
    return out.getvalue()


def unpacked(archive: bytes, name: str) -> bytes | None:
    """One file of it; None where there is no such file."""
    with zipfile.ZipFile(io.BytesIO(archive)) as file:
        return file.read(name) if name in file.namelist() else None
