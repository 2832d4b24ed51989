"""What the page of one pair shows to one reader."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ithaca.accounts.models import Person
from ithaca.kernel.ids import new_id
from ithaca.mentorships import labels, policies, queries, rules
from ithaca.mentorships.forms.deciding import DecisionForm
from ithaca.mentorships.models import Mentorship, Proposal
from ithaca.mentorships.next_step import next_step
from ithaca.mentorships.presentation.course import course
from ithaca.mentorships.presentation.endings import after_the_end
from ithaca.mentorships.presentation.meetings import meetings
from ithaca.mentorships.states import RUNNING, MentorshipState
from ithaca.programmes.models import Participation
from ithaca.programmes.states import ParticipationState
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
    go_on = [] if rules.ceiling_reached(row.contacts, row.programme.most_contacts) else [kind.GO_ON]
    if row.state == MentorshipState.SEPARATION:
        return [kind.CLOSE, *go_on]
    if row.state == MentorshipState.DEVELOPMENT and row.official_end_at is not None:
        return [*([] if row.goes_on_since else go_on), kind.CLOSE, kind.END_EARLY]
    if row.state in (MentorshipState.LAUNCH, MentorshipState.DEVELOPMENT, MentorshipState.PAUSED):
        return [kind.END_EARLY]
    return []


def goal_rows(goals: Any) -> list[dict[str, Any]]:
    tones = {"set": "going", "in progress": "going", "reached": "done"}
    return [{"goal": g, "state": labels.GOAL[g.state], "tone": tones.get(g.state, "ended")} for g in goals]


def offered(row: Mentorship, page: queries.Page, role: str) -> list[resources.Item]:
    """What the programme offers to read in the pair's phase."""
    phase = rules.present_phase(row.state, launched=page.launch_is_over)
    return resources.for_pair(row.programme, phase=phase, role=role)


def only_decision(kinds: list[str], row: Mentorship) -> dict[str, Any]:
    """Where only one thing can be proposed, the page names it; an early end stays folded until it is looked for."""
    if len(kinds) != 1:
        return {}
    label, follows = labels.decision(kinds[0], row.state), labels.what_follows(kinds[0], row.state)
    return {
        "only_decision": {"label": label, "follows": follows},
        "folded": kinds[0] == Proposal.Kind.END_EARLY,
    }


def _decisions(person: Person, page: queries.Page, role: str) -> dict[str, Any]:
    """The joint decision that waits, or the form to propose one."""
    row, open_ = page.mentorship, page.proposal
    kinds = possible_decisions(row)
    form = DecisionForm(initial={"id": new_id()}, kinds=kinds, phase=row.state) if role and kinds else None
    return {
        "decision": labels.decision(open_.kind, row.state) if open_ else "",
        "decision_follows": labels.what_follows(open_.kind, row.state) if open_ else "",
        "may_end": role and (open_.kind != Proposal.Kind.GO_ON if open_ else Proposal.Kind.CLOSE in kinds),
        "decision_is_mine": open_ is not None and open_.proposed_by_id == person.pk,
        "decision_form": form,
        **only_decision(kinds, row),
    }


def their_profile(row: Mentorship, role: str) -> Participation | None:
    """Whom a proposed pair is asked about, where there is a profile of theirs to read before answering."""
    if not role or row.state != MentorshipState.PROPOSED:
        return None
    other = row.mentee if role == "mentor" else row.mentor
    return other if other.state != ParticipationState.ACCEPTED else None


def pair_page(person: Person, row: Mentorship) -> dict[str, Any]:
    page = queries.page(row)
    roles = policies.roles_in_mentorship(person, row)
    role = next((str(r) for r in ("mentor", "mentee") if r in roles), "")
    other = queries.counterpart(row, person) if role else None
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
        "their_profile": their_profile(row, role),
        "step": next_step(queries.situations(person, [row])[0])
        if role and row.state not in ("ended", "declined")
        else None,
        **course(row, page, roles),
        "phases": phases(row, page.launch_is_over),
        **meetings(page, person, of_the_two=bool(role)),
        "unread": queries.unread(person, row) if role else 0,
        "goals": goal_rows(page.goals),
        **_decisions(person, page, role),
        "zone": other.time_zone if other else None,
        "resources": offered(row, page, role),
        **after_the_end(row, role),
        "i_signed": person.pk in page.signed_newest,
    }
