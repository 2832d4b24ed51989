"""What follows for seal files from what happens around them."""

from uuid import UUID

from ithaca.journal.dispatch import reacts_to
from ithaca.journal.models import Event
from ithaca.seals.actions import end_offices

# --- Documents ---


@reacts_to("coordinator.removed")
def coordinates_no_more(event: Event) -> None:
    end_offices(person_id=UUID(str(event.facts["person_id"])), programmes=[event.subject_id])


@reacts_to("administrator.removed")
def administers_no_more(event: Event) -> None:
    end_offices(person_id=UUID(str(event.facts["person_id"])), organisation=event.subject_id)
