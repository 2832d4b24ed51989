"""`ithaca operator`: names who runs the installation, also once the one before has closed their account."""

import click

from ithaca.accounts import actions
from ithaca.accounts.queries import proven_person


@click.command()
@click.argument("address")
def command(address: str) -> None:
    """Let whoever has an account with ADDRESS found organisations and networks."""
    person = proven_person(address)
    if person is None or not person.is_active:
        raise click.ClickException(
            f"Nobody has an account with the confirmed address {address}. Sign up first."
        )
    actions.make_operator(person)
    click.echo(f"{person.name} can found organisations and networks from now on.")
