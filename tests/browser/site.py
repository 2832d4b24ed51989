"""The product as it is served, for a real browser: waitress in a thread, the worker's work on demand."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.test import Client
from waitress.server import create_server

from ithaca.accounts.models import Person


@dataclass(frozen=True)
class Site:
    address: str

    def session_cookie(self, person: Person) -> str:
        client = Client()
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client.cookies["sessionid"].value


class Quiet:
    """Knows whether the product is answering anybody, so that a test leaves nothing running behind it."""

    def __init__(self) -> None:
        self.answering = 0
        self.changed = threading.Condition()
        request_started.connect(self.begun, weak=False)
        request_finished.connect(self.done, weak=False)

    def begun(self, **_sent: object) -> None:
        self._count(1)

    def done(self, **_sent: object) -> None:
        self._count(-1)

    def _count(self, more: int) -> None:
        if threading.current_thread() is threading.main_thread():
            return  # the test's own client
        with self.changed:
            self.answering += more
            self.changed.notify_all()

    def wait(self) -> None:
        with self.changed:
            self.changed.wait_for(lambda: self.answering <= 0, timeout=5)
            self.answering = 0


@contextmanager
def serving() -> Iterator[tuple[str, Quiet]]:
    """Serves the product at an address, as long as it is wanted."""
    # Made here: WhiteNoise lists the static files, which tests/conftest.py has collected by now.
    server = create_server(get_wsgi_application(), listen="127.0.0.1:0", threads=6)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}", Quiet()
    finally:
        server.close()
        server.task_dispatcher.shutdown(timeout=1)
        thread.join(timeout=1)
        connections.close_all()
