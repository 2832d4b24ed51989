"""Knowing whether Ithaca runs on this data folder: `serve` and `worker` share a lock that `restore` wants alone."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import click
from django.conf import settings

NAME = "running.lock"


@contextmanager
def running() -> Iterator[None]:
    """Held as long as a server or worker runs; refused while a restore is under way."""
    with _open() as file:
        _take(file, fcntl.LOCK_SH, "A restore is under way. Start again when it is done.")
        yield


@contextmanager
def stopped() -> Iterator[None]:
    """Held by what must be alone; refused while anything runs."""
    with _open() as file:
        _take(
            file,
            fcntl.LOCK_EX,
            "Ithaca runs on this data folder. Stop `ithaca serve` and every worker first.",
        )
        yield


def _open() -> TextIO:
    return (Path(settings.DATA_DIR) / NAME).open("a")


def _take(file: TextIO, kind: int, otherwise: str) -> None:
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        raise click.ClickException(otherwise) from None
