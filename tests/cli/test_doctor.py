"""`ithaca doctor` asks a mail server in the way that it is told to (the rest of it: test_backup.py)."""

import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import time_machine
from click.testing import CliRunner
from pytest_django import Settings

from ithaca.cli import doctor
from ithaca.notifications.models import Message
from ithaca.notifications.states import MessageState

pytestmark = pytest.mark.django_db
TLS_HANDSHAKE = b"\x16"  # the first byte of whatever speaks TLS


def test_a_mail_server_that_wants_tls_from_the_first_byte_is_asked_so(
    tmp_path: Path, settings: Settings
) -> None:
    """Asked in clear it would say nothing, and be called away."""

    def first_byte(server: socket.socket) -> bytes:
        caller, _address = server.accept()
        with caller:
            return caller.recv(1)

    with socket.create_server(("127.0.0.1", 0)) as server, ThreadPoolExecutor(1) as thread:
        settings.MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.getsockname()
        settings.EMAIL_USE_SSL, settings.DATA_DIR = True, tmp_path
        heard = thread.submit(first_byte, server)
        assert "does not answer" in CliRunner().invoke(doctor.command, []).output
        assert heard.result(timeout=10) == TLS_HANDSHAKE


def test_mail_that_was_lost_is_told_of_for_two_weeks() -> None:
    with time_machine.travel("2026-03-02 09:00Z", tick=False):
        Message.objects.create(
            key="lost", to="ines@example.org", subject="Séance", text="Demain", state=MessageState.GIVEN_UP
        )
        assert doctor.queues()[0] == doctor.FAIL
    with time_machine.travel("2026-03-17 09:00Z", tick=False):
        assert doctor.queues()[0] == doctor.OK
