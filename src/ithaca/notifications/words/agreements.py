"""Mail when an agreement that is in effect is being renegotiated: that there is a new text, never what it says."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ithaca.agreements.queries import agreement_of_text
from ithaca.journal.dispatch import reacts_to
from ithaca.journal.models import Event
from ithaca.mentorships import queries
from ithaca.notifications.post import Words, write
from ithaca.notifications.words.pairs import WHY

CHANGED = Words(
    _("%(other)s proposes to change your agreement"),
    _(
        "%(other)s has written a new version of your agreement, in your room. The one that you have both signed holds until you have both signed the new one."
    ),
    WHY,
)


@reacts_to("vault.content_written")
def renegotiated(event: Event) -> None:
    """Once a negotiation: with the first text after the one in effect."""
    if event.facts["kind"] != "agreement" or event.facts["number"] == 1:
        return
    agreement = agreement_of_text(UUID(str(event.subject_id)))
    row = queries.mentorship_of_agreement(agreement.pk) if agreement is not None else None
    if agreement is None or row is None or event.facts["number"] != (agreement.effective_revision or 0) + 1:
        return
    for person in queries.people(row):
        if person.pk != event.actor_id:
            path = f"{reverse('mentorships:room', args=[row.pk])}#agreement"
            write(event, person, CHANGED, path, values={"other": queries.counterpart(row, person).name})
