"""What answers the duties of pairs: ticks, and what the product knows by itself."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from ithaca.agreements.models import Signature
from ithaca.journal.queries import history
from ithaca.mentorships.models import Goal, Meeting, Mentorship, Tick
from ithaca.mentorships.states import EndKind, MeetingState
from ithaca.vault import queries as vault

# Ends that the two have decided on together; nobody's duty is done by the other's leaving.
JOINT = (EndKind.COMPLETED, EndKind.JOINT_EARLY_END)
# {role: moment}; under "" for a fact that is everybody's.
Answer = dict[str, datetime | None]


def ticks_of(rows: Collection[Mentorship]) -> dict[UUID, dict[str, Tick]]:
    """{pair: {duty: its tick}}, in one query; ticks taken back are left out."""
    found: dict[UUID, dict[str, Tick]] = {row.pk: {} for row in rows}
    for one in Tick.objects.filter(mentorship__in=list(found), taken_back_at=None).select_related("person"):
        found[one.mentorship_id][one.duty] = one
    return found


def _first(moments: Iterable[datetime]) -> datetime | None:
    return min(moments, default=None)


def _roles(row: Mentorship) -> dict[UUID, str]:
    return {row.mentor.person_id: "mentor", row.mentee.person_id: "mentee"}


def duty_facts(
    row: Mentorship, meetings: Collection[Meeting], goals: Collection[Goal], signatures: Collection[Signature]
) -> dict[str, Answer]:
    """When each fact that answers a duty came about; the meetings, goals and signatures are at hand already."""
    roles = _roles(row)
    planned = [m.created_at for m in meetings if m.state != MeetingState.CANCELLED]
    given = {e.facts["role"]: e.at for e in history(row.pk).filter(verb="evaluation.given")}
    charters = [row.mentor.charter_accepted_at, row.mentee.charter_accepted_at]
    sent = vault.written([row.room_id] if row.room_id else [], kind="cv")
    effective = row.agreement.effective_at if row.agreement else None
    return {
        "independence_checked": {"": row.begun_at},
        "charter_accepted": {"": max(charters) if row.begun_at else None},
        "cv_shared": {roles[cv.author_id]: cv.created_at for cv in reversed(sent) if cv.author_id in roles},
        "first_meeting_planned": {"": _first(planned)},
        "willingness_confirmed": {"": row.willingness_confirmed_at},
        "goal_set": {"": _first(goal.created_at for goal in goals)},
        "agreement_signed": {roles[s.person_id]: s.created_at for s in signatures if s.person_id in roles},
        "agreement_in_effect": {"": effective},
        "official_end_announced": {"": row.official_end_at},
        "decision_made": {"": row.goes_on_since or (row.ended_at if row.end_kind in JOINT else None)},
        "evaluation_given": dict(given),
        "evaluations_given": {"": max(given.values()) if len(given) > 1 else None},
        "closing_recorded": {"": row.ended_at},
    }
