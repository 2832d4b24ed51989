"""Writes one mail in the reader's language and time zone and puts it into the outbox."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from ithaca.accounts.models import Person
from ithaca.journal.models import Event
from ithaca.notifications.outbox import Letter, enqueue


@dataclass(frozen=True)
class Words:
    """What a mail says: subject, one paragraph, why it came. Placeholders are filled with `values`."""

    subject: Promise
    text: Promise
    why: Promise


@dataclass(frozen=True)
class Calendar:
    """An iCalendar object to go with the mail."""

    method: str
    text: str


def _filled(text: Promise, values: Mapping[str, object]) -> str:
    shown = {
        k: date_format(timezone.localtime(v), "DATETIME_FORMAT") if isinstance(v, datetime) else v
        for k, v in values.items()
    }
    return str(text) % shown


def write(
    event: Event,
    to: Person,
    words: Words,
    path: str,
    *,
    values: Mapping[str, object] | None = None,
    calendar: Calendar | None = None,
) -> None:
    """One mail a person and event, however often the event is worked through."""
    known = dict(values or {})
    with translation.override(to.language), timezone.override(ZoneInfo(to.time_zone)):
        parts = [
            _("Hello %(name)s,") % {"name": to.name},
            _filled(words.text, known),
            f"{settings.BASE_URL}{path}",
            f"--\n{_filled(words.why, known)}",
        ]
        letter = Letter(
            subject=_filled(words.subject, known),
            text="\n\n".join(parts) + "\n",
            calendar=calendar.text if calendar else "",
            calendar_method=calendar.method if calendar else "",
        )
    enqueue(key=f"{event.pk}:{to.pk}", letter=letter, to=to)
