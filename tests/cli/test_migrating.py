"""Who migrates gets the tables that the models say, with which all other tests begin (tests/settings.py)."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from ithaca.cli.migrating import migrate

pytestmark = pytest.mark.django_db(transaction=True)

# What makes a table what it is, whatever the order in which it came.
OF_POSTGRESQL = """
    SELECT table_name, column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '')
        || ' ' || coalesce(character_maximum_length::text, '') || ' ' || is_identity
    FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL SELECT conrelid::regclass::text, conname || ' ' || pg_get_constraintdef(oid)
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'
"""
OF_SQLITE = "SELECT tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL"
# Of Django's groups, which nobody here forms: its migration counts in integers, whatever the settings say by now.
NOT_OURS = "auth_group_permissions"


def layout() -> set[tuple[str, str]]:
    """Each column, constraint and index of the database, with its table."""
    with connection.cursor() as cursor:
        cursor.execute(OF_POSTGRESQL if connection.vendor == "postgresql" else OF_SQLITE)
        rows: list[tuple[str, str]] = cursor.fetchall()
    ours = [(table, statement) for table, statement in rows if table != NOT_OURS]
    if connection.vendor == "postgresql":
        return set(ours)
    return {(table, part) for table, statement in ours for part in parts(statement)}


def parts(statement: str) -> Iterator[str]:
    """What stands between the outer parentheses of a CREATE TABLE, piece by piece; an index is one piece."""
    if not statement.startswith("CREATE TABLE"):
        yield statement
        return
    depth, piece = 0, ""
    for token in re.split(r"([(),])", statement[statement.index("(") + 1 : statement.rindex(")")]):
        depth += (token == "(") - (token == ")")
        if token == "," and depth == 0:
            yield piece.strip()
            piece = ""
        else:
            piece += token
    yield piece.strip()


@contextmanager
def another_database(folder: Path) -> Iterator[None]:
    """An empty one, in place of that of the tests."""
    mine = connection.settings_dict["NAME"]
    name = f"{mine}_empty" if connection.vendor == "postgresql" else str(folder / "empty.sqlite3")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}"')
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = mine
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}"')


def test_an_empty_database_becomes_what_the_models_say(tmp_path: Path) -> None:
    expected = layout()
    assert len(expected) > 1000
    with another_database(tmp_path):
        migrate()
        call_command("createcachetable", verbosity=0)
        assert layout() ^ expected == set()
