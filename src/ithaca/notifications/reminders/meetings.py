"""A meeting that comes near, and one that nobody has recorded."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ithaca.journal.queries import latest_of
from ithaca.mentorships import queries
from ithaca.notifications.post import Words
from ithaca.notifications.reminders.registry import Due, reminds, stage
from ithaca.notifications.words.pairs import WHY

DAY = timedelta(days=1)
JUST_HEARD = timedelta(hours=12)  # whoever has just planned or moved a meeting needs no reminder of it
NEWS = ("meeting.planned", "meeting.moved")  # what tells both of the date
RECORD = (DAY, 7 * DAY)
FORGOTTEN = 30 * DAY
CONFIRM = (3 * DAY, 10 * DAY)
TOMORROW = Words(
    _("You meet %(other)s on %(when)s"),
    _(
        "A short reminder: you meet %(other)s on %(when)s. Questions and an agenda, noted before in your room, make the most of it."
    ),
    WHY,
)
TOMORROW_AT = Words(
    TOMORROW.subject,
    _(
        "A short reminder: you meet %(other)s on %(when)s. Where: %(place)s. Questions and an agenda, noted before in your room, make the most of it."
    ),
    WHY,
)
UNRECORDED = Words(
    _("Did your meeting take place?"),
    _(
        "Your meeting with %(other)s on %(when)s is not recorded yet. Say whether it was held or missed: it takes a moment, and only a recorded meeting counts."
    ),
    WHY,
)


UNCONFIRMED = Words(
    _("%(other)s waits for you to confirm a meeting"),
    _(
        "%(other)s has recorded that you were in contact on %(when)s. It counts only when you confirm it: one click, a yes or a no."
    ),
    WHY,
)


@reminds("meeting near")
def near(now: datetime) -> Iterator[Due]:
    """A day before, for each date that a meeting is moved to."""
    rows = list(queries.meetings_starting(now, now + DAY))
    heard = latest_of([row.pk for row in rows], NEWS)
    for row in rows:
        if now - heard.get(row.pk, row.created_at) < JUST_HEARD:
            continue
        for person in queries.people(row.mentorship):
            yield Due(
                row.pk,
                person,
                f"{row.starts_at:%Y-%m-%dT%H:%M}",
                TOMORROW_AT if row.place else TOMORROW,
                reverse("mentorships:detail", args=[row.mentorship_id]),
                row.mentorship.programme_id,
                {
                    "other": queries.counterpart(row.mentorship, person).name,
                    "when": row.starts_at,
                    "place": row.place,
                },
            )


@reminds("meeting to record")
def to_record(now: datetime) -> Iterator[Due]:
    """Both, a day after and once more a week after; whoever records it does so for both."""
    for row in queries.meetings_starting(now - FORGOTTEN, now):
        over = now - row.starts_at - timedelta(minutes=row.minutes)
        for which in stage(over, RECORD):
            for person in queries.people(row.mentorship):
                yield Due(
                    row.pk,
                    person,
                    which,
                    UNRECORDED,
                    reverse("mentorships:record_meeting", args=[row.pk]),
                    row.mentorship.programme_id,
                    {"other": queries.counterpart(row.mentorship, person).name, "when": row.starts_at},
                )


@reminds("meeting to confirm")
def to_confirm(now: datetime) -> Iterator[Due]:
    """The one who did not record it, twice at most."""
    for row in queries.contacts_to_confirm(now - CONFIRM[0]):
        recorded_at = row.recorded_at or row.starts_at
        for which in stage(now - recorded_at, CONFIRM):
            for person in queries.people(row.mentorship):
                if person.pk == row.recorded_by_id:
                    continue
                yield Due(
                    row.pk,
                    person,
                    which,
                    UNCONFIRMED,
                    f"{reverse('mentorships:detail', args=[row.mentorship_id])}#meetings",
                    row.mentorship.programme_id,
                    {"other": queries.counterpart(row.mentorship, person).name, "when": row.starts_at},
                )
