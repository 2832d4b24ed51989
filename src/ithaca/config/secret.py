"""The secret key, made on first start."""

import os
import secrets
from pathlib import Path


def secret_key(data_dir: Path) -> str:
    """Reads the installation's key from the data folder; writes a new one, for the owner's eyes only, the first time."""
    path = data_dir / "secret-key"
    data_dir.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        key = secrets.token_urlsafe(64)
        file.write(key)
    return key
