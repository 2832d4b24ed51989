"""A new programme has something to read from its first day."""

from ithaca.journal.dispatch import reacts_to
from ithaca.journal.models import Event
from ithaca.programmes.queries import exists
from ithaca.resources.actions import add_guides


@reacts_to("programme.created")
def created(event: Event) -> None:
    if exists(event.subject_id):
        add_guides(event.subject_id)
