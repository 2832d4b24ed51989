"""A training or another event of the programme in which somebody has a place."""

from collections.abc import Iterator
from datetime import datetime

from ithaca.notifications.reminders.meetings import DAY, JUST_HEARD
from ithaca.notifications.reminders.registry import Due, reminds
from ithaca.notifications.words.trainings import REMINDER, path_of, values_for
from ithaca.trainings import queries


@reminds("training near")
def near(now: datetime) -> Iterator[Due]:
    """A day before each of its dates; not whoever has just signed up."""
    for date, places in queries.places_held(now, now + DAY):
        row = date.training
        for place in places:
            if now - place.since < JUST_HEARD:
                continue
            values = values_for(row, place.person, [date])
            which = f"{date.starts_at:%Y-%m-%dT%H:%M}"
            yield Due(row.pk, place.person, which, REMINDER, path_of(row), row.programme_id, values)
