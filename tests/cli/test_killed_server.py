"""`ithaca serve` killed in the middle of writes: what was acknowledged is there after the restart, and nothing by half."""

import hashlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client

from ithaca.accounts.models import Person
from ithaca.kernel import ids
from ithaca.vault.client import Place
from ithaca.vault.client.format import to_base64url
from ithaca.vault.models import ContentObject, Revision
from tests.cast import Cast
from tests.vault.people import Pair

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[2]
WRITERS, ENOUGH, MOST = 4, 60, 2_000
# The product's own command, on the test's database, in a data folder of its own.
SERVE = """
from pathlib import Path
from django.conf import settings
settings.DATABASES["default"]["NAME"] = {name!r}
settings.DATA_DIR, settings.STATIC_ROOT = Path({folder!r}), Path({folder!r}) / "static"
import django; django.setup()
from django.db import connection
connection.settings_dict["NAME"] = {name!r}
from ithaca.cli.serve import command
command(["--listen", "127.0.0.1:{port}"])
"""
TOKEN = "a" * 32


@dataclass
class Server:
    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        code = SERVE.format(
            name=str(connection.settings_dict["NAME"]), folder=str(self.folder), port=self.port
        )
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}
        with (self.folder / "console").open("ab") as console:
            self.process = subprocess.Popen(
                [sys.executable, "-c", code], env=environment, cwd=ROOT, stdout=console, stderr=console
            )
        for _try in range(300):
            assert self.process.poll() is None, (self.folder / "console").read_text()
            try:
                http.client.HTTPConnection("127.0.0.1", self.port, timeout=1).connect()
                return
            except OSError:
                time.sleep(0.1)
        raise AssertionError((self.folder / "console").read_text())

    def kill(self) -> None:
        if self.process and self.process.poll() is None:
            os.kill(self.process.pid, signal.SIGKILL)
            self.process.wait()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Server(tmp_path, port)
    yield server
    server.kill()


def cookies(person: Person) -> dict[str, str]:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.cookies["sessionid"].value
    return {"Cookie": f"sessionid={session}; csrftoken={TOKEN}", "X-CSRFToken": TOKEN}


@dataclass
class Writer:
    """Writes as quickly as it is answered, until nobody answers; keeps what it was told is there."""

    pair: Pair
    author: Person
    port: int
    headers: dict[str, str]
    notes: dict[str, bytes] = field(default_factory=dict)  # object → its file
    documents: dict[str, bytes] = field(default_factory=dict)  # attachment → its first part
    cut_off: bool = False

    def run(self) -> None:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            for _number in range(MOST):
                self._note(line)
                self._document(line)
        except (OSError, http.client.HTTPException):
            self.cut_off = True

    def _note(self, line: http.client.HTTPConnection) -> None:
        place = Place(str(ids.new_id()), "note")
        sealed = self.pair.seal(self.author, place, "Une phrase qui doit rester.")
        body = {"kind": "note", "number": 1, "epoch": 1, "previous": None, "about": None}
        path = f"/api/vault/rooms/{self.pair.room.pk}/objects/{place.object}/revisions"
        data = json.dumps({**body, "file": to_base64url(sealed.file)}).encode()
        if self._sent(line, "POST", path, data) == 200:
            self.notes[place.object] = sealed.file

    def _document(self, line: http.client.HTTPConnection) -> None:
        attachment, part = str(ids.new_id()), b"age-encryption.org/v1\n" + os.urandom(50_000)
        path = f"/api/attachments/{self.pair.room.pk}/{attachment}/parts/0"
        if self._sent(line, "PUT", path, part) == 200:
            self.documents[attachment] = part

    def _sent(self, line: http.client.HTTPConnection, method: str, path: str, data: bytes) -> int:
        line.request(method, path, data, {**self.headers, "Content-Type": "application/json"})
        response = line.getresponse()
        response.read()
        return response.status


def asked(
    port: int, method: str, path: str, headers: dict[str, str], body: object = None
) -> tuple[int, bytes]:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    data = None if body is None else json.dumps(body).encode()
    line.request(method, path, data, {**headers, "Content-Type": "application/json"})
    response = line.getresponse()
    return response.status, response.read()


def test_what_was_acknowledged_is_there_after_the_restart(cast: Cast, server: Server) -> None:
    pair = Pair(cast.mentee, cast.mentor)
    server.start()
    writers = [
        Writer(pair, person, server.port, cookies(person))
        for person in (cast.mentee, cast.mentor) * (WRITERS // 2)
    ]
    threads = [Thread(target=writer.run) for writer in writers]
    for thread in threads:
        thread.start()
    while sum(len(writer.notes) + len(writer.documents) for writer in writers) < ENOUGH:
        assert any(thread.is_alive() for thread in threads), "the server takes what is written"
        time.sleep(0.01)
    server.kill()
    for thread in threads:
        thread.join()
    assert all(writer.cut_off for writer in writers), "it was killed while each of them wrote"

    server.start()
    headers = writers[0].headers
    status, answer = asked(server.port, "GET", f"/api/vault/rooms/{pair.room.pk}", headers)
    assert status == 200
    shown = {one["id"]: one["file"] for one in json.loads(answer)["objects"]}
    notes = {pk: to_base64url(file) for writer in writers for pk, file in writer.notes.items()}
    assert {pk: shown.get(pk) for pk in notes} == notes
    for writer in writers:
        for attachment, part in writer.documents.items():
            path = f"/api/attachments/{pair.room.pk}/{attachment}"
            digest = {"sha256": hashlib.sha256(part).hexdigest()}
            assert asked(server.port, "POST", f"{path}/complete", writer.headers, digest)[0] == 204
            assert asked(server.port, "GET", path, writer.headers) == (200, part)
    nothing_by_half(pair.room.pk)
    writer = Writer(pair, cast.mentee, server.port, headers)
    writer._note(http.client.HTTPConnection("127.0.0.1", server.port, timeout=30))
    assert writer.notes, "and it goes on"


def nothing_by_half(room_id: UUID) -> None:
    """Each text has its one revision, whole, and the database finds no fault with itself."""
    for content in ContentObject.objects.filter(room=room_id):
        (revision,) = Revision.objects.filter(content=content)
        assert content.head == 1
        assert hashlib.sha256(bytes(revision.file)).hexdigest() == revision.sha256
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            assert cursor.fetchone() == ("ok",)
