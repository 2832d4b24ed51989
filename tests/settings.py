"""The product's own settings, with a data folder of the tests and quick password hashing."""

import os
import tempfile
from pathlib import Path

# Made once by the process that starts the workers, which inherit it.
folder = Path(os.environ.setdefault("FOLDER_OF_ITHACA_TESTS", tempfile.mkdtemp(prefix="ithaca-tests-")))
os.environ["ITHACA_DATA_DIR"] = str(folder)
# Playwright keeps an event loop in the thread of the test; its database calls are nevertheless synchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
for name in [
    name
    for name in os.environ
    if name.startswith("ITHACA_") and name not in {"ITHACA_DATA_DIR", "ITHACA_DATABASE_URL"}
]:
    del os.environ[name]

from ithaca.config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# SQLite reads the whole schema at each new connection, half of what a request takes: the threads that serve browsers
# keep theirs. PostgreSQL gives no database away that somebody is connected to.
DATABASES["default"]["CONN_MAX_AGE"] = None if "sqlite" in DATABASES["default"]["ENGINE"] else 0  # noqa: F405
# Tables as the models say, in a tenth of the time that migrating takes: tests/cli/test_migrating.py holds one against the other.
DATABASES["default"].setdefault("TEST", {})["MIGRATE"] = False  # noqa: F405
