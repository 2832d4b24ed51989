"""What waits for somebody's word in the demo: dates to choose from, an absence seen differently, a contact in writing."""

from datetime import timedelta
from typing import TYPE_CHECKING

from ithaca.kernel import clock
from ithaca.kernel.ids import new_id
from ithaca.mentorships import actions, queries
from ithaca.mentorships.actions.meetings import Offer, Plan
from ithaca.mentorships.models import Mentorship

if TYPE_CHECKING:
    from ithaca.cli.demo.world import World

# By the mentee's first name.
DATES_OFFERED = {"Inès", "Zoé"}
ABSENCE_DISPUTED = {"Olivia"}
CONTACT_TO_CONFIRM = {"Élise"}


def tell(world: "World", row: Mentorship) -> None:
    """One thing that waits, in some of the pairs."""
    first = row.mentee.person.name.split(" ")[0]
    if first in DATES_OFFERED:
        _offer(world, row)
    elif first in ABSENCE_DISPUTED:
        _dispute(row)
    elif first in CONTACT_TO_CONFIRM:
        _write(world, row)


def _offer(world: "World", row: Mentorship) -> None:
    dates = tuple(
        (world.now + timedelta(days=days)).replace(hour=hour) for days, hour in ((20, 9), (21, 16), (23, 11))
    )
    offer = Offer("video", dates, 60, row.video_link, time_zone=row.mentor.person.time_zone)
    with clock.telling(world.now - timedelta(days=1)):
        actions.propose_dates(actor=row.mentor.person, id=new_id(), mentorship=row, offer=offer)


def _dispute(row: Mentorship) -> None:
    """The mentor recorded that the mentee was missing, who sees it otherwise."""
    missed = next(meeting for meeting in queries.meetings(row) if meeting.missed_by == "mentee")
    assert missed.recorded_at is not None
    with clock.telling(missed.recorded_at + timedelta(days=1)):
        actions.dispute_absence(actor=row.mentee.person, meeting=missed)


def _write(world: "World", row: Mentorship) -> None:
    with clock.telling(world.now - timedelta(days=1)):
        plan = Plan("in_writing", clock.now() - timedelta(hours=6), 30)
        actions.record_past_meeting(actor=row.mentee.person, id=new_id(), mentorship=row, plan=plan)
