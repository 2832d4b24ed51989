"""What follows for proposals from what happens around them."""

from uuid import UUID

from ithaca.journal.dispatch import reacts_to
from ithaca.journal.models import Event
from ithaca.matching.actions import close_matches_of, seat_whoever_joined
from ithaca.matching.rules import Closing


@reacts_to("invitation.taken up")
def taken_up(event: Event) -> None:
    """Invited, but came by an application of their own."""
    seat_whoever_joined(
        invitation_id=event.subject_id, participation_id=UUID(str(event.facts["participation_id"]))
    )


@reacts_to("participation.joined")
def joined(event: Event) -> None:
    seat_whoever_joined(
        invitation_id=UUID(str(event.facts["invitation_id"])), participation_id=event.subject_id
    )


@reacts_to("mentorship.begun")
def begun(event: Event) -> None:
    """The mentee has a mentor now, and the mentor perhaps no place left for another."""
    close_matches_of(UUID(str(event.facts["mentee_id"])), reason=Closing.MENTOR_FOUND)
    close_matches_of(UUID(str(event.facts["mentor_id"])), reason=Closing.MENTOR_FULL)


@reacts_to(
    "participation.left",
    "participation.excluded",
    "participation.answer taken back",
    "invitation.cancelled",
    "invitation.lapsed",
)
def gone(event: Event) -> None:
    close_matches_of(event.subject_id, reason=Closing.LEFT)


@reacts_to("participation.paused")
def resting(event: Event) -> None:
    """Nobody waits for the answer of somebody who takes a break; the pair may be proposed again."""
    close_matches_of(event.subject_id, reason=Closing.PAUSED)
