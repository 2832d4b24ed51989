"""`ithaca`: serve, worker, demo, import, doctor, backup, restore."""

import os
import sys

import click
import django
from django.core.management import execute_from_command_line

from ithaca import __version__


@click.group(help="Ithaca runs mentoring programmes. Settings come from ITHACA_… variables (docs/settings.md).")
@click.version_option(__version__)
def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ithaca.config.settings")
    if sys.argv[1:2] != ["manage"]:
        django.setup()


@main.command(context_settings={"ignore_unknown_options": True, "help_option_names": []}, add_help_option=False)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Django's own commands, for developers."""
    execute_from_command_line(["ithaca manage", *arguments])
