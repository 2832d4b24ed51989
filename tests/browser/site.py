"""The product as it is served, for a real browser: waitress in a thread, the worker's work on demand."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.wsgi import get_wsgi_application
from django.db import connection, connections
from django.test import Client
from pytest_django import Settings
from waitress.server import create_server

from ithaca.accounts.models import Person


@dataclass(frozen=True)
class Site:
    address: str

    def session_cookie(self, person: Person) -> str:
        client = Client()
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client.cookies["sessionid"].value


@contextmanager
def serving(settings: Settings) -> Iterator[Site]:
    # Made here: WhiteNoise lists the static files, which tests/conftest.py has collected by now.
    server = create_server(get_wsgi_application(), listen="127.0.0.1:0", threads=6)
    address = f"http://127.0.0.1:{server.effective_port}"
    settings.BASE_URL = address
    # Django's test runner swaps this for a list in memory; here mail goes its real way.
    settings.EMAIL_BACKEND = "ithaca.notifications.backends.Outbox"
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield Site(address)
    finally:
        server.close()
        server.task_dispatcher.shutdown()
        thread.join(timeout=5)
        connections.close_all()


def every_row() -> Iterator[tuple[str, bytes]]:
    """Every cell of every table, as bytes, so that the scan sees a PostgreSQL database as it sees a file."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                yield (
                    f"row of {table}",
                    b"\n".join(
                        bytes(c) if isinstance(c, (bytes, memoryview)) else str(c).encode() for c in row
                    ),
                )
