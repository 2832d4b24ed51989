"""A pair of which nothing is heard."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ithaca.mentorships import queries
from ithaca.notifications.post import Words
from ithaca.notifications.reminders.registry import Due, reminds
from ithaca.notifications.words.pairs import WHY

FEWEST_DAYS = 7  # no programme may find a pair silent sooner
SILENT = Words(
    _("A sign to %(other)s?"),
    _(
        "You and %(other)s have not met for %(days)s days, and no meeting is planned. A date in the calendar is often all it takes; and if it no longer suits, you can pause or end the mentorship together."
    ),
    WHY,
)


@reminds("silent pair")
def silent(now: datetime) -> Iterator[Due]:
    """Both, once for each silence."""
    for row in queries.pairs_without_a_date(now - timedelta(days=FEWEST_DAYS)).iterator():
        since = row.last_contact_at or row.begun_at or row.created_at
        days = (now - since).days
        if days < row.programme.silent_days:
            continue
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
