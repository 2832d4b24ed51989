"""On the page of a file: the audit, the decisions, and what the network, auditors, committee and programme do next."""

from django.urls import reverse
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.access.rules import allowed
from ithaca.accounts.models import Person
from ithaca.seals import cases, queries, wording
from ithaca.seals.models import SealFile
from ithaca.seals.presentation.parts import Link, Roles, Section
from ithaca.seals.states import WITH_NETWORK, FindingState
from ithaca.seals.states import FileState as F

BEING_AUDITED = (F.HANDED_IN, F.AUDITING, F.REPORTED)


def now_for(row: SealFile, roles: Roles) -> object:
    """What happens now, to whom it may concern; of a file that is decided the programme alone is told."""
    if allowed(roles, Permission.KEEP_SEAL_FILE):
        return wording.NOW[row.state]
    if row.state not in wording.NOW_FOR:
        return ""
    permission, mine, theirs = wording.NOW_FOR[row.state]
    return mine if allowed(roles, permission) else theirs


def too_few(row: SealFile, roles: Roles) -> dict[str, int] | None:
    """How many can decide, where they are fewer than a decision needs: to the network, which can ask more people."""
    if row.state not in queries.TO_DECIDE or not allowed(roles, Permission.MANAGE_SEALS):
        return None
    free, quorum = len(queries.could_decide(row)), queries.procedure_of(row.network).quorum
    return {"free": free, "quorum": quorum} if free < quorum else None


def up_from(row: SealFile, roles: Roles) -> tuple[object, str]:
    """The list in which this reader finds a file: the programme's, the network's, or that of what they judge."""
    if allowed(roles, Permission.KEEP_SEAL_FILE):
        return _("Seals"), reverse("seals:programme", args=[row.programme.slug])
    if allowed(roles, Permission.MANAGE_SEALS):
        return _("Seal files"), reverse("seals:of_network", args=[row.network.slug])
    return _("Audits and decisions"), reverse("seals:desk")


def audit_section(row: SealFile, person: Person, roles: Roles) -> Section | None:
    """Who audits, until when, and what is still asked for."""
    audit = queries.audit_of(row)
    if audit is None or row.state not in BEING_AUDITED:
        return None
    programmes, network = (
        allowed(roles, Permission.KEEP_SEAL_FILE),
        allowed(roles, Permission.MANAGE_SEALS),
    )
    open_ones = [each for each in queries.findings_of(audit) if each.state == FindingState.OPEN]
    volunteers = sum(queries.willing(row, role).count() for role in ("mentor", "mentee"))
    context = {
        "auditors": [part.person.name for part in queries.parts_of(row)],
        "due": queries.report_due(row, audit) if row.state == F.AUDITING else None,
        "requests": list(queries.requests_of(audit)) if programmes and row.state == F.AUDITING else [],
        "volunteers": volunteers if network and row.state == F.AUDITING else None,
        "open_findings": len(open_ones) if row.state == F.REPORTED else None,
        "answers_until": audit.answers_until,
        "may_object": programmes and bool(queries.parts_of(row)),
    }
    return Section(_("Audit"), "seals/sections/auditing.html", context)


def decisions_section(row: SealFile, person: Person, roles: Roles) -> Section | None:
    """What was decided and why; the appeal, and until when there can be one."""
    decisions, appeals = queries.decisions_on(row), queries.appeals_on(row)
    if not decisions and not appeals:
        return None
    may = allowed(roles, Permission.KEEP_SEAL_FILE) and queries.may_appeal(row)
    context = {
        "decisions": decisions,
        "appeals": appeals,
        "appeal_until": queries.appeal_until(row) if may else None,
    }
    return Section(_("Decisions"), "seals/sections/decisions.html", context)


# --- What can be done next ---


def links(row: SealFile, person: Person, roles: Roles) -> list[Link]:
    """Of the network, the auditors, the committee and the programme, each what is theirs."""
    found = []
    if row.state == F.HANDED_IN and allowed(roles, Permission.MANAGE_SEALS):
        found.append(Link(_("Name the auditors"), reverse("seals:auditors", args=[row.pk]), "users"))
    elif row.state in WITH_NETWORK and cases.to_confirm(row) and allowed(roles, Permission.MANAGE_SEALS):
        url = reverse("seals:auditors", args=[row.pk])
        found.append(Link(_("Confirm the conditions"), url, "circle-check"))
    if allowed(roles, Permission.AUDIT_SEAL_FILE):
        kind = "primary" if row.state == F.AUDITING else ""
        found.append(Link(_("Audit"), reverse("seals:audit", args=[row.pk]), "file-text", kind))
    if row.state in queries.TO_DECIDE and allowed(roles, Permission.DECIDE_ON_SEAL):
        found.append(Link(_("Vote"), reverse("seals:decide", args=[row.pk]), "flag"))
    audit = queries.audit_of(row)
    if audit is not None and audit.reported_at is not None:
        answers = row.state == F.REPORTED and allowed(roles, Permission.KEEP_SEAL_FILE)
        label = _("Answer the findings") if answers else _("Report of the audit")
        url = reverse("seals:audit_report", args=[row.pk])
        found.append(Link(label, url, "file-text", "primary" if answers else ""))
    if queries.may_appeal(row) and allowed(roles, Permission.KEEP_SEAL_FILE):
        found.append(Link(_("Appeal"), reverse("seals:appeal", args=[row.pk]), "", ""))
    return found
