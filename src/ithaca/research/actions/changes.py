"""How an action takes hold of a study, and writes down what it did."""

from uuid import UUID

from ithaca.accounts.models import Person
from ithaca.journal import actions as journal
from ithaca.research import events
from ithaca.research.models import Study


def locked(study: Study) -> Study:
    """
    The study's row is the queue for all that anybody says to it: who withdraws while an edition is made is either in
    time, or reads that it is published.
    """
    return Study.objects.select_for_update(of=("self",)).select_related("network").get(pk=study.pk)


def record(
    fact: type[events.StudyFact],
    actor: Person | None,
    study: Study,
    programme_id: UUID | None = None,
    **more: object,
) -> None:
    journal.record(
        fact(
            actor_id=actor.pk if actor else None,
            subject_id=study.pk,
            network_id=study.network_id,
            programme_id=programme_id,
            **more,
        )
    )
