"""`ithaca doctor` asks a mail server in the way that it is told to (the rest of it: test_backup.py)."""

import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner
from pytest_django import Settings

from ithaca.cli import doctor

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
