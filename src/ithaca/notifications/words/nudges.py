"""A kind word from the coordination to both of a pair."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ithaca.journal.dispatch import reacts_to
from ithaca.journal.models import Event
from ithaca.mentorships import queries
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.nudges import WORDS
from ithaca.notifications.post import Words, write

WHY = _(
    "You both get this mail because %(coordinator)s coordinates your programme. You find it on the page of your mentorship as well."
)


@reacts_to("mentorship.nudged")
def nudged(event: Event) -> None:
    try:
        row = queries.mentorship(event.subject_id)
    except Mentorship.DoesNotExist:
        return
    ready, last = WORDS.get(event.facts["words"]), queries.last_nudge(row)
    if ready is None or last is None:
        return
    words = Words(_("A word from %(coordinator)s"), ready.text, WHY)
    sender = last.sent_by.name if last.sent_by else row.programme.organisation.name
    for person in queries.people(row):
        path = reverse("mentorships:detail", args=[row.pk])
        write(event, person, words, path, values={"coordinator": sender})
