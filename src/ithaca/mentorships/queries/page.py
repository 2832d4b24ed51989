"""Everything that the page of one pair shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from ithaca.agreements import queries as agreements
from ithaca.agreements.models import Signature
from ithaca.mentorships import rules
from ithaca.mentorships.models import Feedback, Goal, Meeting, Mentorship, Proposal
from ithaca.mentorships.queries.feedback import feedback
from ithaca.mentorships.queries.plans import Plan, plan
from ithaca.mentorships.states import NEVER_WAS, MeetingState, ProposalState
from ithaca.vault import queries as vault


@dataclass(frozen=True)
class Page:
    """Everything that the page of one pair shows: facts only."""

    mentorship: Mentorship
    planned: Sequence[Meeting]
    past: Sequence[Meeting]
    offered: Sequence[Meeting]  # with dates to choose from, their `slots` and `attendances` at hand
    goals: Sequence[Goal]
    signatures: Sequence[Signature]
    signed_newest: frozenset[UUID]
    renegotiated: bool  # a newer agreement than the one in effect waits for signatures
    proposal: Proposal | None
    launch_is_over: bool
    plan: Plan
    feedback: Sequence[Feedback]
    summarised: frozenset[UUID]  # meetings that have their summary in the room


def page(row: Mentorship) -> Page:
    rows = Meeting.objects.filter(mentorship=row).exclude(state__in=NEVER_WAS)
    meetings = list(
        rows.prefetch_related("slots", "attendances")
        .select_related("offered_by", "recorded_by")
        .order_by("starts_at", "id")
    )
    agreement = row.agreement
    signed = agreements.signers_of_newest(agreement) if agreement else frozenset()
    effective = agreement is not None and agreement.effective_at is not None
    progress = rules.Progress(row.willingness_confirmed_at is not None, effective, row.contacts)
    return Page(
        mentorship=row,
        planned=[m for m in meetings if m.state == MeetingState.PLANNED],
        past=[m for m in reversed(meetings) if m.state not in (MeetingState.PLANNED, MeetingState.PROPOSED)],
        offered=[m for m in meetings if m.offered_by_id is not None],
        goals=list(Goal.objects.filter(mentorship=row).order_by("due_on", "created_at", "id")),
        signatures=agreements.signatures(agreement) if agreement else [],
        signed_newest=signed,
        renegotiated=agreement is not None and agreements.is_under_discussion(agreement),
        proposal=Proposal.objects.filter(mentorship=row, state=ProposalState.OPEN)
        .select_related("proposed_by")
        .first(),
        launch_is_over=rules.launch_is_over(progress),
        plan=plan(row),
        feedback=feedback(row),
        summarised=_summarised(row),
    )


def _summarised(row: Mentorship) -> frozenset[UUID]:
    """A fact of the room: that something of this kind stands there, never what."""
    if row.room is None:
        return frozenset()
    found = vault.contents(row.room, kind="summary")
    return frozenset(about for about in found.values_list("about", flat=True) if about is not None)
