from collections.abc import Collection, Iterable
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction

from ithaca.journal import queries
from ithaca.journal.dispatch import dispatch_event
from ithaca.journal.events import Fact
from ithaca.journal.models import Event, Undispatched
from ithaca.kernel import clock


def record(fact: Fact) -> Event:
    """Writes the fact into the journal; only inside the transaction of the action it tells of.

    What follows from an urgent fact runs as soon as that transaction has ended, the rest when the worker comes.
    """
    return record_all([fact])[0]


def record_all(facts: Iterable[Fact], *, react_from: datetime | None = None) -> list[Event]:
    """Writes many facts of one action in two statements; `react_from` keeps what follows waiting until then."""
    told = list(facts)
    if told and not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"{told[0].verb} was recorded outside a transaction.")
    events = Event.objects.bulk_create(
        Event(
            verb=fact.verb,
            actor_id=fact.actor_id,
            subject_id=fact.subject_id,
            programme_id=fact.programme_id,
            within_id=fact.within_id,
            facts=fact.details(),
        )
        for fact in told
    )
    due = react_from or clock.now()
    Undispatched.objects.bulk_create(Undispatched(event=event, next_try_at=due) for event in events)
    for fact, event in zip(told, events, strict=True):
        if fact.urgent and react_from is None:
            transaction.on_commit(partial(dispatch_event, event.pk))
    return events


def hasten(subject_ids: Collection[UUID], verbs: Collection[str]) -> None:
    """Lets what was kept waiting (`react_from`) follow now."""
    queries.held_back(subject_ids, verbs).update(next_try_at=clock.now())


def forgo(subject_ids: Collection[UUID], verbs: Collection[str]) -> None:
    """Crosses off reactions that have not run yet, to facts that were taken back; the facts themselves stay."""
    Undispatched.objects.filter(event__subject_id__in=subject_ids, event__verb__in=verbs).delete()
