"""After the end: the questionnaire that somebody has not filled in yet, and the mentors whom they could write to."""

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

PROPOSED = Words(
    _("Mentors are still proposed to you"),
    _(
        "Before leaving, %(other)s has thought of mentors who could accompany you, and you have not written to any of them. Write to one, look in the directory, or say that you would rather not: then the coordination looks for you."
    ),
    WHY,
)


@reminds("proposed mentors")
def proposed_mentors(now: datetime) -> Iterator[Due]:
    """The mentee once, a week after they were named."""
    for row in queries.proposals_to_look_at(now - AFTER):
        pair = row.mentorship
        path = f"{reverse('mentorships:detail', args=[pair.pk])}#next"
        values = {"other": pair.mentor.person.name}
        yield Due(pair.pk, pair.mentee.person, "1", PROPOSED, path, pair.programme_id, values)


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
