"""What a page tells of a row that several people write: `editions.seen` asks whether it still stands. Pure."""

from ithaca.seals.models import AuditSession, Finding, Improvement, Procedure
from ithaca.seals.models.procedure import NUMBERS


def procedure(row: Procedure) -> object:
    """To whoever changes how a network audits and decides."""
    return [getattr(row, name) for name in NUMBERS]


def session(row: AuditSession) -> object:
    """To whoever notes what a session has shown."""
    return [row.held_at.isoformat() if row.held_at else "", row.notes]


def finding(row: Finding) -> object:
    """To whoever writes a finding."""
    return [row.standard, row.kind, row.words, row.due.isoformat() if row.due else ""]


def exchange(row: Finding) -> object:
    """To whoever answers a finding, or judges the answer."""
    return [row.state, row.answer, row.remark]


def improvement(row: Improvement) -> object:
    """To whoever changes a line of the plan."""
    return [row.step, row.words, str(row.owner_id), row.due.isoformat(), row.progress]
