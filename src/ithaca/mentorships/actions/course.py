from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.mentorships import events, policies
from ithaca.mentorships.actions.changes import (
    enter_development_if_ready,
    launch_is_over,
    locked,
    locked_running,
    move,
    record,
)
from ithaca.mentorships.actions.follow_ups import plan_follow_up
from ithaca.mentorships.actions.meetings.planning import close_meetings
from ithaca.mentorships.actions.succession import open_succession
from ithaca.mentorships.actions.topics import close_topics
from ithaca.mentorships.models import Mentorship, Proposal
from ithaca.mentorships.states import RUNNING, EndKind, MentorshipState, ProposalState
from ithaca.programmes import actions as programmes
from ithaca.vault import actions as vault


@transaction.atomic
def confirm_willingness(*, actor: Person, mentorship: Mentorship) -> None:
    """The mentee confirms, at the first meeting, that they wish to be mentored."""
    row = locked_running(mentorship.pk)
    policies.require(actor, row, Permission.CONFIRM_WILLINGNESS)
    if row.willingness_confirmed_at is not None:
        return
    row.willingness_confirmed_at = clock.now()
    record(events.WillingnessConfirmed, actor, row)
    enter_development_if_ready(actor, row)
    row.save()


@transaction.atomic
def pause(*, actor: Person, mentorship: Mentorship, returns_on: date | None = None) -> None:
    """Rests a mentorship, until a day if they say one; nothing is lost, and no reason is asked."""
    row = locked(mentorship.pk)
    policies.require(actor, row, Permission.TAKE_PART_IN_MENTORSHIP)
    if row.state == MentorshipState.PAUSED:
        return
    if returns_on is not None and returns_on <= clock.today(actor.time_zone):
        raise Refusal(_("Choose a day that is still to come, or none."), field="returns_on")
    move(row, "pause")
    row.returns_on, row.return_reminded_at = returns_on, None
    row.save(update_fields=["state", "returns_on", "return_reminded_at"])
    record(events.Paused, actor, row, returns_on=returns_on)


@transaction.atomic
def resume(*, actor: Person, mentorship: Mentorship) -> None:
    """Takes a paused mentorship up again, in the phase that its facts say."""
    row = locked(mentorship.pk)
    policies.require(actor, row, Permission.TAKE_PART_IN_MENTORSHIP)
    if row.state != MentorshipState.PAUSED:
        return
    move(row, "resume" if launch_is_over(row) else "resume the launch")
    row.returns_on = row.return_reminded_at = None
    row.save(update_fields=["state", "returns_on", "return_reminded_at"])
    record(events.Resumed, actor, row)


def remind_of_returns(now: datetime | None = None) -> int:
    """The clock's work: reminds pairs on the day on which their pause was to be over; says how many."""
    moment = now or clock.now()
    due = Mentorship.objects.filter(
        state=MentorshipState.PAUSED, returns_on__lte=moment.date(), return_reminded_at=None
    )
    return sum(_remind_of_return(pk, moment) for pk in due.order_by("id").values_list("pk", flat=True))


@transaction.atomic
def _remind_of_return(mentorship_id: UUID, now: datetime) -> bool:
    row = locked(mentorship_id)
    if row.state != MentorshipState.PAUSED or row.returns_on is None or row.return_reminded_at is not None:
        return False
    row.return_reminded_at = now
    row.save(update_fields=["return_reminded_at"])
    record(events.ReturnDue, None, row, returns_on=row.returns_on)
    return True


@transaction.atomic
def withdraw(*, actor: Person, mentorship: Mentorship) -> None:
    """Either may leave at any time; no reason is owed."""
    row = locked(mentorship.pk)
    policies.require(actor, row, Permission.TAKE_PART_IN_MENTORSHIP)
    if row.state == MentorshipState.ENDED:
        return
    as_mentor = policies.role_of(actor, row) == "mentor"
    end(actor, row, EndKind.WITHDRAWN_BY_MENTOR if as_mentor else EndKind.WITHDRAWN_BY_MENTEE)


@transaction.atomic
def exclude(*, actor: Person, mentorship: Mentorship) -> None:
    """The organisation ends a mentorship; no reason is owed, and none is kept."""
    row = locked(mentorship.pk)
    policies.require(actor, row, Permission.EXCLUDE_FROM_MENTORSHIP)
    if row.state == MentorshipState.ENDED:
        return
    end(actor, row, EndKind.EXCLUDED)


@transaction.atomic
def end_pairs_of(participation_id: UUID) -> None:
    """Somebody was excluded from the programme: their running mentorships end with it."""
    mine = Q(mentor=participation_id) | Q(mentee=participation_id)
    for found in (
        Mentorship.objects.filter(mine, state__in=RUNNING).order_by("id").values_list("pk", flat=True)
    ):
        end(None, locked(found), EndKind.EXCLUDED)


def end(actor: Person | None, row: Mentorship, kind: EndKind) -> None:
    """The common last step: state, places, open decisions and planned meetings; only inside an action."""
    if row.state == MentorshipState.PROPOSED:
        raise Refusal(_("This mentorship has not begun. Say no to the proposal instead."))
    move(row, "end")
    row.end_kind = kind
    row.ended_at = clock.now()
    row.next_meeting_at = row.returns_on = None
    row.save()
    Proposal.objects.filter(mentorship=row, state=ProposalState.OPEN).update(
        state=ProposalState.TAKEN_BACK, answered_at=row.ended_at
    )
    close_meetings(actor, row)
    programmes.give_place_back(row.mentor)
    programmes.give_place_back(row.mentee)
    if row.room is not None:
        vault.close_room(room_id=row.room.pk)
    close_topics(row)
    record(events.Ended, actor, row, kind=kind.value)
    open_succession(actor, row)
    plan_follow_up(row)
