"""Where the files of resources lie: one file an upload, under the data folder, in every backup."""

import errno
import lzma
import shutil
import zipfile
import zlib
from pathlib import Path
from typing import IO, BinaryIO
from uuid import UUID

from django.conf import settings
from django.core.files.base import File
from django.utils.translation import gettext as _

from ithaca.kernel.errors import Refusal
from ithaca.resources import rules

FULL = {errno.ENOSPC, errno.EDQUOT}


def path_of(file: UUID) -> Path:
    return Path(settings.DATA_DIR) / "files" / "resources" / file.hex[-2:] / str(file)


def check(upload: "File[bytes]") -> str:
    """The kind of a file, by its ending and by what stands in it; refuses what is no such file."""
    kind = rules.ending(upload.name or "")
    if (upload.size or 0) > rules.LARGEST:
        raise Refusal(_("This file is larger than 25 MB. Offer it as a link instead."), field="file")
    if kind not in rules.TYPES:
        raise Refusal(
            _("Files can be: PDF, Word, Excel, PowerPoint, OpenDocument, or images (PNG, JPEG, GIF, WebP)."),
            field="file",
        )
    upload.seek(0)
    if not rules.begins_as(kind, upload.read(rules.HEAD)) or not _fits(kind, upload):
        raise Refusal(
            _("What is in this file does not fit its name: it is no “.%(kind)s” file.") % {"kind": kind},
            field="file",
        )
    upload.seek(0)
    return kind


def _fits(kind: str, upload: "File[bytes]") -> bool:
    if not rules.is_archive(kind):
        return True
    source: IO[bytes] = upload.file if upload.file is not None else upload
    try:
        with zipfile.ZipFile(source) as archive:
            names = archive.namelist()
            mimetype = _beginning(archive, "mimetype") if "mimetype" in names else ""
    except (
        zipfile.BadZipFile,
        zlib.error,
        lzma.LZMAError,
        EOFError,
        UnicodeDecodeError,
        OSError,
        RuntimeError,
    ):
        return False
    return rules.archive_fits(kind, names, mimetype.strip())


def _beginning(archive: zipfile.ZipFile, name: str) -> str:
    """Unpacks no more than it looks at: a small archive may hold a huge file."""
    with archive.open(name) as entry:
        return entry.read(100).decode("ascii")


def put(file: UUID, upload: "File[bytes]") -> None:
    path = path_of(file)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as target:
            shutil.copyfileobj(upload, target)
    except OSError as error:
        path.unlink(missing_ok=True)
        if error.errno not in FULL:
            raise
        raise Refusal(
            _("The server has no room left for files. Tell whoever runs it; nothing else is lost.")
        ) from error


def read(file: UUID) -> BinaryIO:
    return path_of(file).open("rb")


def forget(file: UUID) -> None:
    path_of(file).unlink(missing_ok=True)
