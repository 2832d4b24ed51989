"""Pairs that begin and meet, or miss each other."""

from datetime import UTC, datetime, timedelta

from ithaca.kernel import clock
from ithaca.kernel.ids import new_id
from ithaca.mentorships import actions
from ithaca.mentorships.actions.meetings import Plan
from ithaca.mentorships.models import Mentorship
from ithaca.programmes.models import Participation


def begin(mentor: Participation, mentee: Participation) -> Mentorship:
    return actions.begin(actor=mentor.person, id=new_id(), mentor=mentor, mentee=mentee)


def meet(mentorship: Mentorship, *, missed: bool = False) -> None:
    """The mentee planned it, the mentor records it: both have said yes."""
    person = mentorship.mentor.person
    plan = Plan("video", datetime.now(UTC) - timedelta(hours=2), 60)
    with clock.telling(plan.starts_at - timedelta(days=1)):
        meeting = actions.plan_meeting(
            actor=mentorship.mentee.person, id=new_id(), mentorship=mentorship, plan=plan
        )
    if missed:
        actions.miss_meeting(actor=person, meeting=meeting, missed_by="mentee")
    else:
        actions.hold_meeting(actor=person, meeting=meeting, minutes=55)
