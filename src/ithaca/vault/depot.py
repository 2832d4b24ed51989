"""Where the sealed bytes of documents lie: one file an attachment, written part by part."""

import errno
import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from ithaca.kernel.errors import Refusal
from ithaca.vault import rules

FULL = {errno.ENOSPC, errno.EDQUOT}


def path_of(attachment_id: UUID) -> Path:
    return Path(settings.DATA_DIR) / "files" / "vault" / attachment_id.hex[-2:] / str(attachment_id)


def write_part(attachment_id: UUID, number: int, data: bytes) -> int:
    """Writes one part at its place, over what an interrupted try left; returns the size so far."""
    path = path_of(attachment_id)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("r+b" if path.exists() else "w+b") as file:
            file.seek(number * rules.PART)
            file.truncate()
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            return file.tell()
    except OSError as error:
        if error.errno not in FULL:
            raise
        raise Refusal(
            _("The server has no room left for documents. Tell your coordinator; nothing else is lost.")
        ) from error


def digest(attachment_id: UUID) -> str:
    """The SHA-256 of the whole file, in hexadecimal."""
    with path_of(attachment_id).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read(attachment_id: UUID) -> BinaryIO:
    return path_of(attachment_id).open("rb")


def forget(attachment_ids: Iterable[UUID]) -> None:
    for attachment_id in attachment_ids:
        path_of(attachment_id).unlink(missing_ok=True)
