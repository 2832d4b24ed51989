"""What follows for studies when somebody leaves a network, or minors come into a programme."""

from uuid import UUID

from ithaca.journal.dispatch import reacts_to
from ithaca.journal.models import Event
from ithaca.networks.states import MembershipState
from ithaca.research import queries
from ithaca.research.actions import end_lapsed
from ithaca.research.minors import SIGNS


@reacts_to("membership.moved")
def membership_moved(event: Event) -> None:
    """Whoever is a member no more, or suspended, is told of no more; the publication itself looks once more."""
    if event.facts["state"] != MembershipState.MEMBER:
        for row in queries.open_studies_of(UUID(str(event.facts["network_id"]))):
            end_lapsed(study=row)


@reacts_to(*SIGNS)
def minors_take_part(event: Event) -> None:
    """Nobody of the programme is asked any more."""
    for row in queries.open_studies_with(event.programme_id) if event.programme_id else ():
        end_lapsed(study=row)
