"""What follows for pairs from what happens elsewhere: an exclusion, a message in the room."""

from ithaca.journal.dispatch import reacts_to
from ithaca.journal.models import Event
from ithaca.mentorships.actions import end_pairs_of, note_message


@reacts_to("participation.excluded")
def excluded(event: Event) -> None:
    end_pairs_of(event.subject_id)


@reacts_to("vault.content_written")
def written(event: Event) -> None:
    if event.facts["kind"] == "message" and event.facts["number"] == 1:
        note_message(message_id=event.subject_id)
