from django.db import transaction

from ithaca.journal.events import Fact
from ithaca.journal.models import Event, Undispatched


def record(fact: Fact) -> Event:
    """Writes the fact into the journal; only inside the transaction of the action it tells of."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"{fact.verb} was recorded outside a transaction.")
    event = Event.objects.create(
        verb=fact.verb,
        actor_id=fact.actor_id,
        subject_id=fact.subject_id,
        programme_id=fact.programme_id,
        facts=fact.details(),
    )
    Undispatched.objects.create(event=event)
    return event
