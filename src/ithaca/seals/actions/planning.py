"""An improvement plan: what is to be done about which standard, by whom, by when."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.editions.seen import Seen
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.seals import events, queries
from ithaca.seals.actions.files import locked, record
from ithaca.seals.models import Answer, Improvement, ImprovementChange, SealFile
from ithaca.seals.states import IMPROVEMENT, OPEN_IMPROVEMENTS, ImprovementState


@dataclass(frozen=True)
class Planned:
    """What a line of the plan says."""

    step: str
    words: str
    owner: Person
    due: date


@dataclass(frozen=True)
class Progress:
    """How far a line of the plan is, and what there is to say of it."""

    percent: int
    words: str = ""


@transaction.atomic
def say_effort(*, actor: Person, file: SealFile, standard: str, effort: int) -> None:
    """Says how much raising a standard would take: 1 little, 3 much."""
    row = locked(actor, file, Permission.KEEP_SEAL_FILE)
    if standard not in queries.scheme_of(row).standards or effort not in (1, 2, 3):
        raise Refusal(_("Choose how much effort it takes."))
    answer = Answer.objects.get_or_create(file=row, standard=standard)[0]
    answer.effort = effort
    answer.save(update_fields=["effort"])
    record(events.EffortSaid, actor, row, about=standard, effort=effort)


@transaction.atomic
def plan_improvement(
    *, actor: Person, file: SealFile, standard: str, planned: Planned, id: UUID
) -> Improvement:
    """Takes a standard into the plan."""
    row = locked(actor, file, Permission.KEEP_SEAL_FILE)
    made = Improvement.made_before(id, file=row)
    if made is not None:
        return made
    _check(row, standard, planned)
    _refuse_twice(row, standard)
    made = Improvement.objects.create(
        pk=id,
        file=row,
        standard=standard,
        step=planned.step,
        words=planned.words,
        owner=planned.owner,
        due=planned.due,
        since=clock.now(),
    )
    _note(actor, row, made, step="plan", handed_over=True)
    return made


@transaction.atomic
def change_improvement(
    *,
    actor: Person,
    improvement: Improvement,
    planned: Planned,
    progress: Progress,
    seen: Seen | None = None,
) -> None:
    """Changes a line of the plan, or says how far it is; what it was stays in its history."""
    row, found = _locked(actor, improvement)
    if seen is not None:
        seen.check(found)
    _check(row, found.standard, planned)
    if found.state not in OPEN_IMPROVEMENTS:
        raise Refusal(_("This is done or dropped. Take it up again first."))
    handed_over = found.owner_id != planned.owner.pk
    found.step, found.words = planned.step, planned.words
    found.owner, found.due, found.progress = planned.owner, planned.due, progress.percent
    if progress.percent and found.state == ImprovementState.PLANNED:
        found.state, found.since = IMPROVEMENT.after("begin", found.state), clock.now()
    found.save()
    _note(actor, row, found, step="change", words=progress.words, handed_over=handed_over)


@transaction.atomic
def move_improvement(*, actor: Person, improvement: Improvement, step: str, words: str) -> None:
    """Done, dropped or taken up again; who drops says why."""
    row, found = _locked(actor, improvement)
    if step == "drop" and not words:
        raise Refusal(_("Say why it is dropped: those who come after you will ask."), field="words")
    found.state, found.since = IMPROVEMENT.after(step, found.state), clock.now()
    if step == "take up again":
        _refuse_twice(row, found.standard)
    if step == "finish":
        found.progress = 100
    found.save(update_fields=["state", "since", "progress"])
    _note(actor, row, found, step=step, words=words)


def _locked(actor: Person, improvement: Improvement) -> tuple[SealFile, Improvement]:
    row = locked(actor, improvement.file, Permission.KEEP_SEAL_FILE)
    return row, Improvement.objects.select_for_update(of=("self",)).get(pk=improvement.pk)


def _refuse_twice(row: SealFile, standard: str) -> None:
    if Improvement.objects.filter(file=row, standard=standard, state__in=OPEN_IMPROVEMENTS).exists():
        raise Refusal(_("This standard already stands in the plan."))


def _check(row: SealFile, standard: str, planned: Planned) -> None:
    scheme = queries.scheme_of(row)
    steps = scheme.scale_of(scheme.standards[standard]).order if standard in scheme.standards else ()
    if planned.step not in steps:
        raise Refusal(_("Choose one of the answers of the list."), field="step")
    if planned.owner not in queries.owners_for(row.programme):
        raise Refusal(_("Choose somebody who coordinates the programme."), field="owner")


def _note(
    actor: Person,
    row: SealFile,
    found: Improvement,
    *,
    step: str,
    words: str = "",
    handed_over: bool = False,
) -> None:
    """One line of its history, and one of the journal."""
    ImprovementChange.objects.create(
        improvement=found,
        by=actor,
        state=found.state,
        progress=found.progress,
        due=found.due,
        owner=found.owner,
        words=words,
    )
    record(
        events.PlanMoved,
        actor,
        row,
        step=step,
        improvement_id=found.pk,
        owner_id=found.owner_id,
        handed_over=handed_over,
        about=found.standard,
    )
