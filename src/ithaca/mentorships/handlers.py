"""What follows for pairs from what happens around them."""

from collections.abc import Callable
from uuid import UUID

from ithaca.journal.dispatch import reacts_to
from ithaca.journal.models import Event
from ithaca.mentorships.actions import (
    drop_replacement,
    end_copies_to,
    end_pairs_of,
    forget_feedback,
    lapse_replacements_by,
    note_message,
    settle_successions_before,
    settle_successions_in,
    settle_successions_of,
    take_up_replacement,
)


@reacts_to("participation.excluded")
def excluded(event: Event) -> None:
    end_pairs_of(event.subject_id)


@reacts_to("participation.left", "participation.excluded")
def gone(event: Event) -> None:
    """Nobody looks for a mentor for a mentee who is gone, and a mentor who is gone replaces nobody."""
    settle_successions_of(event.subject_id)
    lapse_replacements_by(event.subject_id)


@reacts_to("coordinator.removed")
def coordinates_no_more(event: Event) -> None:
    end_copies_to(person_id=UUID(str(event.facts["person_id"])), programme_id=event.subject_id)


@reacts_to("programme.ended")
def programme_over(event: Event) -> None:
    settle_successions_in(event.subject_id)


@reacts_to("mentorship.begun")
def mentor_found(event: Event) -> None:
    settle_successions_before(event.subject_id)
    lapse_replacements_by(UUID(str(event.facts["mentor_id"])))


@reacts_to("participation.busy", "participation.paused", "participation.capacity set")
def fewer_places(event: Event) -> None:
    """A mentor who was proposed may be one whom nobody can write to now."""
    lapse_replacements_by(event.subject_id)


@reacts_to("request.sent")
def proposed_mentor_asked(event: Event) -> None:
    _of_the_request(event, take_up_replacement)


@reacts_to("request.declined", "request.lapsed", "request.withdrawn")
def proposed_mentor_not_won(event: Event) -> None:
    _of_the_request(event, drop_replacement)


def _of_the_request(event: Event, act: Callable[..., None]) -> None:
    assert event.programme_id is not None
    act(
        mentor=UUID(str(event.facts["mentor_id"])),
        mentee=UUID(str(event.facts["mentee_id"])),
        programme=event.programme_id,
    )


@reacts_to("vault.content_written")
def written(event: Event) -> None:
    if event.facts["kind"] == "message" and event.facts["number"] == 1:
        note_message(message_id=event.subject_id)


@reacts_to("vault.content_destroyed")
def destroyed(event: Event) -> None:
    if event.facts["kind"] == "feedback":
        forget_feedback(content_id=event.subject_id)
