"""What calendars answer: read from a mailbox, believed where it is signed, and never a reason to stop."""

import mailbox
import tracemalloc
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from time import process_time
from uuid import UUID

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from ithaca.accounts.models import Person
from ithaca.journal.dispatch import dispatch_waiting
from ithaca.journal.models import Event
from ithaca.mentorships import actions
from ithaca.mentorships.actions.meetings import Plan
from ithaca.mentorships.models import Attendance, Meeting, Mentorship
from ithaca.notifications.calendars.addresses import reply_address
from ithaca.notifications.calendars.replies import NoReplyError, _answer, opened, parsed, read_replies
from ithaca.notifications.models import Message
from tests.cast import Cast
from tests.mentorships.meetings import again, in_days, pair, planned
from tests.notifications.imap import imap_server
from tests.workers import let_die

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC).replace(microsecond=0)


@pytest.fixture
def box(tmp_path: Path, settings: Settings) -> Path:
    settings.REPLIES_URL, settings.REPLIES_ADDRESS = f"maildir://{tmp_path}/replies", "reply@mail.example.org"
    return tmp_path / "replies"


@pytest.fixture
def row(cast: Cast) -> Mentorship:
    return pair(cast)


def reply(
    meeting: Meeting,
    person: Person,
    answer: str = "DECLINED",
    *,
    sequence: int = 0,
    at: datetime = NOW,
    signed_for: Person | None = None,
    uid: object = None,
    email: str = "",
) -> bytes:
    """As a mail program writes it: text for people, and the answer as a part."""
    organizer = reply_address(meeting.pk, (signed_for or person).pk)
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Elsewhere//EN", "METHOD:REPLY", "BEGIN:VEVENT",
        f"UID:{uid or f'{meeting.pk}@ithaca'}", f"SEQUENCE:{sequence}", f"DTSTAMP:{at:%Y%m%dT%H%M%SZ}",
        f"ORGANIZER:mailto:{organizer.upper()}", f"ATTENDEE;PARTSTAT={answer};CN=X:mailto:{email or person.email}",
        "END:VEVENT", "END:VCALENDAR", "",
    ]  # fmt: skip
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = person.email, "reply@mail.example.org", "Declined"
    mail.set_content("I can't come.")
    mail.add_alternative("\r\n".join(lines), subtype="calendar", params={"method": "REPLY"})
    return mail.as_bytes()


def put(box: Path, *mails: bytes) -> None:
    folder = mailbox.Maildir(box)
    for mail in mails:
        folder.add(mail)


def aside(box: Path) -> int:
    return len(list((box / ".aside").glob("*/*"))) if (box / ".aside").exists() else 0


def left(box: Path) -> int:
    return sum(len(list((box / name).iterdir())) for name in ("new", "cur"))


def answer_of(meeting: Meeting, person: Person) -> str:
    row = Attendance.objects.filter(meeting=meeting, person=person).first()
    return row.answer if row else ""


def test_a_no_is_told_and_shown_and_cancels_nothing(
    cast: Cast, row: Mentorship, box: Path, sign_in: Callable[[Person], Client]
) -> None:
    meeting = planned(cast, row)
    put(box, reply(meeting, cast.mentor))
    assert read_replies() == 1
    assert (left(box), aside(box)) == (0, 0)
    assert (again(meeting).state, answer_of(meeting, cast.mentor)) == ("planned", "declined")
    dispatch_waiting()
    (told,) = Message.objects.filter(to=cast.mentee.email, subject__contains="ne peut pas venir")
    assert "décliné" in told.text
    page = sign_in(cast.mentee).get(f"/mentorships/{row.pk}/").content.decode()
    assert "Marc Delorme ne peut pas venir" in page
    assert f"/meetings/{meeting.pk}/dates/" in page
    assert "décliné" not in sign_in(cast.coordinator).get(f"/mentorships/{row.pk}/").content.decode()


def test_what_answers_an_older_invitation_changes_nothing(cast: Cast, row: Mentorship, box: Path) -> None:
    meeting = planned(cast, row)
    actions.move_meeting(actor=cast.mentee, meeting=meeting, plan=Plan("video", in_days(5)[0], 60))
    put(box, reply(meeting, cast.mentor, sequence=0))
    assert read_replies() == 1
    assert answer_of(meeting, cast.mentor) == ""
    put(box, reply(meeting, cast.mentor, "ACCEPTED", sequence=1))
    read_replies()
    assert answer_of(meeting, cast.mentor) == "accepted"


