"""`ithaca restore`: brings back what `ithaca backup` wrote, all of it or nothing."""

import shutil
import tempfile
from pathlib import Path

import click
from django.conf import settings
from django.db import connection
from django.db.utils import Error as DatabaseError

from ithaca.accounts.queries import nobody_yet
from ithaca.cli.archive import Manifest, unpack
from ithaca.cli.backup import KEPT
from ithaca.cli.copying import applied_migrations, load_postgresql, load_sqlite
from ithaca.cli.migrating import migrate
from ithaca.cli.running import stopped
from ithaca.kernel import clock


def _check(manifest: Manifest, *, replace: bool) -> None:
    if manifest.database != connection.vendor:
        raise click.ClickException(
            f"This backup is of a {manifest.database} database, and ITHACA_DATABASE_URL names a {connection.vendor} one. Nothing was changed."
        )
    if manifest.migrations != applied_migrations():
        raise click.ClickException(
            f"This backup was made by Ithaca {manifest.version} with another database layout. Restore it with that version, then upgrade."
        )
    if not nobody_yet() and not replace:
        raise click.ClickException(
            "There are accounts here already. Use --replace to put the backup in their place."
        )


def _put_files(folder: Path, moment: str) -> None:
    data = Path(settings.DATA_DIR)
    for kept in KEPT:
        source, target = folder / kept, data / kept
        if not source.exists():
            continue
        if target.exists():
            target.replace(target.with_name(f"{kept}.before-restore-{moment}"))
        shutil.move(source, target)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--replace",
    is_flag=True,
    help="Put the backup in the place of what is here; the old files are kept aside.",
)
def command(file: Path, replace: bool) -> None:
    """Bring back FILE. Stop the server first; nothing is changed unless the whole file is sound."""
    moment = f"{clock.now():%Y%m%dT%H%M%S}"
    try:
        with stopped(), tempfile.TemporaryDirectory(dir=settings.DATA_DIR) as name:
            migrate()
            folder = Path(name)
            manifest = unpack(file, folder)
            _check(manifest, replace=replace)
            if connection.vendor == "sqlite":
                load_sqlite(folder, Path(connection.settings_dict["NAME"]), moment)
            else:
                load_postgresql(folder)
            _put_files(folder, moment)
    except (OSError, DatabaseError) as error:
        raise click.ClickException(f"The backup could not be brought back: {error}.")
    click.echo(f"Brought back {file.name}. Start the server again.")
