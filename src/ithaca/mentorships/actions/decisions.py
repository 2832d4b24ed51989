import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.mentorships import events, policies, rules
from ithaca.mentorships.actions.changes import locked, move, record
from ithaca.mentorships.actions.course import end
from ithaca.mentorships.models import Mentorship, Proposal
from ithaca.mentorships.states import PROPOSAL, EndKind, MentorshipState, ProposalState

KIND = Proposal.Kind


@transaction.atomic
def propose_decision(
    *, actor: Person, id: uuid.UUID, mentorship: Mentorship, kind: str, talked: bool = False
) -> Proposal:
    """One of the two proposes to go on, to close or to end early; the other answers.

    `talked`: whether they say that the two have talked about an early end.
    """
    row = locked(mentorship.pk)
    policies.require(actor, row, Permission.TAKE_PART_IN_MENTORSHIP)
    existing = Proposal.made_before(id, mentorship=row)
    if existing is not None:
        return existing
    _require_fitting(row, kind)
    other = Proposal.objects.filter(mentorship=row, state=ProposalState.OPEN).first()
    if other is not None:
        if other.kind == kind and other.proposed_by_id != actor.pk:
            _answer(actor, row, other, "agree", talked=talked)  # both proposed the same at the same time
            return other
        raise Refusal(_("A proposal waits for an answer already. Answer that one first."))
    talked_at = clock.now() if talked and kind == KIND.END_EARLY else None
    proposal = Proposal.objects.create(
        id=id, mentorship=row, kind=kind, proposed_by=actor, proposer_talked_at=talked_at
    )
    record(events.DecisionProposed, actor, row, proposal_id=proposal.pk, kind=kind, phase=str(row.state))
    return proposal


def _require_fitting(row: Mentorship, kind: str) -> None:
    if kind not in KIND.values:
        raise Refusal(_("Choose what you want to propose."), field="kind")
    if kind == KIND.END_EARLY:
        fitting = row.state in (MentorshipState.LAUNCH, MentorshipState.DEVELOPMENT, MentorshipState.PAUSED)
    else:
        fitting = row.state in (MentorshipState.DEVELOPMENT, MentorshipState.SEPARATION) and (
            row.official_end_at is not None
        )
    if kind == KIND.GO_ON and rules.ceiling_reached(row.contacts, row.programme.most_contacts):
        raise Refusal(
            _("You have held all the meetings that the programme provides for. What is left is to close.")
        )
    if not fitting:
        raise Refusal(_("This decision does not fit where the mentorship stands now."))


@transaction.atomic
def agree_decision(*, actor: Person, proposal: Proposal, talked: bool = False) -> None:
    """The other says yes, and what was proposed happens; to an early end, only after a talk that both confirm."""
    row, found = _locked(actor, proposal)
    if found.state == ProposalState.AGREED:
        return
    _answer(actor, row, found, "agree", talked=talked)


@transaction.atomic
def confirm_discussion(*, actor: Person, proposal: Proposal) -> None:
    """Whoever proposed to end early says that the two have talked about it now."""
    row, found = _locked(actor, proposal)
    if found.proposer_talked_at is not None:
        return
    if found.kind != KIND.END_EARLY or found.state != ProposalState.OPEN or found.proposed_by_id != actor.pk:
        raise Refusal(_("There is nothing to confirm here any more."))
    found.proposer_talked_at = clock.now()
    found.save(update_fields=["proposer_talked_at"])
    record(events.DiscussionConfirmed, actor, row, proposal_id=found.pk)


@transaction.atomic
def decline_decision(*, actor: Person, proposal: Proposal) -> None:
    """The other says no; everything stays as it is."""
    row, found = _locked(actor, proposal)
    if found.state == ProposalState.DECLINED:
        return
    _answer(actor, row, found, "decline")


@transaction.atomic
def take_decision_back(*, actor: Person, proposal: Proposal) -> None:
    """Whoever proposed thinks better of it, as long as the other has not answered."""
    row, found = _locked(actor, proposal)
    if found.state == ProposalState.TAKEN_BACK:
        return
    if found.proposed_by_id != actor.pk:
        raise Refusal(_("Only the person who proposed this can take it back."))
    _settle(found, "take back")
    record(events.DecisionTakenBack, actor, row, proposal_id=found.pk, kind=found.kind, phase=str(row.state))


def _locked(actor: Person, proposal: Proposal) -> tuple[Mentorship, Proposal]:
    row = locked(proposal.mentorship_id)
    policies.require(actor, row, Permission.TAKE_PART_IN_MENTORSHIP)
    return row, Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)


def _settle(proposal: Proposal, verb: str) -> None:
    proposal.state = PROPOSAL.after(verb, proposal.state)
    proposal.answered_at = clock.now()
    proposal.save(update_fields=["state", "answered_at"])


def _answer(actor: Person, row: Mentorship, proposal: Proposal, verb: str, *, talked: bool = False) -> None:
    if proposal.proposed_by_id == actor.pk:
        raise Refusal(_("You proposed this yourself: the answer is the other person's."))
    if verb == "agree":
        _require_fitting(row, proposal.kind)  # the mentorship may rest since it was proposed
        _require_talk(proposal, talked)
    _settle(proposal, verb)
    fact = events.DecisionAgreed if verb == "agree" else events.DecisionDeclined
    record(fact, actor, row, proposal_id=proposal.pk, kind=proposal.kind, phase=str(row.state))
    if verb == "agree":
        _carry_out(actor, row, proposal.kind)


def _require_talk(proposal: Proposal, talked: bool) -> None:
    """An early end is a decision that two people take in a talk, never by a click alone."""
    if proposal.kind != KIND.END_EARLY:
        return
    if not talked:
        raise Refusal(_("Talk about it first, then confirm that you have and agree."))
    if proposal.proposer_talked_at is None:
        raise Refusal(
            _("%(name)s has not confirmed yet that you have talked about it.")
            % {"name": proposal.proposed_by.name}
        )
    proposal.other_talked_at = clock.now()
    proposal.save(update_fields=["other_talked_at"])


def _carry_out(actor: Person, row: Mentorship, kind: str) -> None:
    if kind == KIND.END_EARLY:
        end(actor, row, EndKind.JOINT_EARLY_END)
    elif kind == KIND.GO_ON:
        if row.state == MentorshipState.SEPARATION:
            move(row, "go on")
        row.goes_on_since = clock.now()
        row.save(update_fields=["state", "goes_on_since"])
        record(events.GoesOn, actor, row)
    elif row.state == MentorshipState.DEVELOPMENT:
        move(row, "enter separation")
        row.save(update_fields=["state"])
        record(events.SeparationEntered, actor, row)
    else:
        end(actor, row, EndKind.COMPLETED)
