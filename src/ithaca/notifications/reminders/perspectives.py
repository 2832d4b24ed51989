"""Who has not said yet how they see a mentor, and whose round is over."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.urls import reverse

from ithaca.notifications.reminders.registry import Due, reminds
from ithaca.notifications.words.perspectives import LAST_DAYS, OVER, path_for, values_for
from ithaca.perspectives import queries

LAST = timedelta(days=3)
LATE = timedelta(days=7)  # a worker that stood still tells it afterwards


@reminds("perspective wanted")
def wanted(now: datetime) -> Iterator[Due]:
    """Three days before the end, whoever has an account and has not answered."""
    for each in queries.unanswered_between(now, now + LAST):
        if each.person is not None and now - each.created_at > LAST:
            values = values_for(each.round, each.person.language)
            yield Due(each.round_id, each.person, "1", LAST_DAYS, path_for(each), None, values)


@reminds("perspectives over")
def over(now: datetime) -> Iterator[Due]:
    for row in queries.over_since(now - LATE, now):
        yield Due(row.pk, row.person, "1", OVER, reverse("perspectives:round", args=[row.pk]))