def test_the_last_answer_counts_in_whatever_order_they_arrive(cast: Cast, row: Mentorship, box: Path) -> None:
    meeting = planned(cast, row)
    later, earlier = NOW - timedelta(minutes=1), NOW - timedelta(minutes=9)
    for mail in (reply(meeting, cast.mentor, "ACCEPTED", at=later), reply(meeting, cast.mentor, at=earlier)):
        put(box, mail)
        read_replies()
    assert answer_of(meeting, cast.mentor) == "accepted"


def test_the_answer_counts_for_whom_the_address_is_signed(cast: Cast, row: Mentorship, box: Path) -> None:
    meeting = planned(cast, row)
    # From a private address of theirs, forwarded: the token says who answers.
    put(box, reply(meeting, cast.mentor, "TENTATIVE", email="marc@home.example"))
    assert read_replies() == 1
    assert answer_of(meeting, cast.mentor) == "tentative"


def test_what_is_forged_or_unknown_is_set_aside_and_stops_nothing(
    cast: Cast, row: Mentorship, box: Path
) -> None:
    meeting = planned(cast, row)
    other = actions.begin(
        actor=cast.second_mentor,
        id=UUID(int=7),
        mentor=cast.second_mentoring,
        mentee=cast.second_being_mentored,
    )
    theirs = actions.plan_meeting(
        actor=cast.second_mentee,
        id=UUID(int=8),
        mentorship=other,
        plan=Plan("video", in_days(2)[0], 60),
    )
    bad = [
        reply(meeting, cast.mentor, signed_for=cast.outsider),
        reply(meeting, cast.mentor, uid=f"{theirs.pk}@ithaca"),  # signed for another meeting
        reply(meeting, cast.mentor, uid=f"{UUID(int=9)}@ithaca"),
        reply(meeting, cast.mentor, uid="somebody@else.example"),
        reply(meeting, cast.mentor, sequence=7),
        reply(meeting, cast.mentor).replace(b"METHOD:REPLY", b"METHOD:COUNTER"),
        reply(meeting, cast.mentor).replace(b"DTSTAMP:", b"X-STAMP:"),
        reply(meeting, cast.mentor).replace(b"SEQUENCE:0", b"SEQUENCE:many"),
        b"Subject: holiday\r\n\r\nI am away.",
        b"\xff\xfe\x00 nothing that anybody could read",
        b"",
        reply(meeting, cast.mentor) + b"x" * 600_000,
    ]
    put(box, *bad, reply(meeting, cast.mentor, "ACCEPTED"))
    assert read_replies() == 1
    assert (left(box), aside(box)) == (0, len(bad))
    assert (answer_of(meeting, cast.mentor), answer_of(theirs, cast.second_mentor)) == ("accepted", "")
    assert read_replies() == 0, "what is aside is not looked at again"


def test_a_message_that_is_read_twice_is_one_answer(cast: Cast, row: Mentorship, box: Path) -> None:
    meeting = planned(cast, row)
    mail = reply(meeting, cast.mentor)
    for _time in range(2):
        put(box, mail)
        assert read_replies() == 1
    assert Event.objects.filter(verb="meeting.answered").count() == 1


def test_nothing_is_read_where_no_mailbox_is_set(settings: Settings) -> None:
    assert read_replies() == 0
    settings.REPLIES_URL = "imap://nobody@127.0.0.1:1/INBOX"
    assert read_replies() == 0, "one that is away is tried again later"


def test_an_imap_mailbox_is_read_as_well(cast: Cast, row: Mentorship, settings: Settings) -> None:
    settings.REPLIES_ADDRESS = "reply@mail.example.org"
    with imap_server() as server:
        settings.REPLIES_URL = server.url
        meeting = planned(cast, row)
        server.put(b"Subject: holiday\r\n\r\nI am away.")
        server.put(reply(meeting, cast.mentor))
        assert read_replies() == 1
        assert read_replies() == 0
        assert [flags for flags, _text in server.messages.values()] == [{r"\Seen", r"\Flagged"}]
        settings.REPLIES_URL = server.url.replace("secret", "guess")
        assert read_replies() == 0
    assert answer_of(meeting, cast.mentor) == "declined"


