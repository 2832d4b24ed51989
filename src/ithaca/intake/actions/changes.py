"""How an action takes hold of an import, and what every fact about one says."""

from ithaca.accounts.models import Person
from ithaca.intake import events, policies
from ithaca.intake.models import Import
from ithaca.intake.states import IMPORT
from ithaca.journal import actions as journal


def locked(actor: Person, job: Import) -> Import:
    """The import as it stands, held until the transaction ends, for somebody who may."""
    rows = Import.objects.select_for_update(of=("self",)).select_related(
        "organisation", "programme__organisation"
    )
    row = rows.get(pk=job.pk)
    policies.require_over(actor, row)
    return row


def move(job: Import, verb: str, *fields: str) -> None:
    job.state = IMPORT.after(verb, job.state)
    job.save(update_fields=["state", *fields])


def record(fact: type[events.ImportFact], job: Import, actor: Person | None, **details: object) -> None:
    journal.record(
        fact(
            actor_id=actor.pk if actor else None,
            subject_id=job.pk,
            programme_id=job.programme_id,
            kind=job.kind,
            organisation_id=job.organisation_id,
            **details,
        )
    )


def drop_file(job: Import) -> None:
    """The file goes as soon as its rows are in the database, or nobody wants it any more."""
    if job.file:
        job.file.delete(save=False)
        job.file = ""
