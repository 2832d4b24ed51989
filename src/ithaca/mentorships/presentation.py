"""What the page of one pair shows to one reader."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.kernel.ids import new_id
from ithaca.mentorships import labels, policies, queries, rules
from ithaca.mentorships.course_page import course
from ithaca.mentorships.forms import DecisionForm
from ithaca.mentorships.models import Mentorship, Proposal
from ithaca.mentorships.next_step import next_step
from ithaca.mentorships.states import RUNNING, MentorshipState
from ithaca.programmes.texts import localised
from ithaca.resources import queries as resources

PHASES = (MentorshipState.LAUNCH, MentorshipState.DEVELOPMENT, MentorshipState.SEPARATION)


def phases(row: Mentorship, launch_is_over: bool) -> list[tuple[object, str, object]]:
    """The three phases as steps; a pause keeps the place."""
    texts = [
        _("Meet, agree on expectations, sign."),
        _("Meet, work on the goals, open doors."),
        _("Look back, close, stay in touch or not."),
    ]
    if row.state == MentorshipState.ENDED:
        place = len(PHASES)
    elif row.state in PHASES:
        place = PHASES.index(MentorshipState(row.state))
    else:
        place = 1 if launch_is_over else 0
    marks = ["done" if i < place else "current" if i == place else "next" for i in range(len(PHASES))]
    return [(labels.MENTORSHIP[p], mark, text) for p, mark, text in zip(PHASES, marks, texts, strict=True)]


def possible_decisions(row: Mentorship) -> list[str]:
    kind = Proposal.Kind
    if row.state == MentorshipState.SEPARATION:
        return [kind.CLOSE, kind.GO_ON]
    if row.state == MentorshipState.DEVELOPMENT and row.official_end_at is not None:
        return [*([] if row.goes_on_since else [kind.GO_ON]), kind.CLOSE, kind.END_EARLY]
    if row.state in (MentorshipState.LAUNCH, MentorshipState.DEVELOPMENT, MentorshipState.PAUSED):
        return [kind.END_EARLY]
    return []


def meeting_rows(meetings: Any, summarised: Collection[UUID] = ()) -> list[dict[str, Any]]:
    return [
        {
            "meeting": m,
            "begun": m.starts_at <= clock.now(),
            "summarised": m.pk in summarised,
            "state": labels.MEETING[m.state],
            "contact": labels.CONTACT.get(m.contact_type, m.contact_type),
            "missed_by": labels.MISSED_BY.get(m.missed_by, ""),
            "tone": {"planned": "going", "held": "done", "missed": "attention"}.get(m.state, "ended"),
        }
        for m in meetings
    ]


def goal_rows(goals: Any) -> list[dict[str, Any]]:
    tones = {"set": "going", "in progress": "going", "reached": "done"}
    return [{"goal": g, "state": labels.GOAL[g.state], "tone": tones.get(g.state, "ended")} for g in goals]


def pair_page(person: Person, row: Mentorship) -> dict[str, Any]:
    page = queries.page(row)
    roles = policies.roles_in_mentorship(person, row)
    role = next((str(r) for r in ("mentor", "mentee") if r in roles), "")
    other = queries.counterpart(row, person) if role else None
    kinds = possible_decisions(row)
    return {
        "page": page,
        "mentorship": row,
        "programme": row.programme,
        "programme_name": localised(row.programme.name, get_language() or "fr"),
        "state": labels.MENTORSHIP[row.state],
        "end": labels.END.get(row.end_kind, ""),
        "role": role,
        "other": other,
        "running": row.state in RUNNING,
        "ended": row.state == MentorshipState.ENDED,
        "may_answer": role
        and row.state == MentorshipState.PROPOSED
        and not getattr(row, f"{role}_agreed_at"),
        "step": next_step(queries.situations(person, [row])[0])
        if role and row.state not in ("ended", "declined")
        else None,
        **course(row, page, roles),
        "phases": phases(row, page.launch_is_over),
        "planned": meeting_rows(page.planned),
        "past": meeting_rows(page.past, page.summarised),
        "goals": goal_rows(page.goals),
        "decision": labels.decision(page.proposal.kind, row.state) if page.proposal else "",
        "decision_follows": labels.what_follows(page.proposal.kind, row.state) if page.proposal else "",
        "may_end": role and (page.proposal is not None or Proposal.Kind.CLOSE in kinds),
        "decision_is_mine": page.proposal is not None and page.proposal.proposed_by_id == person.pk,
        "decision_form": DecisionForm(initial={"id": new_id()}, kinds=kinds, phase=row.state)
        if role and kinds
        else None,
        "zone": other.time_zone if other else None,
        "resources": resources.for_pair(
            row.programme,
            phase=rules.present_phase(row.state, launched=page.launch_is_over),
            role=role,
        ),
        "i_signed": person.pk in page.signed_newest,
    }