@given(st.binary(max_size=2_000))
def test_no_mail_does_worse_than_being_refused(raw: bytes) -> None:
    refused = (NoReplyError, ValueError, KeyError, TypeError, AttributeError, IndexError)
    with suppress(*refused):
        opened(b"Content-Type: text/calendar\r\n\r\n" + raw)
    with suppress(*refused):
        parsed(raw.decode(errors="replace"))


def test_no_calendar_is_parsed_for_somebody_whose_address_is_not_signed(
    cast: Cast, row: Mentorship, box: Path
) -> None:
    meeting = planned(cast, row)
    mail = reply(meeting, cast.mentor, signed_for=cast.outsider).replace(b"BEGIN:VEVENT", b"BEGIN:NONSENSE")
    with pytest.raises(NoReplyError, match="not signed"):
        _answer(mail)


def test_what_holds_far_more_than_an_answer_is_refused_however_it_is_signed(
    cast: Cast, row: Mentorship, box: Path
) -> None:
    zone = b"BEGIN:VTIMEZONE\r\nTZID:X\r\nEND:VTIMEZONE\r\n"
    many = reply(planned(cast, row), cast.mentor).replace(b"BEGIN:VEVENT", zone * 500 + b"BEGIN:VEVENT")
    with pytest.raises(NoReplyError, match="far more"):
        opened(many)


def test_an_address_that_a_calendar_has_folded_is_still_read(cast: Cast, row: Mentorship, box: Path) -> None:
    meeting = planned(cast, row)
    put(
        box,
        reply(meeting, cast.mentor).replace(
            b"ORGANIZER:mailto:REPLY+", b"ORGANIZER;CN=Ithaca:mailto:\r\n REPLY+"
        ),
    )
    assert read_replies() == 1
    assert answer_of(meeting, cast.mentor) == "declined"


@pytest.mark.parametrize(
    "header",
    [
        b'Content-Type: text/calendar; x="' + b'"' * 20_000,
        b"Content-Type: text/calendar; " + b"a*0=b; " * 6_000,
        b"To: <" + b"@a," * 16_000,
        b"To: " + b"(" * 60_000,
        b"Content-Type: message/rfc822\r\n\r\n" * 1_800,
    ],
    ids=["quotes", "parameters", "route", "comments", "nested"],
)
def test_no_header_keeps_the_worker_busy(cast: Cast, row: Mentorship, box: Path, header: bytes) -> None:
    meeting = planned(cast, row)
    put(box, header + b"\r\n" + reply(meeting, cast.mentor)[:2_000])
    begun = process_time()
    assert read_replies() in (0, 1)
    assert process_time() - begun < 1
    assert left(box) == 0


def test_a_huge_mail_is_set_aside_without_being_read(cast: Cast, row: Mentorship, box: Path) -> None:
    put(box, b"Subject: x\r\n\r\n" + b"A" * 20_000_000)
    tracemalloc.start()
    assert read_replies() == 0
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4_000_000
    assert (left(box), aside(box)) == (0, 1)


DIES_BEFORE_IT_IS_DONE = """
from ithaca.notifications.calendars import mailboxes, replies
mailboxes.Maildir.done = die
replies.read_replies()
"""


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_dies_midway_leaves_nothing_twice_and_nothing_undone(
    cast: Cast, box: Path, settings: Settings, tmp_path: Path
) -> None:
    meeting = planned(cast, pair(cast))
    put(box, reply(meeting, cast.mentor))
    let_die(
        DIES_BEFORE_IT_IS_DONE,
        tmp_path,
        REPLIES_URL=settings.REPLIES_URL,
        REPLIES_ADDRESS=settings.REPLIES_ADDRESS,
    )
    assert left(box) == 1
    assert answer_of(meeting, cast.mentor) == "declined"
    assert read_replies() == 1
    assert left(box) == 0
    assert Event.objects.filter(verb="meeting.answered").count() == 1
