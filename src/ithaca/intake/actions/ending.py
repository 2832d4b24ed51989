from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from ithaca.accounts.models import Person
from ithaca.intake import events
from ithaca.intake.actions.changes import drop_file, locked, move, record
from ithaca.intake.models import Import, ImportRow
from ithaca.intake.states import IMPORT, ImportState
from ithaca.kernel import clock

UNFINISHED = timedelta(days=7)  # then a file that nobody went on with goes; a proposed chart after a month
KEPT = timedelta(days=30)  # how long rejected rows can be fetched


@transaction.atomic
def cancel_import(*, actor: Person, job: Import) -> None:
    """Gives an import up before anything was written; its file and rows go at once."""
    row = locked(actor, job)
    if row.state == ImportState.CANCELLED:
        return
    _cancel(row)
    record(events.ImportCancelled, row, actor)


def _cancel(row: Import) -> None:
    ImportRow.objects.filter(job=row).delete()
    drop_file(row)
    row.ended_at, row.sample = clock.now(), []
    move(row, "cancel", "ended_at", "sample", "file")


def forget_old_imports() -> int:
    """Gives up what nobody went on with, and deletes ended imports with their rejected rows after a month."""
    waiting = Q(state=ImportState.PROPOSED, created_at__lt=clock.now() - KEPT)
    left = Q(state__in=IMPORT.sources("cancel") - {ImportState.PROPOSED})
    stale = Import.objects.filter(waiting | left & Q(created_at__lt=clock.now() - UNFINISHED))
    for job in stale:
        with transaction.atomic():
            row = (
                Import.objects.select_for_update()
                .filter(pk=job.pk, state__in=IMPORT.sources("cancel"))
                .first()
            )
            if row is not None:
                _cancel(row)
                record(events.ImportCancelled, row, None)
    gone, _kinds = Import.objects.filter(ended_at__lt=clock.now() - KEPT).delete()
    return gone
