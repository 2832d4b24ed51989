"""`ithaca doctor` looks at what an installation stands on, and says what to mend."""

import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.db import connection
from pytest_django import Settings

from ithaca.cli import doctor

pytestmark = pytest.mark.django_db
TLS_HANDSHAKE = b"\x16"  # the first byte of whatever speaks TLS


@pytest.fixture(autouse=True)
def data(tmp_path: Path, settings: Settings) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path


def examined() -> Result:
    return CliRunner().invoke(doctor.command, [])


def test_an_installation_in_order() -> None:
    result = examined()
    assert result.exit_code == 0, result.output
    assert connection.vendor in result.output


def test_a_secret_key_that_others_can_read(data: Path) -> None:
    (data / "secret-key").write_text("x")
    (data / "secret-key").chmod(0o644)
    result = examined()
    assert result.exit_code == 1
    assert "chmod 600" in result.output


def test_a_mail_server_that_wants_tls_from_the_first_byte_is_asked_so(settings: Settings) -> None:
    """Asked in clear it would say nothing, and be called away."""

    def first_byte(server: socket.socket) -> bytes:
        caller, _address = server.accept()
        with caller:
            return caller.recv(1)

    with socket.create_server(("127.0.0.1", 0)) as server, ThreadPoolExecutor(1) as thread:
        settings.MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.getsockname()
        settings.EMAIL_USE_SSL = True
        heard = thread.submit(first_byte, server)
        assert "does not answer" in examined().output
        assert heard.result(timeout=10) == TLS_HANDSHAKE
