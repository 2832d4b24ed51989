"""Workers that die at the worst moment, and two that work at once: the reader gets each mail, and gets it once."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings as django_settings
from pytest_django import Settings

from ithaca.journal.dispatch import dispatch_waiting
from ithaca.journal.models import Undispatched
from ithaca.kernel.ids import new_id
from ithaca.mentorships import actions
from ithaca.mentorships.models import Mentorship
from ithaca.notifications.actions import save_preferences
from ithaca.notifications.digest import gather_due
from ithaca.notifications.kinds import Delivery, Kind
from ithaca.notifications.models import Message, Reminder
from ithaca.notifications.outbox import Letter, deliver_due, enqueue
from ithaca.notifications.reminders.running import remind_due
from tests.cast import Cast
from tests.factories import stay_awake
from tests.workers import Worker, let_die

pytestmark = pytest.mark.django_db(transaction=True)

DIES_AFTER_SENDING = """
from ithaca.notifications import backends, outbox
send = backends.EmlFiles.send_messages
def send_and_die(self, messages):
    send(self, messages)
    die()
backends.EmlFiles.send_messages = send_and_die
outbox.deliver_due()
"""
DIES_AMID_A_REACTION = """
from ithaca.journal import dispatch
from ithaca.notifications import post
keep = post.keep
def keep_and_die(batch):
    keep(batch)
    die()
post.keep = keep_and_die
dispatch.dispatch_waiting()
"""
DIES_AMID_A_REMINDER = """
from ithaca.notifications import post
from ithaca.notifications.reminders import running
post.keep = die
running.remind_due()
"""
DIES_AMID_A_DIGEST = """
from ithaca.notifications import digest
enqueue = digest.enqueue
def enqueue_and_die(**letter):
    enqueue(**letter)
    die()
digest.enqueue = enqueue_and_die
digest.gather_due()
"""
WORKS_UNTIL_NOTHING_IS_LEFT = """
from ithaca.cli.worker import Worker
worker = Worker()
while worker.work_once():
    pass
"""


def test_killed_right_after_sending(cast: Cast, tmp_path: Path, settings: Settings) -> None:
    enqueue(key="survivor", letter=Letter("Bonjour", "Un mot."), to=cast.mentor)
    let_die(DIES_AFTER_SENDING, tmp_path, MAIL_DIR=tmp_path)
    assert len(list(tmp_path.glob("*.eml"))) == 1
    settings.MAIL_DIR = tmp_path
    assert deliver_due() == 0, "the lease of the dead worker holds for a while"
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=6)):
        assert deliver_due() == 1
    assert len(list(tmp_path.glob("*.eml"))) == 1, "the second sending is the same mail"
    assert Message.objects.get(key="survivor").state == "sent"
    assert django_settings.MAIL_TRANSPORT.endswith("EmlFiles")


def test_killed_amid_a_reaction(cast: Cast, tmp_path: Path) -> None:
    actions.propose(actor=cast.coordinator, id=new_id(), mentor=cast.mentoring, mentee=cast.being_mentored)
    let_die(DIES_AMID_A_REACTION, tmp_path, MAIL_DIR=tmp_path)
    assert not Message.objects.exists(), "half a reaction leaves nothing"
    assert Undispatched.objects.count() == 1
    assert dispatch_waiting() == 1
    assert sorted(m.to for m in Message.objects.all()) == sorted([cast.mentor.email, cast.mentee.email])


def test_two_workers_at_once_send_each_mail_once(cast: Cast, tmp_path: Path) -> None:
    stay_awake(cast.mentor, cast.mentee)
    for number in range(40):
        enqueue(key=f"waiting {number}", letter=Letter("Bonjour", f"Numéro {number}."), to=cast.mentor)
    actions.propose(actor=cast.coordinator, id=new_id(), mentor=cast.mentoring, mentee=cast.being_mentored)
    workers = [Worker(WORKS_UNTIL_NOTHING_IS_LEFT, tmp_path, MAIL_DIR=tmp_path) for _worker in range(2)]
    for worker in workers:
        assert worker.returned(timeout=120) == 0, worker.complaint
    assert Message.objects.filter(state="sent").count() == Message.objects.count() == 42
    assert Message.objects.filter(attempts__gt=0).count() == 0
    assert len(list(tmp_path.glob("*.eml"))) == 42


def held_for_digest(cast: Cast) -> None:
    save_preferences(
        person=cast.mentor, deliveries={Kind.DECISIONS: Delivery.DIGEST}, quiet=None, digest_at=time(8)
    )
    actions.propose(actor=cast.coordinator, id=new_id(), mentor=cast.mentoring, mentee=cast.being_mentored)
    dispatch_waiting()
    deliver_due()
    Message.objects.filter(state="held").update(next_try_at=datetime.now(UTC))


def test_killed_amid_a_digest(cast: Cast, tmp_path: Path, settings: Settings) -> None:
    settings.MAIL_DIR = tmp_path
    held_for_digest(cast)
    let_die(DIES_AMID_A_DIGEST, tmp_path, MAIL_DIR=tmp_path)
    assert Message.objects.filter(state="held").count() == 1, "half a digest is none"
    assert not Message.objects.filter(kind="digest").exists()
    assert gather_due() == 1


def test_two_workers_at_once_make_each_digest_and_each_reminder_once(cast: Cast, tmp_path: Path) -> None:
    stay_awake(cast.mentor, cast.mentee)
    held_for_digest(cast)
    Mentorship.objects.update(created_at=datetime.now(UTC) - timedelta(days=5))
    workers = [Worker(WORKS_UNTIL_NOTHING_IS_LEFT, tmp_path, MAIL_DIR=tmp_path) for _worker in range(2)]
    for worker in workers:
        assert worker.returned(timeout=120) == 0, worker.complaint
    assert Message.objects.filter(kind="digest", state="sent").count() == 1
    assert sorted(Reminder.objects.values_list("person__email", flat=True)) == sorted(
        [cast.mentor.email, cast.mentee.email]
    )
    assert Message.objects.filter(kind="reminders", state="sent").count() == 2


def test_killed_amid_a_reminder(cast: Cast, tmp_path: Path) -> None:
    actions.propose(actor=cast.coordinator, id=new_id(), mentor=cast.mentoring, mentee=cast.being_mentored)
    Mentorship.objects.update(created_at=datetime.now(UTC) - timedelta(days=5))
    let_die(DIES_AMID_A_REMINDER, tmp_path, MAIL_DIR=tmp_path)
    assert not Reminder.objects.exists()
    assert not Message.objects.exists()
    assert remind_due() == 2
    assert remind_due() == 0
