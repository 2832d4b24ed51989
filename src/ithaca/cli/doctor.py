"""`ithaca doctor`: looks at everything that an installation stands on and says what to mend."""

import shutil
import smtplib
import stat
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import click
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import Error as DatabaseError

from ithaca.accounts.queries import has_demo_people
from ithaca.journal.queries import waiting_events
from ithaca.kernel import clock
from ithaca.notifications.calendars.mailboxes import open_mailbox
from ithaca.notifications.queries import given_up, waiting

Finding = tuple[str, str]
OK, WARN, FAIL = "ok", "warn", "fail"
LITTLE_DISK = 500 * 1024 * 1024
LONG_QUEUE = 1000
RECENTLY = timedelta(days=14)  # what was lost before has been told often enough


def database() -> Finding:
    try:
        connection.ensure_connection()
        waiting_steps = MigrationExecutor(connection).migration_plan(
            MigrationExecutor(connection).loader.graph.leaf_nodes()
        )
    except DatabaseError as error:
        return FAIL, f"database: not reachable ({error}). Check ITHACA_DATABASE_URL."
    if waiting_steps:
        return FAIL, f"database: {len(waiting_steps)} migrations wait. Start `ithaca serve` once."
    return OK, f"database: {connection.vendor}, up to date"


def data_folder() -> Finding:
    folder = Path(settings.DATA_DIR)
    probe = folder / ".probe"
    try:
        probe.write_text("x")
        probe.unlink()
    except OSError as error:
        return (
            FAIL,
            f"data folder: {folder} can't be written ({error.strerror}). Check ITHACA_DATA_DIR and its owner.",
        )
    free = shutil.disk_usage(folder).free
    if free < LITTLE_DISK:
        return WARN, f"disk: only {free // 1024**2} MB free. Make room: a full disk stops everything."
    return OK, f"data folder: {folder}, {free // 1024**3} GB free"


def secret_key() -> Finding:
    path = Path(settings.DATA_DIR) / "secret-key"
    if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
        return FAIL, f"secret key: others can read {path}. Run: chmod 600 {path}"
    return OK, "secret key: for its owner's eyes only"


def mail() -> Finding:
    host = getattr(settings, "EMAIL_HOST", "")
    if settings.MAIL_TRANSPORT.endswith("EmlFiles"):
        return (
            WARN if settings.PRODUCTION else OK
        ), f"mail: goes to {settings.MAIL_DIR}; set ITHACA_EMAIL_URL to send it"
    connect = smtplib.SMTP_SSL if settings.EMAIL_USE_SSL else smtplib.SMTP
    try:
        with connect(host, settings.EMAIL_PORT, timeout=5) as server:
            server.noop()
    except OSError as error:
        return (
            WARN,
            f"mail: {host}:{settings.EMAIL_PORT} does not answer ({error}). Mail waits and is sent later.",
        )
    return OK, f"mail: {host}:{settings.EMAIL_PORT} answers"


def replies() -> Finding:
    if not settings.REPLIES_URL:
        return OK, "replies: answers from calendars are not read; set ITHACA_REPLIES_URL to read them"
    try:
        with open_mailbox(settings.REPLIES_URL) as box:
            waiting_mails = len(box.keys(LONG_QUEUE))
    except OSError as error:
        return WARN, f"replies: the mailbox can't be read ({error}). Check ITHACA_REPLIES_URL."
    return OK, f"replies: {waiting_mails} mails wait in the mailbox"


def queues() -> Finding:
    lost, mails, events = given_up(clock.now() - RECENTLY).count(), waiting().count(), waiting_events()
    if lost:
        return (
            FAIL,
            f"outbox: {lost} mails of the last two weeks were given up after three days of trying. Check ITHACA_EMAIL_URL.",
        )
    if mails + events > LONG_QUEUE:
        return WARN, f"outbox: {mails} mails and {events} events wait. Is a worker running?"
    return OK, f"outbox: {mails} mails and {events} events wait"


def mode() -> Finding:
    if settings.PRODUCTION and has_demo_people():
        return (
            FAIL,
            "accounts: demo people in production, whose passwords everybody knows. Start with an empty database.",
        )
    if settings.PRODUCTION and not settings.HTTPS:
        return FAIL, "address: ITHACA_BASE_URL must begin with https:// in production."
    return OK, f"address: {settings.BASE_URL}"


CHECKS: tuple[Callable[[], Finding], ...] = (database, data_folder, secret_key, mail, replies, queues, mode)


def findings() -> Iterator[Finding]:
    for check in CHECKS:
        try:
            yield check()
        except DatabaseError as error:
            yield FAIL, f"{check.__name__}: could not be looked at ({error})"


@click.command()
def command() -> None:
    """Check this installation and say what to mend. Ends with 1 where something must be."""
    found = list(findings())
    for state, sentence in found:
        click.echo(f"{state:<5} {sentence}")
    if any(state == FAIL for state, _sentence in found):
        raise SystemExit(1)
