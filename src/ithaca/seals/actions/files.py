"""What every write of a file goes through: the row re-read, one move by the state table, one fact."""

from typing import Any

from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.journal import actions as journal
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.seals import events, policies, queries
from ithaca.seals.actions import rooms
from ithaca.seals.models import SealFile
from ithaca.seals.queries import WITH
from ithaca.seals.states import SEAL_FILE


def locked(actor: Person, row: SealFile, permission: Permission) -> SealFile:
    """The file as it stands now, held until the transaction ends, if the actor may."""
    rows = SealFile.objects.select_for_update(of=("self",)).select_related(*WITH)
    found = rows.get(pk=row.pk)
    policies.require(actor, found, permission)
    return found


def managed(actor: Person, row: SealFile, permission: Permission = Permission.MANAGE_SEALS) -> SealFile:
    """The same for the network: none of its administrators has a hand in the file of an organisation of theirs."""
    found = locked(actor, row, permission)
    if queries.binds(actor.pk, found):
        raise Refusal(bound_to_this_file())
    return found


def bound_to_this_file() -> str:
    return _("You belong to the organisation of this file: another administrator has to do it.")


def move(actor: Person | None, row: SealFile, step: str, *changed: str) -> None:
    """Takes the file one step further, with whatever else changed on it."""
    row.state, row.since = SEAL_FILE.after(step, row.state), clock.now()
    row.save(update_fields=["state", "since", *changed])
    rooms.follow(row)
    record(events.FileMoved, actor, row, step=step)


def record(fact: type[events.SealFact], actor: Person | None, row: SealFile, **more: Any) -> None:
    journal.record(
        fact(
            actor_id=actor.pk if actor else None,
            subject_id=row.pk,
            network_id=row.network_id,
            programme_id=row.programme_id,
            state=row.state,
            **more,
        )
    )
