"""Mail on its way: kept in the transaction of its cause, sent at least once, seen once.

Whether a mail goes now, after the quiet hours, with the digest or not at all is decided here, when it is due:
nothing is lost where somebody changes what they wish.
A worker leases a message, sends it outside any transaction and marks it. Killed in between, the lease runs
out and the message is sent again, under the same Message-ID (and, in a mail folder, as the same file).
"""

import hashlib
import logging
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.header import Header
from email.message import Message as PlainMessage
from email.mime.text import MIMEText
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import connection, transaction
from django.db.models import Q
from django.utils.translation import get_language

from ithaca.accounts.models import Person
from ithaca.accounts.queries import is_demo_person, people
from ithaca.kernel import clock
from ithaca.kernel.logs import named
from ithaca.notifications import rules
from ithaca.notifications.kinds import ALWAYS, Kind
from ithaca.notifications.letters import as_html
from ithaca.notifications.links import off_url
from ithaca.notifications.models import Message
from ithaca.notifications.queries import sent_lately, wishes_of
from ithaca.notifications.rules import Matter, Way, Wishes
from ithaca.notifications.states import MESSAGE, MessageState

log = logging.getLogger(__name__)
LEASE = timedelta(minutes=5)
GIVE_UP_AFTER = timedelta(days=3)
LONGEST_PAUSE = timedelta(hours=2)
EMPTIED = {"text": "", "html": "", "calendar": ""}
# An invitation speaks of one UID (RFC 5546): a mail about several dates carries an object for each.
OBJECT = re.compile(r"BEGIN:VCALENDAR.*?END:VCALENDAR\s*", re.DOTALL)
METHOD = re.compile(r"^METHOD:(\w+)", re.MULTILINE)


@dataclass(frozen=True)
class Letter:
    """What a mail says; `calendar` is an iCalendar object for invite.ics."""

    subject: str
    text: str
    calendar: str = ""
    calendar_method: str = ""
    kind: Kind = Kind.ACCOUNT
    urgent: bool = False
    path: str = ""
    programme_id: UUID | None = None
    language: str = ""
    html: str = ""


def enqueue(*, key: str, letter: Letter, to: Person | None = None, address: str = "") -> Message:
    """Puts a mail into the outbox, once per key, in the transaction of its cause."""
    made = as_message(key=key, letter=letter, to=to, address=address)
    return Message.objects.filter(key=key).first() or _kept(made)


def _kept(message: Message) -> Message:
    """The row of this key, ours or that of a worker who was a moment faster."""
    Message.objects.bulk_create([message], ignore_conflicts=True)
    return Message.objects.get(key=message.key)


def as_message(*, key: str, letter: Letter, to: Person | None = None, address: str = "") -> Message:
    """The row that a letter becomes, not saved yet."""
    return Message(
        key=key,
        person_id=to.pk if to else None,
        to=to.email if to else address,
        language=letter.language or get_language() or settings.LANGUAGE_CODE,
        kind=letter.kind,
        urgent=letter.urgent,
        programme_id=letter.programme_id,
        path=letter.path,
        subject=" ".join(letter.subject.split())[:200],
        text=letter.text,
        html=letter.html,
        calendar=letter.calendar,
        calendar_method=letter.calendar_method,
    )


def message_id(message: Message) -> str:
    """Derived from the key, so that a mail sent twice is one mail for whoever receives it."""
    digest = hashlib.sha256(message.key.encode()).hexdigest()[:40]
    return f"<{digest}@{urlsplit(settings.BASE_URL).hostname or 'ithaca'}>"


def deliver_due(*, limit: int = 50) -> int:
    """Sends what is due; says how many went out."""
    leased = list(_lease(limit))
    readers = {message.person_id for message in leased if message.person_id}
    wishes, lately = wishes_of(readers), Counter(sent_lately(readers))
    going = []
    for message in leased:
        if _goes_now(message, wishes, lately):
            going.append(message)
            lately[message.person_id] += message.kind not in ALWAYS
    now_at = dict(people([m.person_id for m in going if m.person_id]).values_list("pk", "email"))
    return sum(_deliver(m, now_at.get(m.person_id, m.to) if m.person_id else m.to) for m in going)


