"""`ithaca backup`: database and stored files in one file, while the server runs."""

import shutil
import tempfile
from pathlib import Path

import click
from django.conf import settings
from django.db import connection
from django.db.utils import Error as DatabaseError

from ithaca import __version__
from ithaca.cli.archive import Manifest, pack
from ithaca.cli.copying import applied_migrations, save

KEPT = ("files", "secret-key", "demo-accounts.json")


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def command(file: Path) -> None:
    """Write database, stored files and the secret key into FILE, while the server runs."""
    if file.exists():
        raise click.ClickException(f"{file} exists already. Choose another name.")
    if not file.absolute().parent.is_dir():
        raise click.ClickException(f"There is no folder {file.absolute().parent}.")
    try:
        with tempfile.TemporaryDirectory(dir=file.absolute().parent) as name:
            folder = Path(name)
            folder.chmod(0o700)
            save(folder)
            for kept in KEPT:
                source = Path(settings.DATA_DIR) / kept
                if source.is_dir():
                    shutil.copytree(source, folder / kept)
                elif source.exists():
                    shutil.copy2(source, folder / kept)
            pack(file, folder, Manifest(__version__, connection.vendor, applied_migrations()))
    except (OSError, DatabaseError) as error:
        raise click.ClickException(f"The backup could not be written: {error}. Run `ithaca doctor`.")
    click.echo(
        f"Written: {file} ({file.stat().st_size // 1024} KB). It holds the secret key: keep it as safe as the server."
    )
