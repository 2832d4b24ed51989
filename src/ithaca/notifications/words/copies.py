"""Mail to whom a text of a room was shown; never a word of the text."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ithaca.journal.dispatch import reacts_to
from ithaca.journal.models import Event
from ithaca.notifications.post import Words, write
from ithaca.vault import queries as vault
from ithaca.vault.rules import JUDGED

SHOWN = Words(
    _("%(who)s shows you a text"),
    _(
        "%(who)s has chosen to show you a text from their confidential space. It is encrypted for you alone: open yours to read it. They see when you have opened it, and can take it back."
    ),
    _("You get this mail because you were chosen as the reader."),
)


@reacts_to("vault.copy_released")
def shown(event: Event) -> None:
    copy = vault.copy(event.subject_id)
    if copy is not None and copy.revoked_at is None and copy.content.room.purpose not in JUDGED:
        write(event, copy.reader, SHOWN, f"{reverse('vault:own')}#shown", values={"who": copy.owner.name})
