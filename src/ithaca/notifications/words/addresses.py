"""Mail to an address that is asked something, whether or not it has an account: signing in shows whose it is."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as translate

from ithaca.journal.models import Event
from ithaca.notifications.outbox import Letter, enqueue
from ithaca.organisations.models import Letter as Question


@dataclass(frozen=True)
class Asked:
    """What is asked, how it is answered, and on which page."""

    subject: Promise
    question: Promise
    how: Promise
    path: str


def write_to_address(event: Event, row: Question, asked: Asked, names: Mapping[str, object]) -> None:
    """One mail a letter and event, in the language in which it was written."""
    with translation.override(row.language):
        parts = [
            translate("Hello,"),
            str(asked.question) % names,
            str(asked.how),
            settings.BASE_URL + asked.path,
            "--\n" + translate("If you did not expect it, you can ignore this mail."),
        ]
        letter = Letter(str(asked.subject) % names, "\n\n".join(parts) + "\n")
        enqueue(key=f"{event.pk}:letter", letter=letter, address=row.email)
