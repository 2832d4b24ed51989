"""The database into files and back, on both databases, without tools of theirs."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from django.db import connection, transaction

SQLITE_FILE = "database.sqlite3"
TABLES = "tables"
SEQUENCES = "sequences.json"
# Who is signed in, with the server's half of what unlocks a room: it ends with the session, and comes back with no copy.
LEFT_OUT = ("accounts_device", "django_session")


def applied_migrations() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
        return [f"{app}.{name}" for app, name in cursor.fetchall()]


def save(folder: Path) -> None:
    """One consistent moment of the database, while others go on writing."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(folder / SQLITE_FILE)])
        _leave_out(folder / SQLITE_FILE)
        return
    (folder / TABLES).mkdir()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        for table in _tables():
            if table in LEFT_OUT:
                (folder / TABLES / f"{table}.copy").touch()
                continue
            with (
                (folder / TABLES / f"{table}.copy").open("wb") as file,
                cursor.copy(f'COPY "{table}" TO STDOUT') as copy,
            ):
                for block in copy:
                    file.write(block)
        cursor.execute(
            "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = current_schema()"
        )
        (folder / SEQUENCES).write_text(json.dumps(dict(cursor.fetchall())))


def _leave_out(file: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as copy:
        copy.execute("PRAGMA secure_delete = ON")  # what is deleted is gone from the file as well
        for table in LEFT_OUT:
            copy.execute(f"DELETE FROM {table}")  # noqa: S608 (a name of ours)


def load_sqlite(folder: Path, database: Path, moment: str) -> None:
    """Puts the file in place once it is known to be sound; the one that was there is kept beside it."""
    _require_sound(folder / SQLITE_FILE)
    connection.close()
    for ending in ("", "-wal", "-shm"):
        old = database.with_name(database.name + ending)
        if old.exists():
            old.replace(database.with_name(f"{database.name}.before-restore-{moment}{ending}"))
    (folder / SQLITE_FILE).replace(database)


def _require_sound(file: Path) -> None:
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as found:
        try:
            (verdict,) = found.execute("PRAGMA integrity_check").fetchone()
            known = {
                f"{app}.{name}" for app, name in found.execute("SELECT app, name FROM django_migrations")
            }
        except sqlite3.DatabaseError as error:
            raise OSError(f"its database can't be read ({error}); nothing was changed") from error
    if verdict != "ok" or known != set(applied_migrations()):
        raise OSError("its database is damaged or of another layout; nothing was changed")


def load_postgresql(folder: Path) -> None:
    """Empties every table and fills it again, in one transaction: all of it, or nothing."""
    names = _tables()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(f"TRUNCATE {', '.join(connection.ops.quote_name(n) for n in names)} CASCADE")
        for table in names:
            with (
                (folder / TABLES / f"{table}.copy").open("rb") as file,
                cursor.copy(f'COPY "{table}" FROM STDIN') as copy,
            ):
                while block := file.read(1 << 20):
                    copy.write(block)
        for sequence, value in json.loads((folder / SEQUENCES).read_text()).items():
            if value is not None:
                cursor.execute("SELECT setval(%s, %s)", [f'"{sequence}"', value])


def _tables() -> list[str]:
    with connection.cursor() as cursor:
        return sorted(connection.introspection.table_names(cursor))
