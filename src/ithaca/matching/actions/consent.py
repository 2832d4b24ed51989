import uuid
from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.journal import actions as journal
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.matching import events, policies, sentences
from ithaca.matching.known import barred
from ithaca.matching.models import MatchProposal, RunPerson
from ithaca.matching.pool import rules_against
from ithaca.matching.queries import proposals
from ithaca.matching.queries.policy import policy_in_force
from ithaca.matching.rules import Closing, Reason
from ithaca.matching.states import MATCH_PROPOSAL, MatchProposalState
from ithaca.mentorships import actions as mentorships
from ithaca.mentorships.models import Mentorship
from ithaca.programmes import actions as programmes
from ithaca.programmes.actions.changes import locked_participation
from ithaca.programmes.models import Participation
from ithaca.programmes.policies import require as require_in_programme
from ithaca.programmes.states import ParticipationState

YES, NO = MatchProposal.Answer.YES, MatchProposal.Answer.NO


def _locked(match_id: uuid.UUID) -> MatchProposal:
    rows = MatchProposal.objects.select_for_update(of=("self",))
    return rows.select_related(*proposals.WITH_PEOPLE).get(pk=match_id)


def _record(fact: type[events.MatchFact], actor: Person | None, row: MatchProposal, **more: object) -> None:
    journal.record(
        fact(
            actor_id=actor.pk if actor else None,
            subject_id=row.pk,
            programme_id=row.run.programme_id,
            run_id=row.run_id,
            **more,
        )
    )


def _close(row: MatchProposal, verb: str) -> None:
    row.state = MATCH_PROPOSAL.after(verb, row.state)
    row.answered_at = clock.now()
    row.save()


@transaction.atomic
def accept_match(*, actor: Person, proposal: MatchProposal) -> Mentorship | None:
    """One says yes; with the yes of the other the mentorship begins, in the same transaction."""
    # The mentee's row first, as wherever a mentorship begins: transactions wait for each other in one order.
    mentee = proposals.place_of(proposal, "mentee")
    if mentee is not None:
        locked_participation(mentee)
    row = _locked(proposal.pk)
    role = policies.role_of(actor, row)
    policies.require(actor, row, Permission.ANSWER_MATCH)
    if row.mentorship is not None or getattr(row, f"{role}_answer") == YES:
        return row.mentorship
    if row.state != MatchProposalState.OPEN or row.reply_by <= clock.now():
        over = MatchProposalState.LAPSED if row.state == MatchProposalState.OPEN else row.state
        raise Refusal(sentences.over(over))
    _take_part(actor, row, role)
    setattr(row, f"{role}_answer", YES)
    if row.mentor_answer == row.mentee_answer == YES:
        _begin(actor, row)
    else:
        row.save()
        _record(events.MatchAnswered, actor, row, role=role)
    return row.mentorship


def _take_part(actor: Person, row: MatchProposal, role: str) -> None:
    """What a yes asks of its giver: to take part, under the charter in force, in a pair that may be."""
    own = proposals.place_of(row, role)
    if own is None or not own.inside:
        raise Refusal(_("Join the programme first: your invitation leads there."))
    programmes.require_charter(own)
    other = proposals.place_of(row, "mentee" if role == "mentor" else "mentor")
    against = _against_one(own) if other is None else _against_both(own, other)
    if against:
        raise Refusal(sentences.against(against, role))
    if own.state == ParticipationState.ACCEPTED:
        # Whoever agrees to a pair takes part, also where the profile is not written yet: nobody finds them by this.
        programmes.activate(person=actor, participation=own)


def _against_one(own: Participation) -> Collection[str]:
    """The rules that can be asked of one alone; trainings may still be followed before the other has joined."""
    return set(barred([own], policy_in_force(own.programme))[own.pk]) - {"prepared"}


def _against_both(own: Participation, other: Participation) -> Collection[str]:
    """Every rule of the policy in force, as people are known now; the mentor's row is held, so that places are true."""
    mentor, mentee = (own, other) if own.role == "mentor" else (other, own)
    mentor = locked_participation(mentor)
    mentorships.require_possible(mentor, mentee)
    return rules_against(mentee, mentor, policy_in_force(mentee.programme))


