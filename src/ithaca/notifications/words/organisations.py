"""Mails about organisations: somebody is asked to administer one."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy

from ithaca.journal.dispatch import reacts_to
from ithaca.journal.models import Event
from ithaca.notifications.words.addresses import Asked, write_to_address
from ithaca.organisations import queries


@reacts_to("administrator.invited")
def asked_to_administer(event: Event) -> None:
    """To the address, whether or not it has an account: signing in shows that it is theirs."""
    row = queries.letter(UUID(str(event.facts["letter_id"])))
    if row is None:
        return
    write_to_address(
        event,
        row,
        Asked(
            gettext_lazy("You are asked to administer %(organisation)s"),
            gettext_lazy("%(who)s asks you to administer %(organisation)s on Ithaca."),
            gettext_lazy(
                "Sign in with this address, or create an account for it, then agree or decline on this page:"
            ),
            reverse("organisations:index"),
        ),
        {
            "who": row.sent_by.name if row.sent_by else row.organisation.name,
            "organisation": row.organisation.name,
        },
    )
