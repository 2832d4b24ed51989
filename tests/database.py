"""The test database: swept after tests that commit, and worlds that many tests look at, told once and kept."""

import fcntl
import pickle
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import time_machine
from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction

from ithaca.directory import searching
from ithaca.matching import examples
from ithaca.matching.desk import measuring
from tests.settings import folder as tests_folder

# What migrating leaves: no test writes it.
LEFT_BY_MIGRATING = {"django_content_type", "auth_permission"}

# What a process remembers of a programme, which in the next test is another one under the same id.
REMEMBERED: tuple[OrderedDict[Any, Any], ...] = (searching._kept, examples._kept, measuring._kept)

Rows = dict[str, Any]
Told = TypeVar("Told")


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


def begin_the_journal_anew() -> None:
    """What SQLite keeps beside its file for a while holds nothing of tests before."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@dataclass(frozen=True)
class World:
    """The rows of a world, and whoever told it handed over."""

    rows: Rows
    people: bytes


@cache
def _world(file: Path) -> World:
    found: World = pickle.loads(file.read_bytes())
    return found


def kept(name: str, tell: Callable[[], Told]) -> Told:
    """Puts a world into the database: told where no test of this run has told it yet, else as it was then."""
    for remembered in REMEMBERED:
        remembered.clear()
    folder = tests_folder / "worlds"
    folder.mkdir(exist_ok=True)
    file = folder / f"{name}.pickle"
    if time_machine.escape_hatch.is_travelling():
        return _told(tell)  # at another time it is another world
    with alone(folder / f"{name}.lock"):
        if not file.exists():
            before = filled_tables()
            told = _told(tell)
            if not before:
                rows = {table: _read(table) for table in filled_tables()}
                file.write_bytes(pickle.dumps(World(rows, pickle.dumps(told))))
            return told
    world = _world(file)
    with transaction.atomic():
        for table, rows in world.rows.items():
            _write(table, rows)
        _go_on_counting(world.rows)
    told = pickle.loads(world.people)
    return told


def _told(tell: Callable[[], Told]) -> Told:
    with transaction.atomic():
        return tell()


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


def _go_on_counting(written: Collection[str]) -> None:
    """The next row after those that were copied gets a number of its own."""
    models = [each for each in apps.get_models(include_auto_created=True) if each._meta.db_table in written]
    for statement in connection.ops.sequence_reset_sql(no_style(), models):
        with connection.cursor() as cursor:
            cursor.execute(statement)
