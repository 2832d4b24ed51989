"""Mail around feedback on a meeting: asked, given; the words stay in the room."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ithaca.journal.dispatch import reacts_to
from ithaca.journal.models import Event
from ithaca.mentorships import queries
from ithaca.notifications.post import Words, write
from ithaca.notifications.words.pairs import WHY

ASKED = Words(
    _("%(other)s would like your feedback"),
    _(
        "%(other)s would like your feedback on one of your meetings: what helped, what could be otherwise. A few lines in your room are enough; only the two of you can read them."
    ),
    WHY,
)
GIVEN = Words(
    _("%(other)s has given you feedback"),
    _("%(other)s has given you feedback on one of your meetings. It waits in your room, for you alone."),
    WHY,
)
STEPS = {"feedback.asked": ASKED, "feedback.given": GIVEN}


@reacts_to(*STEPS)
def told(event: Event) -> None:
    row = queries.mentorship(UUID(event.facts["mentorship_id"]))
    for person in queries.people(row):
        if person.pk != event.actor_id:
            path = f"{reverse('mentorships:room', args=[row.pk])}#feedback/{event.subject_id}"
            values = {"other": queries.counterpart(row, person).name}
            write(event, person, STEPS[event.verb], path, values=values)
