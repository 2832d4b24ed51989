"""`ithaca worker`: reacts to the journal, sends mail, and does what the clock asks for."""

import logging
import signal
import threading
from collections.abc import Callable
from datetime import timedelta

import click
from django.contrib.sessions.backends.db import SessionStore
from django.db import close_old_connections

from ithaca.cli.running import running
from ithaca.directory.actions import drop_ended_certificates, remind_and_lapse_due
from ithaca.indicators.actions import publish_edition
from ithaca.intake.actions import work_on_imports
from ithaca.journal.dispatch import dispatch_waiting
from ithaca.kernel import clock
from ithaca.kernel.personal_data import forget_due
from ithaca.matching.actions import lapse_due_matches
from ithaca.matching.actions.solving import solve_waiting, warm_up
from ithaca.mentorships.actions import (
    announce_unread,
    ask_due_follow_ups,
    hand_over_unanswered,
    remind_of_returns,
    tend_reviews,
)
from ithaca.notifications.calendars.replies import read_replies
from ithaca.notifications.digest import gather_due
from ithaca.notifications.outbox import deliver_due
from ithaca.notifications.reminders.running import remind_due
from ithaca.research.actions import tend_studies
from ithaca.seals.actions import hand_over_due

log = logging.getLogger(__name__)
PAUSE = 1.0  # seconds between looks at the database
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)

CLOCK_WORK: list[tuple[timedelta, Callable[[], object]]] = [
    (MINUTE, remind_and_lapse_due),
    (MINUTE, lapse_due_matches),
    (MINUTE, read_replies),
    (HOUR, tend_reviews),
    (MINUTE, gather_due),
    (5 * MINUTE, remind_due),
    (HOUR, hand_over_unanswered),
    (HOUR, remind_of_returns),
    (HOUR, ask_due_follow_ups),
    (MINUTE, announce_unread),
    (HOUR, SessionStore.clear_expired),
    (HOUR, forget_due),
    (HOUR, drop_ended_certificates),
    (HOUR, publish_edition),
    (HOUR, hand_over_due),
    (HOUR, tend_studies),
]


class Worker:
    """One worker; as many as wanted may run at once."""

    def __init__(self) -> None:
        self.stopping = threading.Event()
        self._last = dict.fromkeys(range(len(CLOCK_WORK)), clock.now() - HOUR * 2)

    def run(self) -> None:
        # Compiled beside the work, once an installation: nobody waits for it at the desk.
        threading.Thread(target=warm_up, daemon=True).start()
        while not self.stopping.is_set():
            busy = False
            try:
                close_old_connections()
                busy = self.work_once()
            except Exception:
                # A database that is away for a moment must not end the worker.
                log.exception("The worker goes on after an error.")
            if not busy:
                self.stopping.wait(PAUSE)

    def work_once(self) -> bool:
        """One round; says whether there was anything to do."""
        self._clock_work()
        return bool(dispatch_waiting() + deliver_due() + work_on_imports() + solve_waiting())

    def _clock_work(self) -> None:
        for number, (every, work) in enumerate(CLOCK_WORK):
            if clock.now() - self._last[number] >= every:
                self._last[number] = clock.now()
                work()

    def stop(self, *_signal: object) -> None:
        self.stopping.set()


@click.command()
def command() -> None:
    """Run a worker by itself: mail, reminders, reactions. `ithaca serve` has one inside."""
    worker = Worker()
    signal.signal(signal.SIGTERM, worker.stop)
    signal.signal(signal.SIGINT, worker.stop)
    with running():
        click.echo("Working. Stop with Ctrl-C.")
        worker.run()
