"""
Workers in processes of their own on the test's database, which die where they are told to, as `kill -9` does.

They fork from a process that has loaded the product and never saw a database: loading it anew takes seconds each time.
"""

import multiprocessing
import os
import signal
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

# What a deed may say: Django is set up, the database is the test's, and `die()` ends the process at once.
FORK = multiprocessing.get_context("forkserver")
FORK.set_forkserver_preload(["tests.workers_loaded"])


class Worker:
    """A process that does a deed, some lines of Python; its complaint is what it wrote to stderr."""

    def __init__(self, deed: str, folder: Path, **changes: object) -> None:
        name = str(connection.settings_dict["NAME"])
        connection.close()  # nothing of it is inherited
        self._said = folder / f"worker-{os.urandom(4).hex()}.txt"
        self._process = FORK.Process(target=_do, args=(deed, name, str(self._said), changes), daemon=True)
        self._process.start()

    @property
    def ended(self) -> bool:
        return not self._process.is_alive()

    def kill(self) -> None:
        self._process.kill()

    def returned(self, timeout: float = 60) -> int:
        """How it ended, once it has: 0, or minus the signal that killed it."""
        self._process.join(timeout)
        code = self._process.exitcode
        if code is None:
            self._process.kill()
        assert code is not None, f"the worker goes on and on: {self.complaint}"
        return code

    @property
    def complaint(self) -> str:
        return self._said.read_text() if self._said.exists() else ""


def let_die(deed: str, folder: Path, **changes: object) -> None:
    worker = Worker(deed, folder, **changes)
    assert worker.returned() == -signal.SIGKILL, worker.complaint


def _do(deed: str, name: str, said: str, changes: dict[str, Any]) -> None:
    """In the new process."""
    with open(said, "w") as file:
        os.dup2(file.fileno(), sys.stderr.fileno())
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
    for setting, value in changes.items():
        setattr(settings, setting, value)
    exec(deed, {"die": _die})


def _die(*_args: object, **_kwargs: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)
