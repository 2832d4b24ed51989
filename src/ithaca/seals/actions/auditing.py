"""The auditors' work: sessions, documents, steps."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.editions.seen import Seen, Stale
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.kernel.states import ForbiddenTransition
from ithaca.schemes.rules import NOT_APPLICABLE
from ithaca.seals import events, queries
from ithaca.seals.actions.files import locked, record
from ithaca.seals.models import Audit, AuditSession, DocumentRequest, Judgement, Part, SealFile
from ithaca.seals.states import AuditorState, FileState


def as_auditor(actor: Person, file: SealFile, *states: FileState) -> tuple[SealFile, Audit, Part]:
    """The file, its audit and the actor's part, as long as the file is in one of these states."""
    row = locked(actor, file, Permission.AUDIT_SEAL_FILE)
    if row.state not in states:
        raise ForbiddenTransition("audit", row.state)
    part = Part.objects.select_related("audit").get(
        audit__file=row, audit__closed=False, person=actor, state=AuditorState.NAMED
    )
    bound = set(queries.stands_against(actor.pk, row)) - {"audited"}
    if bound:
        raise Refusal(
            _("Something binds you to this organisation by now: step aside, somebody else will audit.")
        )
    return row, part.audit, part


@transaction.atomic
def judge(*, actor: Person, file: SealFile, steps: Mapping[str, tuple[str, str]]) -> None:
    """Keeps an auditor's steps and reasons, as they go; an emptied one is taken back."""
    row, _audit, part = as_auditor(actor, file, FileState.AUDITING)
    scheme = queries.scheme_of(row)
    for slug, (step, reasons) in steps.items():
        standard = scheme.standards.get(slug)
        if standard is None or step not in ("", NOT_APPLICABLE, *scheme.scale_of(standard).order):
            raise Refusal(_("Choose one of the steps of this standard."))
        if not step:
            Judgement.objects.filter(part=part, standard=slug).delete()
            continue
        Judgement.objects.update_or_create(
            part=part,
            standard=slug,
            defaults={"step": step, "reasons": reasons.strip(), "changed_at": clock.now()},
        )
    record(events.Judged, actor, row, standards=len(steps))


@transaction.atomic
def agree(*, actor: Person, file: SealFile, standard: str, other: Person, step: str) -> None:
    """
    Where two differ, one takes the other's step over, with its reasons, as long as it is the one that they have seen;
    settled once all say the same.
    """
    row, audit, part = as_auditor(actor, file, FileState.AUDITING)
    rows = queries.judgements_of(audit).get(standard, [])
    mine = next((each for each in rows if each.part_id == part.pk), None)
    theirs = next((each for each in rows if each.part.person_id == other.pk), None)
    if mine is None or theirs is None:
        raise Refusal(_("Both of you have to have judged this standard."))
    if theirs.step != step:
        raise Stale
    mine.step, mine.reasons, mine.changed_at = theirs.step, theirs.reasons, clock.now()
    mine.save(update_fields=["step", "reasons", "changed_at"])
    record(events.Judged, actor, row, standards=1)


@dataclass(frozen=True)
class Held:
    """A session as it was."""

    at: datetime
    notes: str


@transaction.atomic
def plan_session(*, actor: Person, file: SealFile, session: AuditSession, at: datetime) -> None:
    """A date for a talk; whoever is invited is told."""
    row, audit, _part = as_auditor(actor, file, FileState.AUDITING)
    found = AuditSession.objects.select_for_update().get(pk=session.pk, audit=audit)
    if found.held_at is not None:
        raise Refusal(_("This session has been held already."))
    found.planned_at = at
    found.save(update_fields=["planned_at"])
    record(events.SessionPlanned, actor, row, session_id=found.pk, kind=found.kind, planned_at=at.isoformat())


@transaction.atomic
def note_session(
    *, actor: Person, file: SealFile, session: AuditSession, held: Held, seen: Seen | None = None
) -> None:
    """That a session was held, and what it showed; the report is due some working days after the last one."""
    row, audit, _part = as_auditor(actor, file, FileState.AUDITING)
    if held.at > clock.now():
        raise Refusal(_("This moment is still to come. Note the session once it is held."), field="held_at")
    found = AuditSession.objects.select_for_update().get(pk=session.pk, audit=audit)
    if seen is not None:
        seen.check(found)
    first = found.held_at is None
    found.held_at, found.notes, found.noted_by = held.at, held.notes, actor
    found.save(update_fields=["held_at", "notes", "noted_by"])
    if first:
        record(events.SessionHeld, actor, row, kind=found.kind, held_at=held.at.isoformat())


@transaction.atomic
def ask_for_document(*, actor: Person, file: SealFile, standard: str, kind: str, words: str) -> None:
    """Something the auditors would like to see beside what was handed in; the programme is told."""
    row, audit, _part = as_auditor(actor, file, FileState.AUDITING)
    scheme = queries.scheme_of(row)
    if standard not in scheme.standards or kind not in {each.slug for each in scheme.kinds}:
        raise Refusal(_("Choose a standard and a kind of document."))
    DocumentRequest.objects.create(audit=audit, standard=standard, kind=kind, words=words, asked_by=actor)
    record(events.DocumentAsked, actor, row, standard=standard, kind=kind)


@transaction.atomic
def take_request_back(*, actor: Person, file: SealFile, request: DocumentRequest) -> None:
    """The auditors no longer need it."""
    row, audit, _part = as_auditor(actor, file, FileState.AUDITING)
    if DocumentRequest.objects.filter(pk=request.pk, audit=audit).delete()[0]:
        record(events.DocumentNoLongerAsked, actor, row, standard=request.standard, kind=request.kind)
