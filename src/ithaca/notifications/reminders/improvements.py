"""A line of an improvement plan whose day comes near or has passed."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ithaca.kernel import clock
from ithaca.notifications.post import Words
from ithaca.notifications.reminders.registry import Due, reminds
from ithaca.programmes.texts import localised
from ithaca.seals import queries

SOON = timedelta(days=7)
WHY = _("You get this mail because you take care of an improvement in %(programme)s.")
COMES = Words(
    _("An improvement that you take care of is due soon"),
    _(
        "In %(programme)s you take care of “%(standard)s” by %(due)s. Say how far it is, or give it another day."
    ),
    WHY,
)
PASSED = Words(
    _("An improvement that you take care of is overdue"),
    _(
        "In %(programme)s “%(standard)s” was to be improved by %(due)s. Is it done, does it need another day, or do you drop it?"
    ),
    WHY,
)


@reminds("improvement due")
def due(now: datetime) -> Iterator[Due]:
    """A week before, and on the day after; another day makes another reminder."""
    for row in queries.due_until((now + SOON).date() + timedelta(days=1)):
        if row.owner is None:
            continue
        today = clock.today(row.owner.time_zone)
        passed = row.due < today
        if row.due - today > SOON:
            continue
        scheme = queries.scheme_of(row.file)
        values = {
            "programme": localised(row.file.programme.name, row.owner.language),
            "standard": scheme.text(row.owner.language).standards[row.standard].label,
            "due": row.due,
        }
        words, which = (PASSED, "2") if passed else (COMES, "1")
        path = reverse("seals:improvement", args=[row.pk])
        yield Due(
            row.pk, row.owner, f"{row.due:%Y-%m-%d} {which}", words, path, row.file.programme_id, values
        )
