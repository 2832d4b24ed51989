"""Workers that die at the worst moment, and two that work at once: the reader gets each mail, and gets it once."""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings as django_settings
from django.db import connection
from pytest_django import Settings

from ithaca.journal.dispatch import dispatch_waiting
from ithaca.journal.models import Undispatched
from ithaca.kernel.ids import new_id
from ithaca.mentorships import actions
from ithaca.notifications.models import Message
from ithaca.notifications.outbox import Letter, deliver_due, enqueue
from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)

# A process of its own on the test's database, as a worker is.
BEGINNING = """
import os, signal
from pathlib import Path
from django.conf import settings
settings.DATABASES["default"]["NAME"] = {name!r}
settings.MAIL_DIR = Path({mail!r})
import django; django.setup()
from django.db import connection
connection.settings_dict["NAME"] = {name!r}
from ithaca.cli.worker import Worker
from ithaca.journal import dispatch
from ithaca.notifications import backends, outbox, post
def die(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)
"""
DIES_AFTER_SENDING = """
send = backends.EmlFiles.send_messages
def send_and_die(self, messages):
    send(self, messages)
    die()
backends.EmlFiles.send_messages = send_and_die
outbox.deliver_due()
"""
DIES_AMID_A_REACTION = """
keep = post.keep
def keep_and_die(batch):
    keep(batch)
    die()
post.keep = keep_and_die
dispatch.dispatch_waiting()
"""
WORKS_UNTIL_NOTHING_IS_LEFT = """
worker = Worker()
while worker.work_once():
    pass
"""


def start(script: str, mail: Path) -> subprocess.Popen[bytes]:
    name = str(connection.settings_dict["NAME"])
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    root = Path(__file__).resolve().parents[2]
    code = BEGINNING.format(name=name, mail=str(mail)) + script
    return subprocess.Popen([sys.executable, "-c", code], env=environment, cwd=root, stderr=subprocess.PIPE)


def let_die(script: str, mail: Path) -> None:
    process = start(script, mail)
    _out, complaint = process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL, complaint.decode()


def test_killed_right_after_sending(cast: Cast, tmp_path: Path, settings: Settings) -> None:
    enqueue(key="survivor", letter=Letter("Bonjour", "Un mot."), to=cast.mentor)
    let_die(DIES_AFTER_SENDING, tmp_path)
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
    let_die(DIES_AMID_A_REACTION, tmp_path)
    assert not Message.objects.exists(), "half a reaction leaves nothing"
    assert Undispatched.objects.count() == 1
    assert dispatch_waiting() == 1
    assert sorted(m.to for m in Message.objects.all()) == sorted([cast.mentor.email, cast.mentee.email])


def test_two_workers_at_once_send_each_mail_once(cast: Cast, tmp_path: Path) -> None:
    for number in range(40):
        enqueue(key=f"waiting {number}", letter=Letter("Bonjour", f"Numéro {number}."), to=cast.mentor)
    actions.propose(actor=cast.coordinator, id=new_id(), mentor=cast.mentoring, mentee=cast.being_mentored)
    workers = [start(WORKS_UNTIL_NOTHING_IS_LEFT, tmp_path) for _worker in range(2)]
    for worker in workers:
        _out, complaint = worker.communicate(timeout=120)
        assert worker.returncode == 0, complaint.decode()
    assert Message.objects.filter(state="sent").count() == Message.objects.count() == 42
    assert Message.objects.filter(attempts__gt=0).count() == 0
    assert len(list(tmp_path.glob("*.eml"))) == 42
