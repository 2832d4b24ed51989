"""Mail: who gets which, in which language; calendars; a server that is down."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from importlib import import_module
from pkgutil import iter_modules

import pytest
import time_machine
from django.core.mail.backends.base import BaseEmailBackend
from icalendar import Calendar
from pytest_django import Settings

from ithaca.directory.actions import remind_and_lapse_due
from ithaca.directory.events import RequestSent
from ithaca.directory.models import Request
from ithaca.journal import actions as journal
from ithaca.journal.dispatch import dispatch_waiting
from ithaca.kernel import clock
from ithaca.kernel.ids import new_id
from ithaca.mentorships import actions
from ithaca.mentorships.actions.meetings import Plan
from ithaca.mentorships.models import Mentorship
from ithaca.notifications import reminders, words
from ithaca.notifications.models import Message
from ithaca.notifications.outbox import Letter, _mail, deliver_due, enqueue
from ithaca.notifications.post import NAMELESS, Words
from ithaca.programmes import actions as programmes
from ithaca.vault.models import ContentObject, Room
from tests.cast import Cast
from tests.factories import make_person
from tests.inviting import invite

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(settings: Settings) -> None:
    """Demo people's mail stays readable after sending; so does everybody's here."""
    settings.MAIL_TRANSPORT = "django.core.mail.backends.dummy.EmailBackend"


def texts(to: str) -> list[str]:
    return [f"{m.subject}\n{m.text}" for m in Message.objects.filter(to=to).order_by("created_at", "id")]


def plan(days: int = 3) -> Plan:
    return Plan(
        "video",
        datetime.now(UTC).replace(microsecond=0) + timedelta(days=days),
        60,
        "https://visio.example.org/a",
    )


def pair(cast: Cast) -> Mentorship:
    return actions.begin(actor=cast.mentor, id=new_id(), mentor=cast.mentoring, mentee=cast.being_mentored)


def test_a_meeting_is_in_both_calendars_from_planning_to_cancelling(cast: Cast, kept: None) -> None:
    mentorship = pair(cast)
    meeting = actions.plan_meeting(actor=cast.mentee, id=new_id(), mentorship=mentorship, plan=plan())
    actions.move_meeting(actor=cast.mentor, meeting=meeting, plan=plan(5))
    actions.cancel_meeting(actor=cast.mentee, meeting=meeting)
    dispatch_waiting()
    for person in (cast.mentor, cast.mentee):
        invites = [
            m for m in Message.objects.filter(to=person.email).order_by("created_at", "id") if m.calendar
        ]
        entries = [Calendar.from_ical(m.calendar).walk("VEVENT")[0] for m in invites]
        assert [m.calendar_method for m in invites][-1] == "CANCEL"
        assert {str(entry["uid"]) for entry in entries} == {f"{meeting.pk}@ithaca"}
        assert {str(entry["summary"]) for entry in entries} == {"Séance de mentorat"}
        assert int(entries[-1]["sequence"]) == 2
    assert not Message.objects.filter(to=cast.outsider.email).exists()


def test_mail_is_in_the_language_of_its_reader(cast: Cast, kept: None) -> None:
    cast.mentor.language = "en"
    cast.mentor.save()
    mentorship = pair(cast)
    actions.propose_decision(actor=cast.mentee, id=new_id(), mentorship=mentorship, kind="end early")
    dispatch_waiting()
    assert any(
        "A joint decision is proposed to you" in text and "End the mentorship early" in text
        for text in texts(cast.mentor.email)
    )
    assert not texts(cast.mentee.email)


def test_an_invitation_carries_its_link(cast: Cast, kept: None) -> None:
    row = invite(cast, "neuf@example.org", "mentor")
    dispatch_waiting()
    (text,) = texts("neuf@example.org")
    assert f"/invitations/{row.token}/" in text
    assert "Invitation à rejoindre Cap Ouest" in text
    assert "vous invite à participer au programme de mentorat Cap Ouest, en tant que mentor·e" in text
    assert "Hello" not in text


def test_whoever_was_invited_is_not_said_to_have_applied(cast: Cast, kept: None) -> None:
    zoe = make_person("Zoé Seule")
    row = invite(cast, zoe.email)
    programmes.accept_invitation(
        person=zoe, invitation=row, answers={}, charter=cast.mentoring.charter, id=new_id()
    )
    dispatch_waiting()
    welcome = texts(zoe.email)[-1]
    assert "parce que vous avez accepté une invitation" in welcome
    assert "candidature" not in welcome
    assert "Seules le voient" in welcome


def test_a_mail_names_the_decision_and_says_what_follows(cast: Cast, kept: None) -> None:
    mentorship = pair(cast)
    Mentorship.objects.update(state="development", official_end_at=datetime.now(UTC))
    mentorship.refresh_from_db()
    for first in ("Passer à la clôture", "Clore définitivement le mentorat"):
        proposal = actions.propose_decision(
            actor=cast.mentee, id=new_id(), mentorship=mentorship, kind="close"
        )
        actions.agree_decision(actor=cast.mentor, proposal=proposal)
        dispatch_waiting()
        asked = [text for text in texts(cast.mentor.email) if f"« {first} »" in text.replace("\u00a0", " ")]
        told = [text for text in texts(cast.mentee.email) if f"« {first} »" in text.replace("\u00a0", " ")]
        assert [text.split("\n")[0] for text in asked] == ["Une décision à prendre à deux vous est proposée"]
        assert [text.split("\n")[0] for text in told] == ["Votre proposition a reçu une réponse"]


class Down(BaseEmailBackend):
    def send_messages(self, email_messages: object) -> int:
        raise ConnectionRefusedError("the mail server sleeps")


def test_a_mail_server_that_is_down_gets_the_mail_later(cast: Cast, settings: Settings) -> None:
    enqueue(key="hello", letter=Letter("Bonjour", "Un mot."), to=cast.mentor)
    settings.MAIL_TRANSPORT = "tests.notifications.test_mail.Down"
    assert deliver_due() == 0
    settings.MAIL_TRANSPORT = "django.core.mail.backends.dummy.EmailBackend"
    assert deliver_due() == 0, "not at once"
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=5)):
        assert deliver_due() == 1
        assert deliver_due() == 0, "and once"


@pytest.mark.parametrize("subject", ["Bonjour", "Une décision " + "très longue " * 9, "A long subject " * 9])
def test_a_long_subject_does_not_begin_with_a_space(cast: Cast, subject: str) -> None:
    message = enqueue(key="long", letter=Letter(subject.strip(), "Un mot."), to=cast.mentor)
    raw = _mail(message, message.to).message().as_bytes()
    assert b"Subject: \n" not in raw
    assert message_from_bytes(raw, policy=policy.default)["Subject"] == subject.strip()


def open_request(cast: Cast) -> Request:
    room = Room.objects.create(purpose="request")
    return Request.objects.create(
        programme=cast.programme,
        mentor=cast.mentoring,
        mentee=cast.being_mentored,
        reply_by=clock.now() + timedelta(days=7),
        room=room,
        content=ContentObject.objects.create(room=room, kind="request", author=cast.mentee),
    )


def test_when_the_time_to_answer_has_passed_both_hear_of_it_once(cast: Cast, kept: None) -> None:
    open_request(cast)
    with time_machine.travel(datetime.now(UTC) + timedelta(days=8)):
        for _round in range(2):
            remind_and_lapse_due()
            dispatch_waiting()
    (to_mentee,) = texts(cast.mentee.email)
    assert "Votre demande" in to_mentee
    (to_mentor,) = texts(cast.mentor.email)
    assert to_mentor.startswith("Le délai pour répondre à un·e mentoré·e est passé")


def test_a_mail_about_a_request_names_the_programme(cast: Cast, kept: None) -> None:
    row = open_request(cast)
    fact = RequestSent(
        actor_id=cast.mentee.pk,
        subject_id=row.pk,
        programme_id=cast.programme.pk,
        mentor_id=cast.mentor.pk,
        mentee_id=cast.mentee.pk,
        reply_by=row.reply_by,
    )
    journal.record(fact)
    dispatch_waiting()
    assert "dans le programme Cap Ouest. Vous deux seulement" in texts(cast.mentor.email)[0]


def test_the_same_cause_makes_one_mail(cast: Cast) -> None:
    for _time in range(2):
        enqueue(key="once", letter=Letter("Bonjour", "Un mot."), to=cast.mentor)
    assert Message.objects.filter(key="once").count() == 1


def test_the_two_of_a_proposed_pair_learn_once_that_it_begins(cast: Cast, kept: None) -> None:
    made = actions.propose(
        actor=cast.coordinator, id=new_id(), mentor=cast.mentoring, mentee=cast.being_mentored
    )
    for person in (cast.mentor, cast.mentee):
        actions.agree(actor=person, mentorship=made)
    dispatch_waiting()
    for person in (cast.mentor, cast.mentee):
        _proposed, begins = Message.objects.filter(to=person.email).order_by("created_at", "id")
        assert "commence" in begins.subject
        assert f"/mentorships/{made.pk}/" in begins.text


def every_words() -> Iterator[Words]:
    """All that mails are written with, wherever a module keeps it."""
    for module in (
        *iter_modules(words.__path__, f"{words.__name__}."),
        *iter_modules(reminders.__path__, f"{reminders.__name__}."),
    ):
        waiting = list(vars(import_module(module.name)).values())
        while waiting:
            found = waiting.pop()
            if isinstance(found, Words):
                yield found
            elif isinstance(found, dict):
                waiting += found.values()
            elif isinstance(found, list | tuple):
                waiting += found


def test_no_subject_says_with_whom() -> None:
    """Names stand in the text; whoever sees a telephone on a table reads subjects."""
    of_things = {"title", "programme", "issuer", "source", "organisation", "network", "when", "n"}
    subjects = [str(one.outside or one.subject) for one in every_words()]
    asked = {name for subject in subjects for name in re.findall(r"%\((\w+)\)s", subject)}
    assert len(list(every_words())) > 60
    assert asked - of_things == set(NAMELESS)
