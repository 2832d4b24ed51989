"""Answers that people's calendars send by mail (RFC 5546, METHOD:REPLY; RFC 6047).

Each message is worked through by itself: what can't be read or isn't signed for the meeting is set aside and
stops nothing. A message that is read twice, since a worker died in between, changes nothing the second time.
Anybody may write to the address: the signature is looked for in the plain text, before a calendar is parsed.
"""

import logging
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import Error as DatabaseError
from icalendar import Calendar

from ithaca.accounts.models import Person
from ithaca.mentorships import actions, queries
from ithaca.mentorships.actions.meetings import Reply
from ithaca.mentorships.models import Meeting
from ithaca.notifications.calendars.addresses import signed_for, tokens_in
from ithaca.notifications.calendars.mailboxes import Mailbox, open_mailbox

log = logging.getLogger(__name__)
LARGEST = 64 * 1024  # bytes; an answer has a few thousand
MOST_AT_ONCE = 100
MOST_COMPONENTS = 12  # zones with their halves of the year, and the event
UID = re.compile(
    r"^UID:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@ithaca\s*$", re.IGNORECASE | re.MULTILINE
)
FOLD = re.compile(r"\r?\n[ \t]")
ANSWERS = {"ACCEPTED": "accepted", "DECLINED": "declined", "TENTATIVE": "tentative"}
ADDRESSED = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To")


class NoReplyError(Exception):
    """The message is no answer to an invitation of ours; says why."""


@dataclass(frozen=True)
class Letter:
    """A mail that has not been believed yet."""

    meeting_id: UUID
    tokens: set[str]
    calendar: str


@dataclass(frozen=True)
class Received:
    """What a calendar answers."""

    answers: dict[str, str]  # by address
    sequence: int
    stamped_at: datetime


def read_replies() -> int:
    """Works through the mailbox of replies, where there is one; says how many answers it held."""
    if not settings.REPLIES_URL:
        return 0
    try:
        with open_mailbox(settings.REPLIES_URL) as box:
            return sum(_worked_through(box, key) for key in box.keys(MOST_AT_ONCE))
    except OSError as error:  # a mailbox that is away for a moment
        log.warning("The mailbox of replies can't be read: %s", error)
        return 0


def _worked_through(box: Mailbox, key: str) -> bool:
    try:
        raw = box.read(key, LARGEST + 1)
        if raw is None:  # another worker has it
            return False
        _answer(raw)
    except (DatabaseError, OSError):
        raise  # the next round finds it where it was
    except Exception as error:
        log.warning("A mail to the address of replies is set aside: %s", error)
        box.set_aside(key)
        return False
    box.done(key)
    return True


def _answer(raw: bytes) -> None:
    letter = opened(raw)
    try:
        meeting = queries.meeting(letter.meeting_id)
    except Meeting.DoesNotExist:
        raise NoReplyError("it answers a meeting that is not there")
    person = _signer(meeting, letter.tokens)
    received = parsed(letter.calendar)
    answer = received.answers.get(person.email.lower())
    if answer is None and len(received.answers) == 1:
        (answer,) = received.answers.values()  # from another address of theirs: the token says who it is
    if answer is None:
        raise NoReplyError("it does not say who answers")
    if received.sequence > meeting.sequence:
        raise NoReplyError("it answers an invitation that was never sent")
    reply = Reply(answer, received.sequence, received.stamped_at)
    actions.answer_invitation(actor=person, meeting=meeting, reply=reply)


def _signer(meeting: Meeting, tokens: set[str]) -> Person:
    for person in queries.people(meeting.mentorship):
        if signed_for(tokens, meeting.pk, person.pk):
            return person
    raise NoReplyError("its address is not signed for this meeting")


def opened(raw: bytes) -> Letter:
    """Which meeting a mail speaks of, and the addresses that it was written to; raises where it is no answer."""
    if len(raw) > LARGEST:
        raise NoReplyError("it is too large")
    # The older policy: it takes headers as they stand. The newer one takes them apart, and a header of a few thousand
    # signs can keep it busy for minutes.
    mail = message_from_bytes(raw)
    calendar = FOLD.sub("", _calendar_in(mail).decode(errors="replace"))
    found = UID.findall(calendar)
    if len(found) != 1:
        raise NoReplyError("it does not hold one event of ours")
    if calendar.upper().count("BEGIN:") > MOST_COMPONENTS:
        raise NoReplyError("it holds far more than an answer")
    addressed = [str(value) for name in ADDRESSED for value in mail.get_all(name, [])]
    return Letter(UUID(found[0]), tokens_in(*addressed, calendar), calendar)


def parsed(text: str) -> Received:
    """Reads the answer out of a calendar; raises where there is none."""
    calendar = Calendar.from_ical(text)
    if str(calendar.get("METHOD", "")).upper() != "REPLY":
        raise NoReplyError("it is no METHOD:REPLY")
    events = calendar.walk("VEVENT")
    if len(events) != 1:
        raise NoReplyError("it does not hold one event")
    (event,) = events
    return Received(
        answers=_answers(event),
        sequence=int(event.get("SEQUENCE", 0)),
        stamped_at=_in_utc(event.decoded("DTSTAMP")),
    )


def _calendar_in(mail: Message) -> bytes:
    for part in mail.walk():
        if part.get_content_type() in ("text/calendar", "application/ics"):
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                return content
    raise NoReplyError("it holds no calendar")


def _answers(event: Any) -> dict[str, str]:
    attendees = event.get("ATTENDEE", [])
    found = {}
    for attendee in attendees if isinstance(attendees, list) else [attendees]:
        address = str(attendee).lower().removeprefix("mailto:")
        answer = ANSWERS.get(str(attendee.params.get("PARTSTAT", "")).upper())
        if answer is not None:
            found[address] = answer
    return found


def _in_utc(value: Any) -> datetime:
    if not isinstance(value, datetime):
        raise NoReplyError("it does not say when it was written")
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
