"""A proposed pair that waits for somebody's answer."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ithaca.directory.rules import reminder_moments
from ithaca.matching.queries import proposals
from ithaca.notifications.post import Words
from ithaca.notifications.reminders.registry import Due, reminds
from ithaca.notifications.words.matches import SIDES, WHY
from ithaca.programmes.texts import localised

FURTHEST = timedelta(days=366)  # no programme gives more days to answer
WAITS = Words(
    _("A proposal waits for your answer"),
    _(
        "A short reminder: the coordination of %(programme)s has proposed %(other)s to you, and waits for your answer until %(by)s. A no is an answer too."
    ),
    WHY,
)


@reminds("match to answer")
def waiting(now: datetime) -> Iterator[Due]:
    """Whoever has not answered: at half time, and on the day before the end."""
    for row in proposals.waiting_between(now, now + FURTHEST).iterator():
        reached = sum(moment <= now for moment in reminder_moments(row.created_at, row.reply_by))
        if not reached:
            continue
        for side in SIDES:
            person = proposals.person_of(getattr(row, side))
            if person is None or getattr(row, f"{side}_answer"):
                continue
            other = row.mentor if side == "mentee" else row.mentee
            name = localised(row.run.programme.name, person.language)
            yield Due(
                row.pk,
                person,
                str(reached),
                WAITS,
                reverse("matching:proposal", args=[row.pk]),
                row.run.programme_id,
                {"other": proposals.shown_name(other), "programme": name, "by": row.reply_by},
            )
