"""What the page of a pair shows of its course: checklists, what the coordination sees, the timeline."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import get_language

from ithaca.access.roles import Role
from ithaca.mentorships import attention, checklist, health, labels, queries, rules, sentences, timeline
from ithaca.mentorships.actions.duties import AS_ROLE
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.nudges import WORDS
from ithaca.mentorships.queries import Page
from ithaca.mentorships.states import RUNNING, MentorshipState
from ithaca.programmes import duties
from ithaca.programmes.states import ParticipationState


def course(row: Mentorship, page: Page, roles: Collection[Role]) -> dict[str, Any]:
    """For whoever may see the facts of the pair; everything but one's own checklist is the same for all."""
    if row.state in (MentorshipState.PROPOSED, MentorshipState.DECLINED):
        return {}
    facts = queries.duty_facts(row, [*page.planned, *page.past], page.goals, page.signatures)
    lists = _checklists(row, page, facts)
    mine = next((role for role in ("mentee", "mentor", "coordinator") if AS_ROLE[role] & set(roles)), "")
    return {
        "checklist": lists.get(mine, []),
        "checklist_role": mine,
        "before": _before(row, page, facts, mine) if mine in ("mentee", "mentor") else None,
        "health": _health(row, lists),
        "timeline": timeline.told(timeline.lines_of(row)[: timeline.SHORT], row),
        "may_nudge": row.state in RUNNING and bool(AS_ROLE["coordinator"] & set(roles)),
    }


def _before(
    row: Mentorship, page: Page, facts: Mapping[str, queries.Answer], mine: str
) -> dict[str, Any] | None:
    """What the two exchange before their first meeting; nothing once they have met."""
    if row.state != MentorshipState.LAUNCH or row.contacts:
        return None
    sent = facts["cv_shared"]
    other = row.mentor if mine == "mentee" else row.mentee
    return {
        "other": other,
        "has_profile": other.state != ParticipationState.ACCEPTED,  # until it is published
        "cvs": [{"place": getattr(row, who), "sent_at": sent.get(who)} for who in ("mentee", "mentor")]
        if row.programme.cv_asked
        else [],
        "meeting": page.planned[0] if page.planned else None,
        "offered_by": page.offered[0].offered_by if page.offered else None,
    }


def _checklists(
    row: Mentorship, page: Page, facts: Mapping[str, queries.Answer]
) -> dict[str, list[checklist.PhaseList]]:
    language = get_language() or "fr"
    offered = duties.duties(row.programme, language, duties.own_duties([row.programme]))
    items = checklist.items(offered, queries.ticks_of([row])[row.pk], facts)
    current = rules.present_phase(row.state, launched=page.launch_is_over)
    phases = duties.phases(row.programme, language)
    return {role: checklist.lists(phases, items, role=role, current=current) for role in duties.ROLES}


def _health(row: Mentorship, lists: dict[str, list[checklist.PhaseList]]) -> dict[str, Any]:
    found = health.findings(attention.facts_of([row])[row.pk])
    last = queries.last_nudge(row)
    present = {role: next((one for one in some if one.current), None) for role, some in lists.items()}
    return {
        "findings": [
            {
                "title": sentences.SHORT[one.concern],
                "why": sentences.why(one.concern, row.programme),
                "since": one.since,
            }
            for one in found
        ],
        "state": labels.MENTORSHIP[row.state],
        "nudge": {"text": WORDS[last.words].text, "row": last} if last and last.words in WORDS else None,
        "mentee": present["mentee"],
        "mentor": present["mentor"],
    }