def _goes_now(message: Message, wishes: Mapping[UUID, Wishes], lately: Mapping[UUID | None, int]) -> bool:
    """Whether its reader wishes to have it now; if not, it is put where they wish it."""
    reader = wishes.get(message.person_id) if message.person_id else None
    if reader is None:
        return True
    matter = Matter(
        message.kind,
        urgent=message.urgent,
        invites=bool(message.calendar),
        sent_lately=lately[message.person_id],
    )
    way, at = rules.way(matter, reader, clock.now())
    if way == Way.SEND:
        return True
    state = message.state if way == Way.WAIT else MESSAGE.after(way.value, message.state)
    # What nobody wants to have needs not be kept; the demo's mailbox shows it.
    gone = EMPTIED if way == Way.LEAVE_OUT and not _shown(message.person_id) else {}
    Message.objects.filter(pk=message.pk, state=message.state).update(
        state=state, next_try_at=at, leased_until=None, **gone
    )
    return False


def _lease(limit: int) -> Iterable[Message]:
    now = clock.now()
    free = Q(leased_until=None) | Q(leased_until__lt=now)
    with transaction.atomic():
        due = Message.objects.filter(free, state=MessageState.WAITING, next_try_at__lte=now).order_by(
            "next_try_at", "id"
        )
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        leased = list(due[:limit])
        Message.objects.filter(pk__in=[m.pk for m in leased]).update(leased_until=now + LEASE)
    return leased


def _deliver(message: Message, address: str) -> bool:
    """`address` is the reader's of this moment: they may have changed it since the mail was written."""
    try:
        _mail(message, address).send()
    except Exception as error:
        log.warning("Mail %s could not be sent: %s", message.pk, error)
        _postpone(message, error, clock.now())
        return False
    Message.objects.filter(pk=message.pk).update(
        state=MESSAGE.after("send", message.state),
        to=address,
        sent_at=clock.now(),
        leased_until=None,
        last_error="",
        # What was sent needs not be kept; the demo's mailbox shows it.
        **({} if _shown(message.person_id) else EMPTIED),
    )
    return True


def _shown(person_id: UUID | None) -> bool:
    return not settings.PRODUCTION and (person_id is None or is_demo_person(person_id))


class Mail(EmailMultiAlternatives):
    """With a subject that is folded after its first words: Django's begins on the second line, with a space."""

    def message(self, *args: Any, **options: Any) -> Any:
        made = super().message(*args, **options)
        folded = Header(str(self.subject), "utf-8", header_name="Subject").encode()
        if not str(self.subject).isascii():
            del made["Subject"]
            PlainMessage.__setitem__(made, "Subject", folded)
        if link := made["List-Unsubscribe"]:
            del made["List-Unsubscribe"]
            PlainMessage.__setitem__(made, "List-Unsubscribe", Unfolded(link))
        return made


class Unfolded(Header):
    """Stands on one line, however long: not every mail provider reads a link that begins on the second."""

    def encode(self, splitchars: str = "", maxlinelen: int | None = None, linesep: str = "\n") -> str:
        return super().encode(splitchars, 998, linesep)


def _mail(message: Message, address: str) -> EmailMultiAlternatives:
    mail = Mail(
        subject=message.subject,
        body=message.text,
        to=[address],
        headers=_headers(message),
        connection=get_connection(str(settings.MAIL_TRANSPORT)),
    )
    mail.attach_alternative(message.html or as_html(message), "text/html")
    for number, calendar in enumerate(OBJECT.findall(message.calendar)):
        method = METHOD.search(calendar)
        part = MIMEText(calendar, "calendar", "utf-8")
        part.set_param("method", method.group(1) if method else message.calendar_method)
        name = f"invite-{number + 1}.ics" if number else "invite.ics"
        part.add_header("Content-Disposition", "attachment", filename=name)
        mail.attach(part)
    return mail


def _headers(message: Message) -> dict[str, str]:
    """With the one-click unsubscribing of RFC 8058 wherever there is something to choose."""
    headers = {"Message-ID": message_id(message), "Auto-Submitted": "auto-generated"}
    if message.person_id is None or message.kind == Kind.ACCOUNT:
        return headers
    return {
        **headers,
        "List-Unsubscribe": f"<{off_url(message.person_id, message.kind)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _postpone(message: Message, error: Exception, now: datetime) -> None:
    attempts = message.attempts + 1
    too_old = now - message.created_at > GIVE_UP_AFTER
    Message.objects.filter(pk=message.pk).update(
        state=MESSAGE.after("give up", message.state) if too_old else message.state,
        attempts=attempts,
        next_try_at=now + min(timedelta(seconds=15 * 2**attempts), LONGEST_PAUSE),
        leased_until=None,
        last_error=named(error),
    )
