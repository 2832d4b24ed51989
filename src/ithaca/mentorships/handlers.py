"""What follows for pairs when somebody is excluded from a programme."""

from ithaca.journal.dispatch import reacts_to
from ithaca.journal.models import Event
from ithaca.mentorships.actions import end_pairs_of


@reacts_to("participation.excluded")
def excluded(event: Event) -> None:
    end_pairs_of(event.subject_id)
