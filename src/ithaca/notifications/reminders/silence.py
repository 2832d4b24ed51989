"""A pair of which nothing is heard."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ithaca.mentorships import queries
from ithaca.notifications.post import Words
from ithaca.notifications.reminders.registry import Due, reminds
from ithaca.notifications.words.pairs import WHY

SILENT = Words(
    _("A sign to %(other)s?"),
    _(
        "You and %(other)s have not met for %(days)s days, and no meeting is planned. A date in the calendar is often all it takes; and if it no longer suits, you can pause or end the mentorship together."
    ),
    WHY,
)


@reminds("silent pair")
def silent(now: datetime) -> Iterator[Due]:
    """Both, once for each silence, when their coordinator sees it too."""
    for row in queries.silent_pairs():
        since = row.last_contact_at or row.begun_at or row.created_at
        days = (now - since).days
        for person in queries.people(row):
            yield Due(
                row.pk,
                person,
                f"{since:%Y-%m-%d}",
                SILENT,
                reverse("mentorships:plan_meeting", args=[row.pk]),
                row.programme_id,
                {"other": queries.counterpart(row, person).name, "days": days},
            )
