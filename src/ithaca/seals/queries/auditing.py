"""Reads of audits: who does them, what they have found, how far they are."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from ithaca.accounts.models import Person
from ithaca.networks.models import Role
from ithaca.networks.queries import networks_of
from ithaca.programmes.models import Participation
from ithaca.programmes.queries import participations_of
from ithaca.programmes.states import INSIDE
from ithaca.seals import drawing, rules, workdays
from ithaca.seals.models import (
    Audit,
    AuditSession,
    DocumentRequest,
    Draw,
    Finding,
    Judgement,
    Part,
    SealFile,
    Volunteer,
)
from ithaca.seals.queries.files import WITH, scheme_of
from ithaca.seals.queries.procedure import country_of, day_in, procedure_of, today_in
from ithaca.seals.states import WITH_NETWORK, AuditorState, FileState, VolunteerState

FOR_AUDITORS = (FileState.AUDITING, FileState.REPORTED)


def audit_of(row: SealFile) -> Audit | None:
    """The one that counts."""
    return Audit.objects.filter(file=row, closed=False).first()


def audits_of(rows: Collection[SealFile]) -> dict[UUID, Audit]:
    """{file: the audit that counts}"""
    return {each.file_id: each for each in Audit.objects.filter(file__in=rows, closed=False)}


def parts_of(row: SealFile) -> list[Part]:
    """Of those who audit it now, or did last."""
    return parts_in([row]).get(row.pk, [])


def parts_in(rows: Collection[SealFile]) -> dict[UUID, list[Part]]:
    """{file: its parts}, of those that have any."""
    parts = Part.objects.filter(audit__file__in=rows, audit__closed=False, state=AuditorState.NAMED)
    found: dict[UUID, list[Part]] = defaultdict(list)
    for each in parts.select_related("person", "audit"):
        found[each.audit.file_id].append(each)
    return dict(found)


def still_to_name(row: SealFile) -> int:
    """How many auditors a file still needs, by the network's procedure."""
    return max(procedure_of(row.network).auditors - len(parts_of(row)), 0)


def is_auditor(person: Person, row: SealFile) -> bool:
    """Whether somebody was named for the file, and is still an auditor of its network."""
    rows = Part.objects.filter(audit__file=row, audit__closed=False, person=person)
    named = rows.filter(state=AuditorState.NAMED).exists()
    return named and networks_of(person, Role.AUDITOR).filter(pk=row.network_id).exists()


def audited_by(person: Person) -> list[SealFile]:
    """The files that somebody audits, those that wait for them first."""
    parts = Part.objects.filter(person=person, state=AuditorState.NAMED, audit__closed=False)
    rows = SealFile.objects.filter(
        pk__in=parts.values("audit__file"),
        network__in=networks_of(person, Role.AUDITOR),
        state__in=WITH_NETWORK,
    )
    found = rows.select_related(*WITH).order_by("since", "id")
    return sorted(found, key=lambda row: row.state not in FOR_AUDITORS)


# --- Steps ---


def judgements_of(audit: Audit) -> dict[str, list[Judgement]]:
    """{standard: what each auditor has found}, of those who audit it still."""
    rows = Judgement.objects.filter(part__audit=audit, part__state=AuditorState.NAMED)
    found: dict[str, list[Judgement]] = defaultdict(list)
    for each in rows.select_related("part__person").order_by("part__created_at", "id"):
        found[each.standard].append(each)
    return dict(found)


def differences(judged: Mapping[str, list[Judgement]]) -> list[str]:
    """The standards on which auditors have said otherwise."""
    return [slug for slug, rows in judged.items() if rules.differs([each.step for each in rows])]


def audited_steps(row: SealFile) -> dict[str, str]:
    """
    {standard: step} as the auditors agree; of the others the programme's answer counts. What was found lacking and has
    been put right since, as an auditor says, counts as met.
    """
    audit = audit_of(row)
    if audit is None:
        return {}
    judged = judgements_of(audit)
    steps = rules.agreed({slug: [each.step for each in rows] for slug, rows in judged.items()})
    return steps | _put_right(row, audit, steps)


def _put_right(row: SealFile, audit: Audit, steps: Mapping[str, str]) -> dict[str, str]:
    """{standard: the step from which it is met}, of those whose findings are settled and that stood below it."""
    scheme, answers = scheme_of(row), (row.frozen or {}).get("answers", {})
    found = {}
    settled = rules.settled_standards(Finding.objects.filter(audit=audit).values_list("standard", "state"))
    for slug in settled:
        scale = scheme.scale_of(scheme.standards[slug])
        step = steps.get(slug) or answers.get(slug, {}).get("step", "")
        if step in ("", *scale.order[: scale.met_at]):
            found[slug] = scale.met
    return found


