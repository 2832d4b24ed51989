"""Mail around reviews of goals and introductions. What goals are about, and who is introduced, is never said."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ithaca.journal.dispatch import reacts_to
from ithaca.journal.models import Event
from ithaca.mentorships import queries
from ithaca.notifications.post import Words, write
from ithaca.notifications.words.pairs import WHY

REVIEW = Words(
    _("It is time to review your goals"),
    _(
        "You and %(other)s have been on your way for a while: look at your goals together. Which one goes on, which one changes, which one is reached? It takes a quarter of an hour of your next meeting."
    ),
    WHY,
)
# To the one who did not do it.
STEPS: dict[str, Words] = {
    "introduction.offered": Words(
        _("%(other)s offers you an introduction"),
        _(
            "%(other)s would like to introduce you to somebody. To whom and why stands in your room; a no is fine too."
        ),
        WHY,
    ),
    "introduction.accepted": Words(
        _("%(other)s would like the introduction"),
        _(
            "%(other)s has accepted the introduction that you offered. It is up to you to bring the two together."
        ),
        WHY,
    ),
    "introduction.declined": Words(
        _("%(other)s does without the introduction"),
        _(
            "%(other)s has declined the introduction that you offered, and thanks you for having thought of it."
        ),
        WHY,
    ),
    "introduction.made": Words(
        _("%(other)s has made the introduction"),
        _(
            "%(other)s has introduced you as agreed. Get in touch soon: a door stays open for a short time only."
        ),
        WHY,
    ),
    "introduction.thanked": Words(
        _("%(other)s thanks you for the introduction"),
        _("%(other)s thanks you for the door that you have opened."),
        WHY,
    ),
    "introduction.taken back": Words(
        _("%(other)s takes an introduction back"),
        _(
            "%(other)s has taken back the introduction that was offered to you. Talk about it at your next meeting."
        ),
        WHY,
    ),
}


@reacts_to("review.due")
def review_due(event: Event) -> None:
    found = queries.review(event.subject_id)
    if found is None or found.held_at is not None:
        return
    row = found.mentorship
    for person in queries.people(row):
        path = f"{reverse('mentorships:room', args=[row.pk])}#review"
        write(event, person, REVIEW, path, values={"other": queries.counterpart(row, person).name})


@reacts_to(*STEPS)
def introduction(event: Event) -> None:
    found = queries.introduction(event.subject_id)
    if found is None:
        return
    row = found.mentorship
    for person in queries.people(row):
        if person.pk != event.actor_id:
            path = f"{reverse('mentorships:room', args=[row.pk])}#network"
            values = {"other": queries.counterpart(row, person).name}
            write(event, person, STEPS[event.verb], path, values=values)
