"""Mails about organisations: somebody is asked to administer one."""

from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as translate

from ithaca.journal.dispatch import reacts_to
from ithaca.journal.models import Event
from ithaca.notifications.outbox import Letter, enqueue
from ithaca.organisations import queries


@reacts_to("administrator.invited")
def asked_to_administer(event: Event) -> None:
    """To the address, whether or not it has an account: signing in shows that it is theirs."""
    row = queries.letter(UUID(str(event.facts["letter_id"])))
    if row is None:
        return
    with translation.override(row.language):
        names = {
            "who": row.sent_by.name if row.sent_by else row.organisation.name,
            "organisation": row.organisation.name,
        }
        parts = [
            translate("Hello,"),
            translate("%(who)s asks you to administer %(organisation)s on Ithaca.") % names,
            translate(
                "Sign in with this address, or create an account for it, then agree or decline on this page:"
            ),
            settings.BASE_URL + reverse("organisations:index"),
            "--\n" + translate("If you did not expect it, you can ignore this mail."),
        ]
        subject = translate("You are asked to administer %(organisation)s") % names
        letter = Letter(subject, "\n\n".join(parts) + "\n")
        enqueue(key=f"{event.pk}:letter", letter=letter, address=row.email)
