"""
What the worker does with imports: reads the file, checks the rows, has them written. Each step is one transaction that
holds the import's row, so that two workers never do the same, and one that dies leaves nothing half done.
"""

import logging
import time
from collections import Counter
from itertools import islice
from typing import BinaryIO, cast
from uuid import UUID

from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import override

from ithaca.access.rules import Denied
from ithaca.intake import events, queries, sheets
from ithaca.intake.actions.changes import drop_file, move, record
from ithaca.intake.actions.checking import check_some, settle_lines
from ithaca.intake.actions.writing import set_aside, write_some
from ithaca.intake.models import Import, ImportRow
from ithaca.intake.states import AT_WORK, ImportState
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.kernel.states import ForbiddenTransition

log = logging.getLogger(__name__)
BATCH = 500
SLICE = 5.0  # seconds of the worker's time in a row, so that mail goes on
AT_ONCE = 1.5  # seconds of the coordinator's: small files need no worker


def work_on_imports() -> int:
    """Goes on with every import that waits, for a while each; says how many steps that were."""
    done = 0
    for job in queries.at_work():
        try:
            done += advance(job, seconds=SLICE)
        except Exception:
            log.exception("Import %s goes on later.", job.pk)
    return done


def advance(job: Import, *, seconds: float = AT_ONCE) -> int:
    """Does as many steps as fit into the time, at least one; says how many."""
    until, done = time.monotonic() + seconds, 0
    while True:
        try:
            worked = _step(job.pk, until)
        except (Refusal, Denied, ForbiddenTransition) as error:
            _fail(job.pk, error)
            worked = False
        done += worked
        if not worked or time.monotonic() >= until:
            return done


def _held(job_id: UUID) -> Import | None:
    """The import, nobody else's until the transaction ends; None while somebody else is at it, or it is done."""
    rows = Import.objects.select_related("programme__organisation", "organisation", "started_by")
    skip = connection.features.has_select_for_update_skip_locked
    return rows.select_for_update(of=("self",), skip_locked=skip).filter(pk=job_id, state__in=AT_WORK).first()


def _step(job_id: UUID, until: float) -> bool:
    job = Import.objects.filter(pk=job_id, state__in=AT_WORK).first()
    if job is None:
        return False
    if job.state == ImportState.CHECKING and not job.all_read:
        return _read(job, until)
    with transaction.atomic():
        held = _held(job_id)
        if held is None:
            return False
        if held.state == ImportState.CREATING:
            if not _write(held):
                _finish(held)
        elif not check_some(held):
            settle_lines(held)
            move(held, "show")
    return True


def _write(job: Import) -> bool:
    """The next good rows; where one of them can't be written for a reason that nobody foresaw, one by one."""
    try:
        with transaction.atomic():
            return write_some(job)
    except (Refusal, Denied, ForbiddenTransition, OperationalError, InterfaceError):
        raise  # not for one row's sake
    except Exception:
        log.exception("A row of import %s can't be written; the others are.", job.pk)
        return set_aside(job)


def _read(job: Import, until: float) -> bool:
    """The rows that are not in the database yet, as far as the time goes."""
    if not job.file:
        raise Refusal(_("The file is gone. Bring it in once more."))
    with job.file.open("rb") as file, sheets.opened(cast(BinaryIO, file), job.file_name) as sheet:
        last = _last_row(job)
        lines = (line for line in sheet.lines if line[0] > last)
        while some := list(islice(lines, BATCH)):
            if not _keep(job, some, last):
                return False
            last = some[-1][0]
            if time.monotonic() >= until:
                return True
    with transaction.atomic():
        held = _held(job.pk)
        if held is not None:
            held.all_read = True
            drop_file(held)
            held.save(update_fields=["all_read", "file"])
    return held is not None


def _last_row(job: Import) -> int:
    return int(ImportRow.objects.filter(job=job).aggregate(last=Max("number"))["last"] or 0)


@transaction.atomic
def _keep(job: Import, lines: list[tuple[int, list[str]]], last: int) -> bool:
    """Keeps the next rows; False where somebody else was faster, or the import was cancelled meanwhile."""
    held = _held(job.pk)
    if held is None or held.all_read or _last_row(held) != last:
        return False
    ImportRow.objects.bulk_create(ImportRow(job=held, number=number, cells=cells) for number, cells in lines)
    return True


def _finish(job: Import) -> None:
    """Counts what was done; of the rows written only those stay of which there is something to say."""
    told = ImportRow.objects.filter(job=job).exclude(outcome="")
    job.result = _outcomes(job)
    told.filter(kept=[]).exclude(outcome="excluded").delete()
    told.update(cells=[])
    written = sum(job.result.values())
    job.result["rejected"] = ImportRow.objects.filter(job=job, outcome="").count()
    job.ended_at, job.sample = clock.now(), []
    move(job, "finish", "result", "ended_at", "sample")
    record(events.ImportFinished, job, job.started_by, written=written, rejected=job.result["rejected"])


def _outcomes(job: Import) -> dict[str, int]:
    """How many rows were written, by outcome."""
    told = ImportRow.objects.filter(job=job).exclude(outcome="")
    return dict(Counter(told.values_list("outcome", flat=True)))


@transaction.atomic
def _fail(job_id: UUID, error: Exception) -> None:
    job = _held(job_id)
    if job is None:
        return
    with override(job.started_by.language):
        reason = str(error) if isinstance(error, Refusal) else _("You may no longer bring people in here.")
    drop_file(job)
    # Batches that were written before stay: whoever reads why it ended reads how far it came.
    job.problem, job.ended_at, job.result = reason, clock.now(), _outcomes(job)
    move(job, "fail", "problem", "file", "ended_at", "result")
    record(events.ImportFailed, job, job.started_by)
