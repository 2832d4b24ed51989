"""After the end: the questionnaire that somebody has not filled in yet."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ithaca.evaluations.queries import who_evaluated
from ithaca.mentorships import queries
from ithaca.mentorships.states import EndKind
from ithaca.notifications.post import Words
from ithaca.notifications.reminders.registry import Due, reminds
from ithaca.notifications.words.pairs import WHY

AFTER, FORGOTTEN = timedelta(days=7), timedelta(days=30)
EVALUATE = Words(
    _("Three minutes for those who come after you"),
    _(
        "Your mentorship with %(other)s has ended. What did it bring, what was missing? Your answers are read without your name, and help the programme to do better."
    ),
    WHY,
)


@reminds("evaluation")
def evaluation(now: datetime) -> Iterator[Due]:
    """Each of the two once, a week after the end; nobody who was excluded."""
    rows = list(queries.ended_pairs(now - FORGOTTEN, now - AFTER).exclude(end_kind=EndKind.EXCLUDED))
    done = who_evaluated([row.pk for row in rows])
    for row in rows:
        for participation in (row.mentor, row.mentee):
            if (row.pk, participation.pk) not in done:
                person = participation.person
                path = reverse("evaluations:give", args=[row.pk])
                values = {"other": queries.counterpart(row, person).name}
                yield Due(row.pk, person, "1", EVALUATE, path, row.programme_id, values)
