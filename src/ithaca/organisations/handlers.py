"""An address in a chart means a person as soon as somebody has proven that it is theirs."""

from uuid import UUID

from ithaca.accounts.queries import people
from ithaca.journal.dispatch import reacts_to
from ithaca.journal.models import Event
from ithaca.organisations.actions import claim_positions, take_in


@reacts_to("account.created", "account.address confirmed")
def address_proven(event: Event) -> None:
    for person in people([event.subject_id]):
        claim_positions(person)


@reacts_to("administrator.added")
def administrator_added(event: Event) -> None:
    for person in people([UUID(str(event.facts["person_id"]))]):
        take_in(person=person, organisation_id=event.subject_id)
