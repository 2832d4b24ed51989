"""Reads of imports."""

from uuid import UUID

from django.db.models import Count, Q, QuerySet

from ithaca.accounts.models import Person
from ithaca.intake.models import Import, ImportRow, Remembered, UnknownWord
from ithaca.intake.questions import Asked
from ithaca.intake.states import AT_WORK, ImportState, RowState
from ithaca.organisations.models import Organisation
from ithaca.programmes.models import Programme
from ithaca.programmes.queries import as_rules, questions
from ithaca.programmes.texts import localised
from ithaca.programmes.vocabulary import folded


def remembered(job: Import) -> Remembered | None:
    """How the last file of this kind was understood."""
    return Remembered.objects.filter(
        kind=job.kind, organisation=job.organisation, programme=job.programme
    ).first()


def asked(job: Import, language: str) -> list[Asked]:
    """
    The questions that a column may answer, in the words of whoever brings the file in. Never those by which the bias
    check makes groups: people answer them themselves, or not at all.
    """
    return asked_in(job.programme, language) if job.programme else []


def asked_in(programme: Programme, language: str) -> list[Asked]:
    """The same for a programme."""
    found = []
    for row, rule in zip(rows := questions(programme), as_rules(rows), strict=True):
        if not row.is_group:
            options = {folded(str(one["value"])): str(one["value"]) for one in row.options}
            said = {folded(text): str(one["value"]) for one in row.options for text in one["label"].values()}
            label = localised(row.label, language)
            found.append(Asked(rule, label, list(row.label.values()), said | options))
    return found


def import_of(import_id: UUID) -> Import | None:
    rows = Import.objects.select_related("started_by", "proposed_by", "programme", "organisation")
    return rows.filter(pk=import_id).first()


def imports_of(programme: Programme) -> QuerySet[Import]:
    return Import.objects.filter(programme=programme).select_related("started_by", "cohort")


def charts_of(organisation: Organisation, brought_by: Person | None = None) -> QuerySet[Import]:
    """The files of an organisation's chart, or only those that one person brought in."""
    rows = Import.objects.filter(organisation=organisation, programme=None).select_related("started_by")
    return rows.filter(Q(started_by=brought_by) | Q(proposed_by=brought_by)) if brought_by else rows


def at_work() -> QuerySet[Import]:
    """Imports that wait for a worker, the oldest first."""
    return Import.objects.filter(state__in=AT_WORK).order_by("created_at")


def rows(job: Import, state: str = "") -> QuerySet[ImportRow]:
    found = ImportRow.objects.filter(job=job).order_by("number")
    return found.filter(state=state) if state else found


def counts(job: Import) -> dict[str, int]:
    """{state: rows}, every state named, and `written`: those done with."""
    found = {**dict.fromkeys((state.value for state in RowState), 0)}
    told = ImportRow.objects.filter(job=job).values_list("state").annotate(n=Count("id"))
    found |= dict(told)
    found["written"] = ImportRow.objects.filter(job=job).exclude(outcome="").count()
    found["total"] = sum(found[state] for state in RowState)
    found["checked"] = found["total"] - found[RowState.NEW]
    found["noted"] = ImportRow.objects.filter(job=job, state=RowState.GOOD).exclude(notes=[]).count()
    return found


def unknown_words(job: Import) -> QuerySet[UnknownWord]:
    """Words that somebody has to place, by field, the most frequent first."""
    return UnknownWord.objects.filter(job=job)


def unwritten(job: Import) -> QuerySet[ImportRow]:
    """Good rows that wait, or that an import left which failed before it came to them."""
    return rows(job, RowState.GOOD).filter(outcome="")


def can_go_on(job: Import) -> bool:
    """Whether a failed import was checked to its end, and good rows of it wait."""
    checked = job.all_read and not rows(job, RowState.NEW).exists()
    return job.state == ImportState.FAILED and checked and unwritten(job).exists()


def not_taken(job: Import) -> QuerySet[ImportRow]:
    """The rows that were not taken, in the order of the file; of a failed import also the good ones that it left."""
    if job.state == ImportState.FAILED:
        return rows(job).filter(outcome="")
    return rows(job).filter(state__in=[RowState.BAD, RowState.UNDECIDED])
