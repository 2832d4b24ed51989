"""What follows for somebody from being one of the programme's people."""

from uuid import UUID

from ithaca.accounts.queries import people
from ithaca.journal.dispatch import reacts_to
from ithaca.journal.models import Event
from ithaca.organisations.actions import take_in
from ithaca.programmes import queries
from ithaca.programmes.actions import take_up_invitation
from ithaca.programmes.models import Participation, Programme


@reacts_to("participation.accepted")
def accepted(event: Event) -> None:
    try:
        row = queries.participation(event.subject_id)
    except Participation.DoesNotExist:
        return
    if row.inside:
        take_in(person=row.person, organisation_id=row.programme.organisation_id)
        take_up_invitation(participation=row)


@reacts_to("coordinator.added")
def coordinator_added(event: Event) -> None:
    try:
        programme = queries.programme(event.subject_id)
    except Programme.DoesNotExist:
        return
    for person in people([UUID(str(event.facts["person_id"]))]):
        take_in(person=person, organisation_id=programme.organisation_id)
