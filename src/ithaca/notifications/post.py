"""Tells people of facts: a line in the product and a mail, in the reader's language and time zone, once a cause.

Whether and when the mail goes out is decided at sending, by the reader's wishes (`outbox.py`).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone, translation
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ithaca.accounts.models import Person
from ithaca.journal.models import Event
from ithaca.kernel import clock
from ithaca.notifications.kinds import Kind, kind_of
from ithaca.notifications.links import off_url
from ithaca.notifications.models import Message, Notice
from ithaca.notifications.outbox import Letter, as_message

BATCH = 500
SOON = timedelta(hours=24)  # news of what begins within it waits for no morning
OLD_NEWS = timedelta(
    days=3
)  # what is told so late (a worker stood still, a history was brought in) is not new


# Whoever looks at somebody's telephone reads subjects: they say what there is, not with whom.
NAMELESS: Mapping[str, Promise] = {
    "other": gettext_lazy("your counterpart"),
    "mentor": gettext_lazy("your mentor"),
    "mentee": gettext_lazy("a mentee"),
    "who": gettext_lazy("somebody"),
}


@dataclass(frozen=True)
class Words:
    """What a mail says: subject, one paragraph, why it came. Placeholders are filled with `values`.

    The subject also stands in the product, there with names; `outside` is the subject of the mail where that line
    says more than somebody who looks over a shoulder should read. `kind` where it is another than that of the fact.
    """

    subject: Promise
    text: Promise
    why: Promise
    kind: Kind | None = None
    outside: Promise | None = None


@dataclass(frozen=True)
class Calendar:
    """An iCalendar object to go with the mail."""

    method: str
    text: str


@dataclass(frozen=True)
class Told:
    """What one person is told; `path` leads to what it is about."""

    to: Person
    words: Words
    path: str
    values: Mapping[str, object] = field(default_factory=dict)
    calendar: Calendar | None = None


@dataclass(frozen=True)
class Cause:
    """Why people are told: `key` makes it once a person."""

    key: str
    kind: Kind
    subject_id: UUID
    programme_id: UUID | None
    at: datetime
    urgent: bool = False  # waits for no quiet hours to end


def write(
    event: Event,
    to: Person,
    words: Words,
    path: str,
    *,
    values: Mapping[str, object] | None = None,
    calendar: Calendar | None = None,
) -> None:
    """Tells one person of an event, once, however often the event is worked through."""
    tell(event, [Told(to, words, path, values or {}, calendar)])


def tell(event: Event, told: Iterable[Told]) -> None:
    """Tells many people of an event, each once; two statements for every five hundred of them."""
    about = (event.subject_id, event.programme_id, event.at)
    tell_because(Cause(str(event.pk), kind_of(event.verb), *about, urgent=_begins_soon(event)), told)


def _begins_soon(event: Event) -> bool:
    """Whether the fact is of something that takes place within a day."""
    begin = parse_datetime(str(event.facts.get("starts_at", "")))
    return begin is not None and timedelta() < begin - clock.now() < SOON


def tell_because(cause: Cause, told: Iterable[Told]) -> None:
    """Tells people of a cause that is no event: a reminder."""
    # Whoever closed their account hears no more of it, though reactions may still be on their way.
    rows = (_rows(cause, one) for one in told if one.to.is_active)
    while batch := list(islice(rows, BATCH)):
        keep(batch)


def keep(batch: list[tuple[Message, Notice]]) -> None:
    Message.objects.bulk_create([message for message, _notice in batch], ignore_conflicts=True)
    Notice.objects.bulk_create([notice for _message, notice in batch], ignore_conflicts=True)


def _rows(cause: Cause, told: Told) -> tuple[Message, Notice]:
    key, kind = f"{cause.key}:{told.to.pk}", told.words.kind or cause.kind
    with translation.override(told.to.language), timezone.override(ZoneInfo(told.to.time_zone)):
        letter = Letter(
            subject=_capital(_filled(told.words.outside or told.words.subject, {**told.values, **NAMELESS})),
            text="\n\n".join(_paragraphs(told, kind)) + "\n",
            calendar=told.calendar.text if told.calendar else "",
            calendar_method=told.calendar.method if told.calendar else "",
            kind=kind,
            urgent=cause.urgent,
            path=told.path,
            programme_id=cause.programme_id,
            language=told.to.language,
        )
        title = " ".join(_filled(told.words.subject, told.values).split())[:200]
    message = as_message(key=key, letter=letter, to=told.to)
    notice = Notice(
        key=key,
        person=told.to,
        kind=kind,
        subject_id=cause.subject_id,
        title=title,
        path=told.path,
        made_at=cause.at,
        seen_at=cause.at if clock.now() - cause.at > OLD_NEWS else None,
    )
    return message, notice


def _paragraphs(told: Told, kind: Kind) -> Iterator[str]:
    yield _("Hello %(name)s,") % {"name": told.to.name}
    yield _filled(told.words.text, told.values)
    yield f"{settings.BASE_URL}{told.path}"
    foot = f"--\n{_filled(told.words.why, told.values)}"
    if kind != Kind.ACCOUNT:
        foot += "\n" + _("To get fewer of these mails: %(url)s") % {"url": off_url(told.to.pk, kind)}
    yield foot


def _filled(text: Promise, values: Mapping[str, object]) -> str:
    shown = {
        k: date_format(timezone.localtime(v), "DATETIME_FORMAT") if isinstance(v, datetime) else v
        for k, v in values.items()
    }
    return str(text) % shown


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
