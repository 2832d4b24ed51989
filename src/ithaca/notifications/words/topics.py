"""Mail around private topics, to the one who did not do it. What a topic is about is never said."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ithaca.journal.dispatch import reacts_to
from ithaca.journal.models import Event
from ithaca.mentorships import queries
from ithaca.notifications.post import Words, write
from ithaca.notifications.words.pairs import WHY

OUTSIDE = _("Something new in your confidential space")
STEPS: dict[str, Words] = {
    "topic.marked": Words(
        _("%(other)s marks that your talk enters private ground"),
        _(
            "%(other)s has marked in your room that your talk enters private ground. Nothing can be written there before the mentee consents; not now is an answer too."
        ),
        WHY,
        outside=OUTSIDE,
    ),
    "topic.consented": Words(
        _("%(other)s consents to write on private ground"),
        _("%(other)s has consented: you can both write on your private ground, in your room."),
        WHY,
        outside=OUTSIDE,
    ),
    "topic.withdrawn": Words(
        _("%(other)s takes the consent back"),
        _("%(other)s has taken back the consent to your private ground. Nothing is added to it any more."),
        WHY,
        outside=OUTSIDE,
    ),
    "topic.destroyed": Words(
        _("Private ground is destroyed"),
        _(
            "%(other)s had what was written on your private ground destroyed, and its key. Nobody can open it any more."
        ),
        WHY,
        outside=OUTSIDE,
    ),
}
TAKEN_BACK = Words(
    _("A private topic is taken back"),
    _("%(other)s has taken back the mark of a private topic. Nothing had been written there."),
    WHY,
    outside=OUTSIDE,
)


@reacts_to(*STEPS)
def told(event: Event) -> None:
    row = queries.mentorship(event.subject_id)
    words = TAKEN_BACK if event.facts.get("was_empty") else STEPS[event.verb]
    for person in queries.people(row):
        if person.pk != event.actor_id:
            path = f"{reverse('mentorships:room', args=[row.pk])}#topics"
            write(event, person, words, path, values={"other": queries.counterpart(row, person).name})
