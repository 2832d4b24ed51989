"""An address in a chart becomes a person as soon as somebody has proven that it is theirs."""

from ithaca.accounts.queries import people
from ithaca.journal.dispatch import reacts_to
from ithaca.journal.models import Event
from ithaca.organisations.actions import claim_positions


@reacts_to("account.created", "account.address confirmed")
def address_proven(event: Event) -> None:
    for person in people([event.subject_id]):
        claim_positions(person)
