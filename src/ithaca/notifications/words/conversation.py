"""Mail that messages wait in the room: that there are some, and not a word more."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ithaca.journal.dispatch import reacts_to
from ithaca.journal.models import Event
from ithaca.mentorships import queries
from ithaca.notifications.post import Words, write
from ithaca.notifications.words.pairs import WHY

WAITING = Words(
    _("%(other)s has written to you in your confidential space"),
    _(
        "%(other)s has written to you. Only the two of you can read it, in your confidential space. You get no other mail before you have looked."
    ),
    WHY,
)


@reacts_to("messages.waiting")
def waiting(event: Event) -> None:
    row = queries.mentorship(event.subject_id)
    reader = UUID(event.facts["person_id"])
    for person in queries.people(row):
        if person.pk == reader:
            path = f"{reverse('mentorships:room', args=[row.pk])}#messages"
            write(event, person, WAITING, path, values={"other": queries.counterpart(row, person).name})
