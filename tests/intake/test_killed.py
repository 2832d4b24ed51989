"""Workers that are killed in the middle of an import, as `kill -9` does: nothing is half done, and nothing done twice."""

import signal
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from ithaca.accounts.models import Person
from ithaca.intake.actions import confirm, set_columns, work_on_imports
from ithaca.intake.models import Import
from ithaca.intake.states import AT_WORK
from ithaca.journal.dispatch import dispatch_waiting
from ithaca.notifications.models import Message
from ithaca.organisations.models import Position
from ithaca.programmes.models import Invitation
from tests.cast import Cast
from tests.intake.files import csv_file, upload
from tests.workers import Worker, let_die

pytestmark = pytest.mark.django_db(transaction=True)
SignIn = Callable[[Person], Client]
ROWS, BATCH = 120, 20
# A worker with small batches.
WORKS = """
import os, sys, time
from itertools import count
from ithaca.intake.actions import checking, work_on_imports, working, writing
checking.BATCH = writing.BATCH = working.BATCH = {batch}
def deadly(module, name, turn):
    real, turns = getattr(module, name), count(1)
    def step(*args, **kwargs):
        done = real(*args, **kwargs)
        if next(turns) == turn:
            die()
        return done
    setattr(module, name, step)
{deed}
while True:  # as the worker: nothing to do, or a lock that a dead one still holds, ends nothing
    try:
        work_on_imports() or time.sleep(0.02)
    except Exception as error:
        print(error, file=sys.stderr)
"""
DIES_AMID_CHECKING = (
    'deadly(checking, "_save", 3)'  # the rows of a batch are written, its words not yet counted
)
DIES_AMID_WRITING = 'deadly(writing, "_place", 3)'  # invited and placed, and no row says so yet
LIVES = (
    "import time\nreal = working.write_some\nworking.write_some = lambda job: (time.sleep(0.2), real(job))[1]"
)


def works(deed: str) -> str:
    return WORKS.format(batch=BATCH, deed=deed)


def killed_after(worker: Worker, invited: int) -> None:
    """From outside, wherever it may be, once so many are invited."""
    until = time.monotonic() + 60
    while Invitation.objects.count() < invited and time.monotonic() < until and not worker.ended:
        time.sleep(0.01)
    worker.kill()
    assert worker.returned() == -signal.SIGKILL, worker.complaint


def work_through(job: Import) -> None:
    until = time.monotonic() + 60
    job.refresh_from_db()
    while job.state in AT_WORK and time.monotonic() < until:
        work_on_imports()
        job.refresh_from_db()


def states(job: Import) -> dict[str, int]:
    return dict(Counter(job.rows.values_list("state", flat=True)))


def test_a_worker_killed_anywhere_leaves_whole_batches_and_the_next_one_goes_on(
    cast: Cast, sign_in: SignIn, tmp_path: Path
) -> None:
    people = ((f"p{n}@example.org", f"Personne {n}", f"Service {n % 7}") for n in range(ROWS))
    job = upload(sign_in(cast.coordinator), csv_file(("email", "nom complet", "service"), *people))
    set_columns(actor=cast.coordinator, job=job, columns={"email": 0, "name": 1, "unit": 2})
    let_die(works(DIES_AMID_CHECKING), tmp_path)
    assert states(job) == {"good": 2 * BATCH, "new": ROWS - 2 * BATCH}
    work_through(job)
    assert (job.state, states(job)) == ("review", {"good": ROWS})
    confirm(actor=cast.coordinator, job=job, send=True)
    let_die(works(DIES_AMID_WRITING), tmp_path)
    assert Invitation.objects.count() == Position.objects.count() == 2 * BATCH
    assert job.rows.exclude(outcome="").count() == 2 * BATCH
    killed_after(Worker(works(LIVES), tmp_path), invited=3 * BATCH)
    whole = Invitation.objects.count()
    assert whole % BATCH == 0
    assert whole == Position.objects.count() == job.rows.exclude(outcome="").count()
    work_through(job)
    assert (job.state, job.result) == ("done", {"prepared": ROWS, "rejected": 0})
    assert Invitation.objects.count() == Position.objects.count() == ROWS
    while dispatch_waiting():
        pass
    mails = Counter(Message.objects.filter(to__startswith="p").values_list("to", flat=True))
    assert (len(mails), set(mails.values())) == (ROWS, {1})
