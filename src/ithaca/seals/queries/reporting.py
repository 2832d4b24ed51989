"""Reads of what was kept of a self-assessment, to see what has moved since."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from ithaca.seals.models import KeptReport, SealFile
from ithaca.seals.states import FileState


@dataclass(frozen=True)
class Earlier:
    """A document from before, and when it was kept."""

    id: UUID
    at: datetime
    handed_in: bool
    document: dict[str, Any]


def earlier_reports(row: SealFile, *, today: bool = False) -> list[Earlier]:
    """
    What was kept of this file, and what the one before it handed in; the newest first, without what counts now, unless
    `today` is held against it.
    """
    kept = KeptReport.objects.filter(file=row)
    if (
        row.state != FileState.ASSESSING and not today
    ):  # a file that was sent back is compared with what was handed in, too
        kept = kept.exclude(sha256=row.sha256)
    found = [Earlier(each.pk, each.created_at, each.handed_in, each.document) for each in kept]
    before = file_before(row)
    if before is not None and before.frozen and before.handed_in_at:
        found.append(Earlier(before.pk, before.handed_in_at, True, before.frozen))
    return sorted(found, key=lambda each: each.at, reverse=True)


def file_before(row: SealFile) -> SealFile | None:
    """The programme's last file by some version of the same scheme, before this one."""
    rows = SealFile.objects.filter(programme=row.programme_id, version__series=row.version.series)
    return rows.filter(created_at__lt=row.created_at).order_by("-created_at", "-id").first()
