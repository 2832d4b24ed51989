"""What every write of a file goes through: the row re-read, one move by the state table, one fact."""

from typing import Any

from django.db.models import Q

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.certification import events, handover, policies
from ithaca.certification.models import File
from ithaca.certification.states import FILE
from ithaca.journal import actions as journal
from ithaca.kernel import clock
from ithaca.vault.actions import withdraw_copies

PEOPLE = ("person", "scheme__organisation", "scheme__version", "portfolio__person", "portfolio__version")


def locked(actor: Person, row: File, permission: Permission) -> File:
    """The file as it stands now, held until the transaction ends, if the actor may."""
    rows = File.objects.select_for_update(of=("self",))
    found = rows.select_related(*PEOPLE, "frozen", "credential", "renews__credential").get(pk=row.pk)
    policies.require_in_file(actor, found, permission)
    return found


def move(actor: Person | None, row: File, step: str, *changed: str) -> None:
    """Takes the file one step further, with whatever else changed on it."""
    row.state, row.since = FILE.after(step, row.state), clock.now()
    row.save(update_fields=["state", "since", *changed])
    close_copies(row)
    record(events.Moved, actor, row, step=step)


def close_copies(row: File) -> None:
    """Takes back what was shown to those who do not judge the file any more: a copy lasts as long as that."""
    shown = row.releases.filter(copy__revoked_at=None)
    over = shown.exclude(copy__reader__in=handover.readers_of(row))
    withdraw_copies(Q(pk__in=list(over.values_list("copy", flat=True))))


def record(fact: type[events.FileFact], actor: Person | None, row: File, **more: Any) -> None:
    journal.record(
        fact(
            actor_id=actor.pk if actor else None,
            subject_id=row.pk,
            scheme_id=row.scheme_id,
            person_id=row.person_id,
            state=row.state,
            **more,
        )
    )
