"""`ithaca`: one file a command, loaded only when it is called."""

import os
import sys
from importlib import import_module

import click
import django

from ithaca import __version__

COMMANDS = {
    "serve": ("ithaca.cli.serve", "Serve Ithaca: pages and worker in one process."),
    "worker": ("ithaca.cli.worker", "Run a worker by itself: mail, reminders, reactions."),
    "demo": ("ithaca.cli.demo.command", "Build a believable small world to look around in."),
    "import": ("ithaca.cli.importing", "Import participants from a CSV or XLSX file."),
    "match": ("ithaca.cli.match.command", "Find the best pairs from files, with a proof; needs no database."),
    "doctor": ("ithaca.cli.doctor", "Check this installation and say what to mend."),
    "operator": ("ithaca.cli.operating", "Name who may found organisations and networks."),
    "backup": ("ithaca.cli.backup", "Write database and stored files into one file."),
    "restore": ("ithaca.cli.restore", "Bring back what `ithaca backup` wrote."),
    "manage": ("ithaca.cli.manage", "Django's own commands, for developers."),
}
# Django's own commands set it up themselves; matching files needs none of it.
WITHOUT_SETUP = ("manage", "match")


class LazyGroup(click.Group):
    """Knows the commands by name and first sentence; imports Django only for the one that runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module, summary = COMMANDS[name]
        if ctx.resilient_parsing or (len(sys.argv) > 1 and sys.argv[1] in ("--help", "-h")):
            return click.Command(name, help=summary)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ithaca.config.settings")
        if name not in WITHOUT_SETUP:
            django.setup()
        command = import_module(module).command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(
                [(name, summary) for name, (_module, summary) in COMMANDS.items() if name != "manage"]
            )


@click.group(
    cls=LazyGroup,
    help="Ithaca runs mentoring programmes. Settings come from ITHACA_… variables (docs/settings.md).",
)
@click.version_option(__version__)
def main() -> None:
    """The entry point."""
