"""`ithaca demo`: builds, rebuilds or removes the demo world."""

import click
from django.conf import settings
from django.core.management import call_command

from ithaca.accounts.queries import has_demo_people, nobody_yet
from ithaca.cli.demo.accounts import ACCOUNTS, PASSWORD
from ithaca.cli.demo.crowd import build as build_crowd
from ithaca.cli.demo.world import build as build_world
from ithaca.cli.migrating import migrate


@click.command()
@click.option("--if-empty", is_flag=True, help="Only where nobody has an account yet; otherwise do nothing.")
@click.option(
    "--people", type=click.IntRange(1000, 1_000_000), help="A large world of so many people, to take figures."
)
def command(if_empty: bool, people: int | None) -> None:
    """Build a believable small world to look around in, or a large one with --people N."""
    if settings.PRODUCTION:
        raise click.ClickException(
            "Demo accounts have public passwords. Unset ITHACA_MODE=production to look around."
        )
    migrate()
    call_command("createcachetable", verbosity=0)
    if not nobody_yet():
        if if_empty:
            return
        if not (has_demo_people() and people):
            raise click.ClickException(
                "There are accounts here already. Point ITHACA_DATA_DIR at an empty folder for a fresh demo."
            )
    if people:
        build_crowd(people)
        click.echo(f"{people} people and their mentorships stand ready.")
        return
    click.echo("Building the demo world…")
    build_world()
    click.echo(f"Ready. Everybody's password: {PASSWORD}")
    for account in ACCOUNTS:
        click.echo(f"  {account.email:<30} {account.role:<14} {account.name}")
