"""A seal that ends: its programme can renew it in time."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ithaca.notifications.post import Words
from ithaca.notifications.reminders.registry import Due, reminds
from ithaca.notifications.words.seal_standing import WHY, values_of
from ithaca.programmes.queries import coordinators_of
from ithaca.seals import queries

# Days before the end; an audit takes months.
FROM, THEN, LAST = 183, 91, 31
ENDS = Words(
    _("The seal of %(programme)s ends soon"),
    _(
        "The seal “%(level)s” of %(network)s ends on %(until)s. Begin its renewal now: self-assessment and audit take their time, and nothing is lost by renewing early."
    ),
    WHY,
)


@reminds("seal ends")
def ending(now: datetime) -> Iterator[Due]:
    """Six months, three months and one month before, unless the renewal is under way."""
    for row in queries.ending_within(now, FROM):
        end = row.credential.valid_until if row.credential else None
        if end is None or not queries.may_renew(row):
            continue
        left = (end - now).days
        which = "3" if left < LAST else "2" if left < THEN else "1"
        path = reverse("seals:renew", args=[row.pk])
        for person in coordinators_of(row.programme):
            values = values_of(row, person) | {"until": end}
            yield Due(row.pk, person, which, ENDS, path, row.programme_id, values)
