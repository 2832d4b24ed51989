"""`ithaca serve`: the whole product in one process, web and worker together."""

import threading
from typing import Any
from urllib.parse import urlsplit

import click
import waitress
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.core.wsgi import get_wsgi_application
from django.db.utils import Error as DatabaseError

from ithaca.accounts.queries import has_demo_people
from ithaca.cli.demo import accounts
from ithaca.cli.migrating import migrate
from ithaca.cli.running import running
from ithaca.cli.worker import Worker
from ithaca.config.env import environment
from ithaca.web.setup import setup_link


def prepare() -> None:
    """Brings database and static files to this version."""
    try:
        migrate()
        call_command("createcachetable", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
    except (DatabaseError, CommandError) as error:
        raise click.ClickException(
            f"The database can't be made ready: {error}\nCheck ITHACA_DATABASE_URL, then run `ithaca doctor`."
        )


def check_production() -> None:
    """Refuses what must never be public."""
    if not settings.PRODUCTION:
        return
    if has_demo_people():
        raise click.ClickException(
            "There are demo accounts here, whose passwords everybody knows. Start with an empty "
            "data folder and database: set ITHACA_DATA_DIR and ITHACA_DATABASE_URL."
        )
    if urlsplit(settings.BASE_URL).scheme != "https":
        raise click.ClickException("ITHACA_BASE_URL must begin with https:// when ITHACA_MODE is production.")


# Bytes of one request, which are kept on the disk while they come in, whoever sends them. The largest file that a form
# takes has 25 MiB; what is somewhat larger is still refused in a sentence, by the form.
LARGEST_BODY = 64 * 1024 * 1024


def server_options() -> dict[str, Any]:
    """How waitress serves; nothing but a proxy named in the settings is believed about who asks."""
    options = {"threads": environment().threads, "ident": None, "max_request_body_size": LARGEST_BODY}
    proxy = environment().trusted_proxy
    trusted = {"trusted_proxy": proxy, "trusted_proxy_headers": "x-forwarded-for x-forwarded-proto"}
    return {**options, **trusted} if proxy else options


def announce(listen: str) -> None:
    click.echo(f"\n  Ithaca is ready: {settings.BASE_URL}  (listening on {listen})\n")
    link = setup_link()
    if link:
        click.echo(f"  Nobody has an account yet. Set it up here, once: {link}\n")
    elif has_demo_people():
        click.echo("  Demo accounts:")
        for account in accounts.ACCOUNTS:
            click.echo(f"    {account.email:<30} {account.role:<14} {account.name}")
        click.echo(f"    password    {accounts.PASSWORD}\n    passphrase  {accounts.PASSPHRASE}\n")


@click.command()
@click.option(
    "--listen", default=None, help="Address and port, such as 127.0.0.1:8000 (default: ITHACA_LISTEN)."
)
@click.option("--no-worker", is_flag=True, help="Serve pages only; run `ithaca worker` elsewhere.")
def command(listen: str | None, no_worker: bool) -> None:
    """Serve Ithaca: pages and worker in one process."""
    with running():
        _serve(listen, no_worker=no_worker)


def _serve(listen: str | None, *, no_worker: bool) -> None:
    prepare()
    check_production()
    where = listen or environment().listen
    worker = Worker()
    if not no_worker:
        threading.Thread(target=worker.run, name="worker", daemon=True).start()
    announce(where)
    # Only now: WhiteNoise reads the folder of static files once, and `prepare` has just filled it.
    application = get_wsgi_application()
    try:
        waitress.serve(application, listen=where, **server_options())
    except OSError as error:
        raise click.ClickException(
            f"Can't listen on {where}: {error.strerror or error}. Choose another with --listen."
        )
    finally:
        worker.stop()
