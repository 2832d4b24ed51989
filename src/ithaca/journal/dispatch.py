"""Runs the reactions to what the journal tells: each event's reactions in one transaction, at least once.

A reaction writes rows of its own app only (a message for the outbox, a counter) and must bear being
run again: the transaction makes "ran" and "crossed off" one thing, so a killed worker repeats nothing visible.
"""

import logging
from collections import defaultdict
from collections.abc import Callable
from datetime import timedelta

from django.db import connection, transaction

from ithaca.journal.models import Event, Undispatched
from ithaca.kernel import clock
from ithaca.kernel.logs import named

log = logging.getLogger(__name__)

Reaction = Callable[[Event], None]
_reactions: dict[str, list[Reaction]] = defaultdict(list)
_reactions_to_all: list[Reaction] = []

BATCH = 100
MAX_PAUSE = timedelta(hours=1)


def reacts_to(*verbs: str) -> Callable[[Reaction], Reaction]:
    """Registers a reaction, in an app's `handlers.py`; without verbs it hears every event."""

    def register(reaction: Reaction) -> Reaction:
        if not verbs:
            _reactions_to_all.append(reaction)
        for verb in verbs:
            _reactions[verb].append(reaction)
        return reaction

    return register


def dispatch_waiting(*, limit: int = BATCH) -> int:
    """Runs the reactions of up to `limit` waiting events; returns how many were done."""
    due = list(
        Undispatched.objects.filter(next_try_at__lte=clock.now())
        .order_by("event_id")
        .values_list("event_id", flat=True)[:limit]
    )
    return sum(dispatch_event(event_id) for event_id in due)


def dispatch_event(event_id: int) -> bool:
    """Runs the reactions to one event; False where they failed or another worker is at it."""
    try:
        with transaction.atomic():
            waiting = Undispatched.objects.filter(event_id=event_id)
            if connection.features.has_select_for_update_skip_locked:
                waiting = waiting.select_for_update(skip_locked=True, of=("self",))
            row = waiting.select_related("event").first()
            if row is None:  # another worker has it
                return False
            for reaction in [*_reactions[row.event.verb], *_reactions_to_all]:
                reaction(row.event)
            row.delete()
    except Exception as error:
        log.exception("Reactions to event %s failed; they will be tried again.", event_id)
        _postpone(event_id, error)
        return False
    return True


def _postpone(event_id: int, error: Exception) -> None:
    row = Undispatched.objects.filter(event_id=event_id).first()
    if row is None:
        return
    row.attempts += 1
    row.next_try_at = clock.now() + min(timedelta(seconds=2**row.attempts), MAX_PAUSE)
    row.last_error = named(error)
    row.save()
