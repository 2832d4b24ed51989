"""What waits for somebody's word: a joint decision, a proposed pair, a signature."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ithaca.mentorships import queries
from ithaca.notifications.post import Words
from ithaca.notifications.reminders.registry import Due, reminds, stage
from ithaca.notifications.words.pairs import WHY

WAITING = (timedelta(days=4), timedelta(days=11))
FORGOTTEN = timedelta(days=60)
DECISION = Words(
    _("%(other)s waits for your answer"),
    _(
        "%(other)s has proposed a decision for your mentorship and waits for your answer. Nothing changes before; a no is an answer too."
    ),
    WHY,
)
PAIR = Words(
    _("A proposed mentorship waits for your answer"),
    _(
        "Your coordinator has proposed a mentorship with %(other)s to you and waits for your answer. A no needs no reason."
    ),
    WHY,
)
SIGNATURE = Words(
    _("Your signature is missing"),
    _(
        "%(other)s has signed your agreement. It takes effect when you sign the same text; if something in it does not suit you, change it together."
    ),
    WHY,
)


@reminds("decision to answer")
def decision(now: datetime) -> Iterator[Due]:
    """Whoever owes the answer to a proposal of the other."""
    for row in queries.proposals_waiting(now - WAITING[0]):
        pair = row.mentorship
        path = f"{reverse('mentorships:detail', args=[pair.pk])}#decision"
        for which in stage(now - row.created_at, WAITING):
            for person in queries.people(pair):
                if person.pk != row.proposed_by_id:
                    values = {"other": queries.counterpart(pair, person).name}
                    yield Due(row.pk, person, which, DECISION, path, pair.programme_id, values)


@reminds("proposed pair to answer")
def proposed(now: datetime) -> Iterator[Due]:
    """Whoever has not yet said whether they wish the pair."""
    for row in queries.pairs_waiting_for_consent(now - WAITING[0]):
        answers = ((row.mentor.person, row.mentor_agreed_at), (row.mentee.person, row.mentee_agreed_at))
        for which in stage(now - row.created_at, WAITING):
            for person, agreed_at in answers:
                if agreed_at is None:
                    path = reverse("mentorships:detail", args=[row.pk])
                    values = {"other": queries.counterpart(row, person).name}
                    yield Due(row.pk, person, which, PAIR, path, row.programme_id, values)


@reminds("agreement to sign")
def signature(now: datetime) -> Iterator[Due]:
    """Whoever has not signed the text that the other has; a changed text begins anew."""
    for row, signed in queries.lonely_signatures(now - WAITING[0], now - FORGOTTEN):
        path = f"{reverse('mentorships:room', args=[row.pk])}#agreement"
        for number in stage(now - signed.created_at, WAITING):
            for person in queries.people(row):
                if person.pk != signed.person_id:
                    values = {"other": queries.counterpart(row, person).name}
                    which = f"{signed.revision}:{number}"
                    yield Due(row.pk, person, which, SIGNATURE, path, row.programme_id, values)