def _begin(actor: Person, row: MatchProposal) -> None:
    mentor, mentee = proposals.place_of(row, "mentor"), proposals.place_of(row, "mentee")
    assert mentor is not None
    assert mentee is not None
    row.mentorship = mentorships.begin(actor=actor, id=new_id(), mentor=mentor, mentee=mentee)
    _close(row, "agree")
    _record(events.MatchAgreed, actor, row, mentorship_id=row.mentorship.pk)


@transaction.atomic
def decline_match(*, actor: Person, proposal: MatchProposal, reason: str, words: str = "") -> None:
    """One says no; why is for the coordination alone. The two are free again, and this pair never comes up anew."""
    row = _locked(proposal.pk)
    role = policies.role_of(actor, row)
    policies.require(actor, row, Permission.ANSWER_MATCH)
    _decline(actor, row, role, why=(reason, words))


@transaction.atomic
def decline_for(*, actor: Person, proposal: MatchProposal, role: str, reason: str, words: str = "") -> None:
    """The coordination notes the no of somebody who has told them so; that person hears that it is noted."""
    row = _locked(proposal.pk)
    require_in_programme(actor, row.run.programme, Permission.RUN_MATCHING)
    if role not in policies.SIDES:
        raise Denied(role)
    _decline(actor, row, role, why=(reason, words), by_coordination=True)


def _decline(actor: Person, row: MatchProposal, role: str, *, why: tuple[str, str], **more: object) -> None:
    if row.state == MatchProposalState.DECLINED:
        return
    if row.state != MatchProposalState.OPEN:
        raise Refusal(sentences.over(row.state))
    setattr(row, f"{role}_answer", NO)
    row.reason, row.reason_words = Reason(why[0]), why[1].strip()
    _close(row, "decline")
    _record(events.MatchDeclined, actor, row, role=role, **more)


@transaction.atomic
def withdraw_match(*, actor: Person, proposal: MatchProposal) -> None:
    """The coordination takes a proposal back before both have answered."""
    row = _locked(proposal.pk)
    require_in_programme(actor, row.run.programme, Permission.RUN_MATCHING)
    if row.state == MatchProposalState.WITHDRAWN:
        return
    if row.state != MatchProposalState.OPEN:
        raise Refusal(_("This proposal is closed already: both have answered, or its time is over."))
    _withdraw(actor, row, Closing.COORDINATION)


def _withdraw(actor: Person | None, row: MatchProposal, reason: Closing) -> None:
    row.reason = reason
    _close(row, "withdraw")
    _record(events.MatchWithdrawn, actor, row, reason=reason.value)


@transaction.atomic
def close_matches_of(participation_id: uuid.UUID, *, reason: Closing) -> int:
    """
    Ends the open proposals of somebody who left, takes a break, may no longer join (then it is their invitation), found
    a mentor another way, or has no place left.
    """
    found = proposals.open_with(participation_id)
    if reason == Closing.MENTOR_FOUND:
        found = found.filter(mentee__participation=participation_id)
    elif reason == Closing.MENTOR_FULL:
        found = proposals.open_of_full_mentor(participation_id)
    rows = _held(found)
    for row in rows:
        _withdraw(None, row, reason)
    return len(rows)


def _held(found: QuerySet[MatchProposal]) -> list[MatchProposal]:
    """Those that are still open once they are held."""
    rows = [_locked(pk) for pk in found.values_list("pk", flat=True)]
    return [row for row in rows if row.state == MatchProposalState.OPEN]


@transaction.atomic
def seat_whoever_joined(*, invitation_id: uuid.UUID, participation_id: uuid.UUID) -> None:
    """Somebody who was matched before they joined stands in the runs as who they are now."""
    rows = RunPerson.objects.filter(invitation=invitation_id, participation=None)
    rows.update(participation=participation_id)


def lapse_due_matches(now: datetime | None = None) -> int:
    """The clock's work: proposals whose time to answer is over; says how many lapsed."""
    moment = now or clock.now()
    return sum(_lapse(match_id, moment) for match_id in proposals.due(moment))


@transaction.atomic
def _lapse(match_id: uuid.UUID, now: datetime) -> bool:
    row = _locked(match_id)
    if row.state != MatchProposalState.OPEN or row.reply_by > now:
        return False
    _close(row, "lapse")
    _record(events.MatchLapsed, None, row)
    return True
