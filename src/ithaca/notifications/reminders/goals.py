"""A goal whose date has come. What it says stands in the room; the reminder only knows that there is one."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ithaca.kernel import clock
from ithaca.mentorships import queries
from ithaca.notifications.post import Words
from ithaca.notifications.reminders.registry import Due, reminds
from ithaca.notifications.words.pairs import WHY

FORGOTTEN = timedelta(days=14)
REACHED = Words(
    _("The date of a goal has come"),
    _(
        "A goal of your mentorship with %(other)s has reached its date. Is it reached, does it need more time, or do you let it go? Look at it together."
    ),
    WHY,
)


@reminds("goal's date")
def dated(now: datetime) -> Iterator[Due]:
    """The mentee, who drives; on the day itself as their own calendar has it."""
    for row in queries.open_goals_due(now.date() - FORGOTTEN, now.date() + timedelta(days=1)):
        person = row.mentorship.mentee.person
        if row.due_on is None or row.due_on > clock.today(person.time_zone):
            continue
        yield Due(
            row.pk,
            person,
            f"{row.due_on:%Y-%m-%d}",
            REACHED,
            f"{reverse('mentorships:room', args=[row.mentorship_id])}#goals",
            row.mentorship.programme_id,
            {"other": row.mentorship.mentor.person.name},
        )
