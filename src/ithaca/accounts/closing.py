"""The end of an account: what stands against it, and what happens in every app, in one transaction."""

from django.db import transaction

from ithaca.access.permissions import Permission
from ithaca.access.roles import Role
from ithaca.access.rules import require
from ithaca.accounts.events import AccountClosed
from ithaca.accounts.models import Person
from ithaca.journal import actions as journal
from ithaca.kernel import personal_data
from ithaca.kernel.errors import Refusal
from ithaca.kernel.personal_data import Obstacle


def obstacles(person: Person) -> list[Obstacle]:
    """What others depend on this person alone for, with the pages where it is handed over."""
    return [each for part in personal_data.parts() for each in part.obstacles(person)]


@transaction.atomic
def close_account(person: Person) -> None:
    """Ends all that somebody takes part in, as if they withdrew, and deletes what tells who they are."""
    require({Role.SIGNED_IN, Role.SELF}, Permission.USE_OWN_ACCOUNT)
    # Rows that others write meanwhile may go on pointing at this one: they need not wait, and we not for them.
    row = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if not row.is_active:
        return  # a second click
    for against in obstacles(row):
        raise Refusal(against.sentence)
    # From the top down: what rests on other things ends before them, and the account itself last.
    parts = list(reversed(personal_data.parts()))
    for part in parts:
        part.hold(row)
    for part in parts:
        part.erase(row)
    journal.record(AccountClosed(actor_id=row.pk, subject_id=row.pk))
