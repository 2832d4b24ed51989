"""What follows for studies when somebody leaves a network."""

from uuid import UUID

from ithaca.journal.dispatch import reacts_to
from ithaca.journal.models import Event
from ithaca.networks.states import MembershipState
from ithaca.research import queries
from ithaca.research.actions import end_lapsed


@reacts_to("membership.moved")
def membership_moved(event: Event) -> None:
    """Whoever is a member no more, or suspended, is told of no more; the publication itself looks once more."""
    if event.facts["state"] != MembershipState.MEMBER:
        for row in queries.open_studies_of(UUID(str(event.facts["network_id"]))):
            end_lapsed(study=row)
