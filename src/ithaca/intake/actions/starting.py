from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO, cast
from uuid import UUID

from django.core.files import File
from django.db import transaction

from ithaca.accounts.models import Person
from ithaca.intake import columns, events, policies, queries, sheets
from ithaca.intake.actions.changes import record
from ithaca.intake.models import Import
from ithaca.intake.questions import headings
from ithaca.kernel.errors import Refusal
from ithaca.organisations.models import Organisation
from ithaca.programmes.models import Cohort, Programme

SAMPLE = 5


@dataclass(frozen=True, kw_only=True)
class Source:
    """The file, whom it speaks of, and what holds for rows that say nothing themselves."""

    upload: "File[bytes]"
    organisation: Organisation
    programme: Programme | None = None
    role: str = ""
    language: str = "fr"
    cohort: Cohort | None = None
    replace: bool = False  # charts: as a whole

    @property
    def kind(self) -> str:
        return columns.PEOPLE if self.programme else columns.CHART


@transaction.atomic
def start_import(*, actor: Person, id: UUID, source: Source) -> Import:
    """Takes a file in and guesses what its columns hold; a file that can't be read is refused here."""
    policies.require(actor, source.organisation, source.programme)
    existing = Import.made_before(id, organisation=source.organisation, programme=source.programme)
    if existing is not None:
        return existing
    job = Import(
        pk=id,
        kind=source.kind,
        organisation=source.organisation,
        programme=source.programme,
        started_by=actor,
        file_name=(source.upload.name or "")[-120:],
        cohort=source.cohort,
        defaults={"role": source.role, "language": source.language, "replace": source.replace},
    )
    _look_into(job, source.upload)
    remembered = queries.remembered(job)
    job.columns = columns.guessed(
        job.kind,
        job.headings,
        remembered.headings if remembered else {},
        headings(queries.asked(job, actor.language)),
    )
    job.choices = remembered.choices if remembered else {}
    source.upload.seek(0)
    job.file.save(f"{job.pk}", source.upload, save=False)
    job.save(force_insert=True)
    record(events.ImportStarted, job, actor)
    return job


def _look_into(job: Import, upload: "File[bytes]") -> None:
    try:
        with sheets.opened(cast(BinaryIO, upload.file), job.file_name) as sheet:
            job.headings = sheet.headings
            job.sample = [cells for _number, cells in islice(sheet.lines, SAMPLE)]
    except Refusal as refusal:
        raise Refusal(refusal.message, field="file") from None
