"""What follows for trainings when somebody leaves a programme or is excluded from it."""

from uuid import UUID

from ithaca.journal.dispatch import reacts_to
from ithaca.journal.models import Event
from ithaca.trainings.actions import leave_all


@reacts_to("participation.left", "participation.excluded")
def gone(event: Event) -> None:
    leave_all(person_id=UUID(str(event.facts["person_id"])), programme_id=UUID(str(event.programme_id)))
