"""Findings, the report, what the programme answers, and the hand-over to the committee."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.editions.seen import Seen
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.kernel.states import ForbiddenTransition
from ithaca.seals import events, queries, rules
from ithaca.seals.actions.auditing import as_auditor
from ithaca.seals.actions.files import locked, move, record
from ithaca.seals.models import Audit, AuditSession, Finding, SealFile
from ithaca.seals.states import FINDING, SEAL_FILE, FileState, FindingState

ENOUGH = (AuditSession.Kind.DOCUMENTS, AuditSession.Kind.COORDINATOR)  # without which there is no report
LONGEST = timedelta(days=365)  # for an answer, as the procedure's own


@dataclass(frozen=True)
class Found:
    """What auditors say of one standard."""

    standard: str
    kind: str
    words: str
    due: date | None = None


@dataclass(frozen=True)
class Verdict:
    """Whether an answer settles a finding."""

    step: str
    remark: str = ""


@transaction.atomic
def note_finding(*, actor: Person, file: SealFile, id: UUID, found: Found, seen: Seen | None = None) -> None:
    """Writes a finding, or writes it anew, until the report is made."""
    row, audit, _part = as_auditor(actor, file, FileState.AUDITING)
    before = Finding.made_before(id, audit=audit)
    if seen is not None and before is not None:
        seen.check(before)
    if found.standard not in queries.scheme_of(row).standards:
        raise Refusal(_("Choose a standard of the scheme."), field="standard")
    today = queries.today_in(row.network)
    if found.due is not None and found.due <= today:
        raise Refusal(_("A deadline lies in the future."), field="due")
    if found.due is not None and found.due > today + LONGEST:
        raise Refusal(_("A deadline lies within a year."), field="due")
    strength = found.kind == Finding.Kind.STRENGTH
    Finding.objects.update_or_create(
        pk=id,
        audit=audit,
        defaults={
            "standard": found.standard,
            "kind": Finding.Kind(found.kind),
            "words": found.words,
            "due": None if strength else found.due,
            "state": FindingState.NOTED if strength else FindingState.OPEN,
            "written_by": actor,
        },
    )
    record(events.FindingWritten, actor, row, finding_id=id)


@transaction.atomic
def drop_finding(*, actor: Person, file: SealFile, finding: Finding) -> None:
    """A finding that the auditors no longer stand by; until the report is made."""
    row, audit, _part = as_auditor(actor, file, FileState.AUDITING)
    if Finding.objects.filter(pk=finding.pk, audit=audit).delete()[0]:
        record(events.FindingDropped, actor, row, finding_id=finding.pk)


@transaction.atomic
def report(*, actor: Person, file: SealFile, summary: str) -> None:
    """The auditors' report goes to the programme, which answers each finding by its deadline."""
    row, audit, _part = as_auditor(actor, file, FileState.AUDITING)
    lacking = lacking_to_report(audit)
    if lacking:
        raise Refusal(lacking[0])
    audit.summary, audit.reported_at = summary, clock.now()
    today = queries.today_in(row.network)
    last = today + timedelta(days=queries.procedure_of(row.network).answer_days)
    rows = Finding.objects.filter(audit=audit).exclude(state=FindingState.NOTED)
    # A deadline that came before the report, or belongs to one before it, leaves nobody time.
    rows.filter(Q(due=None) | Q(due__lte=today)).update(due=last)
    dues = [each for each in rows.values_list("due", flat=True) if each is not None]
    audit.answers_until = max(dues, default=today)
    audit.save(update_fields=["summary", "reported_at", "answers_until"])
    move(actor, row, "report")


def lacking_to_report(audit: Audit) -> list[str]:
    """What has to be done before there can be a report, in sentences."""
    found = []
    sessions = queries.sessions_of(audit)
    held = {each.kind for each in sessions if each.held_at is not None}
    if not set(ENOUGH) <= held:
        found.append(_("Look at the documents and talk with the coordinators first, and note both."))
    if any(each.held_at is None for each in sessions if each.volunteer_id):
        found.append(_("Note the talks with the people drawn, or say who could not be reached."))
    if queries.differences(queries.judgements_of(audit)):
        found.append(_("You still differ about some standards. Settle them first."))
    return found


@transaction.atomic
def answer_finding(
    *, actor: Person, file: SealFile, finding: Finding, words: str, seen: Seen | None = None
) -> None:
    """The programme says what it has done since, or how it sees the finding."""
    row = locked(actor, file, Permission.KEEP_SEAL_FILE)
    found = _finding(row, finding, seen)
    if found.due is not None and queries.today_in(row.network) > found.due:
        raise Refusal(_("The time for an answer to this finding is over."))
    found.state = FINDING.after("answer", found.state)
    found.answer, found.answered_by, found.answered_at = words, actor, clock.now()
    found.save(update_fields=["state", "answer", "answered_by", "answered_at"])
    waiting = Finding.objects.filter(audit=found.audit, state=FindingState.OPEN).count()
    record(events.FindingAnswered, actor, row, finding_id=found.pk, waiting=waiting)


@transaction.atomic
def judge_finding(
    *, actor: Person, file: SealFile, finding: Finding, verdict: Verdict, seen: Seen | None = None
) -> None:
    """An auditor says whether an answer settles the finding, or it stands."""
    row, _audit, _part = as_auditor(actor, file, FileState.REPORTED)
    found, step = _finding(row, finding, seen), verdict.step
    if step not in ("settle", "let stand"):
        raise Refusal(_("Say whether the finding is settled or stands."), field="step")
    found.state = FINDING.after(step, found.state)
    found.judged_by, found.remark = actor, verdict.remark
    found.save(update_fields=["state", "judged_by", "remark"])
    record(events.FindingJudged, actor, row, finding_id=found.pk, step=step)


def _finding(row: SealFile, finding: Finding, seen: Seen | None) -> Finding:
    if row.state != FileState.REPORTED:
        raise ForbiddenTransition("answer", row.state)
    rows = Finding.objects.select_for_update(of=("self",)).select_related("audit")
    found = rows.get(pk=finding.pk, audit__file=row, audit__closed=False)
    if seen is not None:
        seen.check(found)
    return found


@transaction.atomic
def hand_over(*, actor: Person, file: SealFile) -> None:
    """Everything is judged: on to the committee."""
    row, audit, _part = as_auditor(actor, file, FileState.REPORTED)
    if not rules.all_judged([each.state for each in queries.findings_of(audit)]):
        raise Refusal(_("Some findings wait for an answer, or for what you say to it."))
    _hand_over(actor, row, audit)


def hand_over_due() -> int:
    """What the clock hands over: the time for answers is over, and nothing keeps the auditors any more."""
    return sum(_hand_over_if_due(row) for row in queries.reported_files())


@transaction.atomic
def _hand_over_if_due(file: SealFile) -> bool:
    row = SealFile.objects.select_for_update(of=("self",)).select_related(*queries.WITH).get(pk=file.pk)
    audit = queries.audit_of(row)
    if audit is None or audit.answers_until is None or not SEAL_FILE.allows("hand over", row.state):
        return False
    states = [each.state for each in queries.findings_of(audit)]
    due = rules.goes_on_by_itself(
        states,
        answers_until=audit.answers_until,
        judge_until=queries.judge_until(row, audit),
        today=queries.today_in(row.network),
    )
    if due:
        _hand_over(None, row, audit)
    return due


def _hand_over(actor: Person | None, row: SealFile, audit: Audit) -> None:
    audit.handed_over_at = clock.now()
    audit.save(update_fields=["handed_over_at"])
    move(actor, row, "hand over")
