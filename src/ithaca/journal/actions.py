from functools import partial

from django.db import transaction

from ithaca.journal.dispatch import dispatch_event
from ithaca.journal.events import Fact
from ithaca.journal.models import Event, Undispatched


def record(fact: Fact) -> Event:
    """Writes the fact into the journal; only inside the transaction of the action it tells of.

    What follows from an urgent fact runs as soon as that transaction has ended, the rest when the worker comes.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"{fact.verb} was recorded outside a transaction.")
    event = Event.objects.create(
        verb=fact.verb,
        actor_id=fact.actor_id,
        subject_id=fact.subject_id,
        programme_id=fact.programme_id,
        within_id=fact.within_id,
        facts=fact.details(),
    )
    Undispatched.objects.create(event=event)
    if fact.urgent:
        transaction.on_commit(partial(dispatch_event, event.pk))
    return event
