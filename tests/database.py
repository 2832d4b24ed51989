"""The test database: swept after tests that commit, and worlds that many tests look at, told once and kept."""

import fcntl
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, transaction

# What migrating leaves: no test writes it.
LEFT_BY_MIGRATING = {"django_content_type", "auth_permission"}

Rows = dict[str, Any]


@cache
def tables() -> list[str]:
    names = connection.introspection.django_table_names(only_existing=True, include_views=False)
    return sorted(set(names) - LEFT_BY_MIGRATING)


def filled_tables() -> list[str]:
    """Those that hold anything, asked in one statement."""
    quote = connection.ops.quote_name
    asked = " UNION ALL ".join(
        f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {quote(name)})" for name in tables()
    )
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return [name for (name,) in cursor.fetchall()]


def sweep() -> None:
    """Empties every table that holds anything: quicker than Django's flush, which builds all permissions anew."""
    filled = filled_tables()
    if not filled:
        return
    with connection.constraint_checks_disabled(), transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")  # no foreign key is looked up
        for name in filled:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(name)}")


def kept(world: str, tell: Callable[[], object]) -> None:
    """Puts a world into the database: told where no test of this run has told it yet, else as it was then."""
    assert filled_tables() == [], "a world is put where nothing is yet"
    folder = Path(settings.DATA_DIR) / "worlds"
    folder.mkdir(exist_ok=True)
    file = folder / f"{world}.pickle"
    with alone(folder / f"{world}.lock"):
        if not file.exists():
            with transaction.atomic():
                tell()
            file.write_bytes(pickle.dumps({name: _read(name) for name in filled_tables()}))
            return
    with transaction.atomic():
        for name, rows in pickle.loads(file.read_bytes()).items():
            _write(name, rows)
        _go_on_counting()


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _read(table: str) -> Any:
    name = connection.ops.quote_name(table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {name} TO STDOUT") as copy:
                return b"".join(bytes(part) for part in copy)
        # As it lies in the file, whatever type the column says: the plus is for that.
        return cursor.execute(
            f"SELECT {', '.join('+' + column for column in _columns(table))} FROM {name}"
        ).fetchall()


def _write(table: str, rows: Any) -> None:
    name = connection.ops.quote_name(table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {name} FROM STDIN") as copy:
                copy.write(rows)
            return
        columns = _columns(table)
        connection.connection.executemany(
            f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({', '.join('?' for _ in columns)})", rows
        )


@cache
def _columns(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA table_info({connection.ops.quote_name(table)})")
        return [connection.ops.quote_name(column[1]) for column in cursor.fetchall()]


def _go_on_counting() -> None:
    """The next row after those that were copied gets a number of its own."""
    for statement in connection.ops.sequence_reset_sql(
        no_style(), apps.get_models(include_auto_created=True)
    ):
        with connection.cursor() as cursor:
            cursor.execute(statement)
