"""What tests of meetings begin with."""

import uuid
from datetime import UTC, datetime, timedelta

from ithaca.kernel import clock
from ithaca.kernel.ids import new_id
from ithaca.mentorships import actions
from ithaca.mentorships.actions.meetings import Offer, Plan
from ithaca.mentorships.models import Meeting, Mentorship
from tests.cast import Cast

LINK = "https://visio.example.org/escale"


def pair(cast: Cast) -> Mentorship:
    return actions.begin(actor=cast.mentor, id=new_id(), mentor=cast.mentoring, mentee=cast.being_mentored)


def in_days(*days: float) -> tuple[datetime, ...]:
    now = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    return tuple(now + timedelta(days=number) for number in days)


def offered(cast: Cast, row: Mentorship, *days: float) -> Meeting:
    """The mentee offers dates."""
    offer = Offer("video", in_days(*(days or (2, 4, 6))), 60, LINK, time_zone="Europe/Paris")
    return actions.propose_dates(actor=cast.mentee, id=new_id(), mentorship=row, offer=offer)


def planned(cast: Cast, row: Mentorship, days: float = 3, kind: str = "video") -> Meeting:
    return actions.plan_meeting(
        actor=cast.mentee, id=new_id(), mentorship=row, plan=Plan(kind, in_days(days)[0], 60)
    )


def yesterday(cast: Cast, row: Mentorship, kind: str = "video") -> Meeting:
    """Planned before, due yesterday, not recorded yet."""
    with clock.telling(clock.now() - timedelta(days=5)):
        return planned(cast, row, -1, kind)


def met(
    cast: Cast, row: Mentorship, days: float = -0.1, minutes: int = 60, *, id: uuid.UUID | None = None
) -> Meeting:
    """Unplanned, since the pair began; the mentee recorded it and the mentor confirmed it."""
    plan = Plan("video", clock.now() + timedelta(days=days), minutes)
    Mentorship.objects.filter(pk=row.pk, begun_at__gt=plan.starts_at).update(begun_at=plan.starts_at)
    made = actions.record_past_meeting(actor=cast.mentee, id=id or new_id(), mentorship=row, plan=plan)
    actions.confirm_contact(actor=cast.mentor, meeting=made)
    return again(made)


def again(meeting: Meeting) -> Meeting:
    return Meeting.objects.get(pk=meeting.pk)
