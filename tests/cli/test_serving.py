"""`ithaca serve` and whoever sends it more than it can use."""

import socket
import threading
from collections.abc import Iterator

import pytest
import waitress

from ithaca.cli.serve import LARGEST_BODY, server_options
from ithaca.intake.sheets import LARGEST


@pytest.fixture
def port() -> Iterator[int]:
    server = waitress.create_server(
        lambda _environ, start: (start("204 No Content", []), [])[1], listen="127.0.0.1:0", **server_options()
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield server.effective_port
    server.close()


def answer(port: int, head: str) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(f"POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{head}\r\n\r\n".encode())
        return line.recv(100)


def test_a_body_without_end_is_refused_before_it_is_kept(port: int) -> None:
    # The largest file that a form takes comes through, and for a larger one there is still a sentence.
    assert LARGEST < LARGEST_BODY
    assert b" 204 " in answer(port, "Content-Length: 0")
    assert b" 413 " in answer(port, f"Content-Length: {LARGEST_BODY + 1}")
