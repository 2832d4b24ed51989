"""What the coordinator says of a file: its columns, words that nobody knew, and that it be written."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.accounts.models import Person
from ithaca.intake import columns as known_columns
from ithaca.intake import events, policies, queries
from ithaca.intake.actions.changes import locked, move, record
from ithaca.intake.models import Import, ImportRow, Remembered, UnknownWord
from ithaca.intake.states import ImportState, RowState
from ithaca.intake.values import NEW
from ithaca.kernel.errors import Refusal
from ithaca.programmes.vocabulary import folded


@transaction.atomic
def set_columns(*, actor: Person, job: Import, columns: Mapping[str, int]) -> None:
    """Says which column holds what, remembers it, and has every row checked."""
    row = locked(actor, job)
    missing = known_columns.lacking(row.kind, columns)
    if missing:
        raise Refusal(_refusals()[missing[0]], field=missing[0])
    if len(set(columns.values())) < len(columns):
        raise Refusal(_("Two fields have the same column. Give each its own."))
    row.columns = dict(columns)
    _check(row, "check")
    _remember(row)


def _refusals() -> dict[str, str]:
    return {
        "email": _("Choose the column that holds the e-mail addresses."),
        "manager": _("Choose the column of the manager or that of the unit: a chart needs one of them."),
    }


@transaction.atomic
def place_words(
    *, actor: Person, job: Import, choices: Mapping[str, Mapping[str, str]], levels: Sequence[str]
) -> None:
    """Says what unknown words mean, {field: {folded word: slug | "new" | "drop"}}, and has every row checked again."""
    row = locked(actor, job)
    row.choices = {
        name: {**row.choices.get(name, {}), **choices.get(name, {})} for name in {*row.choices, *choices}
    }
    row.levels = list(dict.fromkeys(levels)) or row.levels
    _check(row, "check again")
    _remember(row)


def _check(row: Import, verb: str) -> None:
    UnknownWord.objects.filter(job=row).delete()
    ImportRow.objects.filter(job=row).update(
        state=RowState.NEW, key="", checked={}, problems=[], notes=[], outcome="", kept=[]
    )
    move(row, verb, "columns", "choices", "levels")


def _remember(row: Import) -> None:
    fields = {number: field for field, number in row.columns.items()}
    headings = {
        folded(heading): fields.get(number, "") for number, heading in enumerate(row.headings) if heading
    }
    kept = queries.remembered(row)
    Remembered.objects.update_or_create(
        kind=row.kind,
        organisation=row.organisation,
        programme=row.programme,
        defaults={
            "headings": {**(kept.headings if kept else {}), **headings},
            "choices": _lasting(row.choices),
        },
    )


def _lasting(choices: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """What a word means, for the next file. Not that a level is new: its place among the others is said each time."""
    return {
        field: {word: slug for word, slug in words.items() if field != "level" or slug != NEW}
        for field, words in choices.items()
    }


@transaction.atomic
def map_again(*, actor: Person, job: Import) -> None:
    """Goes back to the columns; of a failed import likewise, and what it has written is brought up to date then."""
    row = locked(actor, job)
    if not row.all_read:
        raise Refusal(_("This file was not read to its end. Bring it in once more."))
    row.problem, row.ended_at = "", None
    move(row, "map again", "problem", "ended_at")


def _require_rows(row: Import) -> None:
    if not queries.unwritten(row).exists():
        raise Refusal(_("No row can be taken. Correct the file, or say what the unknown words mean."))


@transaction.atomic
def propose(*, actor: Person, job: Import) -> None:
    """Hands a checked chart to those who administer the organisation: it is theirs to have it written."""
    row = locked(actor, job)
    if row.programme is not None:
        raise Refusal(_("Only a chart is proposed. Have these rows written yourself."))
    if row.state == ImportState.PROPOSED:
        return
    _require_rows(row)
    row.proposed_by = actor
    move(row, "propose", "proposed_by")
    record(events.ImportProposed, row, actor)


@transaction.atomic
def confirm(*, actor: Person, job: Import, send: bool) -> None:
    """
    Has the good rows written, or those that a failed import left; from here on it can't be taken back as a whole.
    Whoever confirms is the one in whose name people are invited.
    """
    row = locked(actor, job)
    policies.require_to_write(actor, row)
    _require_rows(row)
    if row.state == ImportState.FAILED and not queries.can_go_on(row):
        raise Refusal(_("Not every row of this file was checked. Go back to the columns."))
    if send and row.programme is not None and row.programme.state not in ("open", "applications closed"):
        raise Refusal(_("Open the programme first: invited people must be able to join."), field="send")
    row.send, row.started_by, row.problem, row.ended_at = send, actor, "", None
    move(row, "create", "send", "started_by", "problem", "ended_at")
    record(events.ImportConfirmed, row, actor)
