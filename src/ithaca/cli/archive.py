"""The file of a backup: a tar of parts with a manifest that says what they are and vouches for each."""

import hashlib
import json
import os
import tarfile
import zlib
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath

import click

MANIFEST = "manifest.json"
DATABASE_PARTS = {"database.sqlite3", "sequences.json"}


@dataclass(frozen=True)
class Manifest:
    """What a backup holds. `migrations` are `app.name`; `parts` maps names to their SHA-256."""

    version: str
    database: str  # sqlite | postgresql
    migrations: list[str]
    parts: dict[str, str] = field(default_factory=dict)


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def pack(target: Path, folder: Path, manifest: Manifest) -> None:
    """Writes everything in `folder` into one file for the owner's eyes only; the name appears when it is whole."""
    parts = {str(p.relative_to(folder)): digest(p) for p in sorted(folder.rglob("*")) if p.is_file()}
    whole = Manifest(manifest.version, manifest.database, manifest.migrations, parts)
    (folder / MANIFEST).write_text(json.dumps(asdict(whole), indent=1))
    draft = target.with_name(f".{target.name}.part")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file, tarfile.open(fileobj=file, mode="w:gz") as archive:
        archive.add(folder, arcname="")
    draft.replace(target)


def unpack(source: Path, folder: Path) -> Manifest:
    """Unpacks into `folder` and checks every part; ends the command with a sentence where something is wrong."""
    try:
        with tarfile.open(source, "r:gz") as archive:
            for member in archive.getmembers():
                name = PurePosixPath(member.name)
                if name.is_absolute() or ".." in name.parts or not (member.isfile() or member.isdir()):
                    raise click.ClickException(
                        f"{source.name} holds {member.name!r}, which no backup of Ithaca does. Nothing was changed."
                    )
            archive.extractall(folder, filter="data")
        manifest = Manifest(**json.loads((folder / MANIFEST).read_text()))
    except (tarfile.TarError, zlib.error, OSError, EOFError, ValueError, TypeError) as error:
        raise click.ClickException(
            f"{source.name} is not a whole backup ({error}). Nothing was changed; take another copy."
        )
    found = {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()} - {MANIFEST}
    if not isinstance(manifest.parts, dict) or found != set(manifest.parts) or not found & DATABASE_PARTS:
        raise click.ClickException(
            f"{source.name} does not hold what its list says. Nothing was changed; take another copy."
        )
    for part, expected in manifest.parts.items():
        if not (folder / part).is_file() or digest(folder / part) != expected:
            raise click.ClickException(
                f"{source.name} is damaged in {part}. Nothing was changed; take another copy."
            )
    return manifest