def requests_of(audit: Audit) -> QuerySet[DocumentRequest]:
    return DocumentRequest.objects.filter(audit=audit).select_related("asked_by")


# --- Volunteers and draws ---


def volunteer_of(person: Person, row: SealFile) -> list[Volunteer]:
    """As mentor and as mentee, as far as somebody has answered."""
    rows = Volunteer.objects.filter(file=row, participation__person=person)
    return list(rows.select_related("participation"))


def willing(row: SealFile, role: str) -> QuerySet[Volunteer]:
    """Of those who still take part."""
    rows = Volunteer.objects.filter(file=row, state=VolunteerState.WILLING, participation__role=role)
    return rows.filter(participation__state__in=INSIDE).order_by("id")


def places_of(person: Person, row: SealFile) -> list[Participation]:
    """As what somebody takes part in the programme of a file."""
    rows = participations_of(person).filter(programme=row.programme_id, state__in=INSIDE)
    return list(rows.order_by("role"))


def draw_of(audit: Audit, role: str) -> Draw | None:
    return Draw.objects.filter(audit=audit, role=role).first()


def drawn_in(draw: Draw) -> list[Volunteer]:
    """Everybody on the list, in the order of the draw."""
    rows = Volunteer.objects.filter(pk__in=draw.volunteers).select_related("participation__person")
    by_id = {str(each.pk): each for each in rows}
    return [by_id[each] for each in drawing.order(draw.seed, draw.volunteers) if each in by_id]


# --- Sessions and the clock ---


def sessions_of(audit: Audit) -> list[AuditSession]:
    rows = AuditSession.objects.filter(audit=audit).select_related(
        "volunteer__participation__person", "noted_by"
    )
    return list(rows)


def session(session_id: UUID) -> AuditSession | None:
    rows = AuditSession.objects.select_related("audit", "volunteer__participation__person")
    return rows.filter(pk=session_id).first()


def last_session(audit: Audit) -> datetime | None:
    rows = AuditSession.objects.filter(audit=audit).exclude(held_at=None).order_by("-held_at")
    return rows.values_list("held_at", flat=True).first()


def report_due(row: SealFile, audit: Audit) -> date | None:
    """The last day for the report, counted from the last session that was held; None before the first."""
    held = last_session(audit)
    if held is None:
        return None
    day = day_in(row.network, held)
    return workdays.after(day, procedure_of(row.network).report_days, country_of(row.network))


def days_left(row: SealFile, last: date) -> int:
    """Working days left until then; negative: how many it is late."""
    return workdays.left(today_in(row.network), last, country_of(row.network))


# --- Findings ---


def findings_of(audit: Audit) -> list[Finding]:
    rows = Finding.objects.filter(audit=audit).select_related("written_by", "answered_by", "judged_by")
    return list(rows)


def report_document(audit: Audit) -> dict[str, Any]:
    """What the auditors have reported and what became of it, in the form of which the seal bears the hash."""
    judged = judgements_of(audit)
    return {
        "reported_at": audit.reported_at.isoformat() if audit.reported_at else "",
        "summary": audit.summary,
        "steps": rules.agreed({slug: [each.step for each in rows] for slug, rows in judged.items()}),
        "findings": [
            {
                "standard": each.standard,
                "kind": each.kind,
                "words": each.words,
                "answer": each.answer,
                "state": each.state,
            }
            for each in findings_of(audit)
        ],
    }


def finding(finding_id: UUID) -> Finding | None:
    return Finding.objects.select_related("audit").filter(pk=finding_id).first()


def document_request(request_id: UUID) -> DocumentRequest | None:
    return DocumentRequest.objects.select_related("audit").filter(pk=request_id).first()


def judge_until(row: SealFile, audit: Audit) -> date:
    """Until when the auditors judge what was answered in time."""
    assert audit.answers_until is not None
    return workdays.after(audit.answers_until, procedure_of(row.network).report_days, country_of(row.network))


def reported_files() -> list[SealFile]:
    """Those whose findings are being answered, the longest first."""
    return list(SealFile.objects.filter(state=FileState.REPORTED).select_related(*WITH).order_by("since"))
