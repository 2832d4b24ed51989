"""What follows for files when a credential is changed where the issuer's administrators see all of theirs."""

from ithaca.accounts.queries import people
from ithaca.certification.actions import follow_credential
from ithaca.credentials.queries import credential
from ithaca.journal.dispatch import reacts_to
from ithaca.journal.models import Event


@reacts_to("credential.suspended", "credential.reinstated", "credential.revoked")
def changed(event: Event) -> None:
    found = credential(event.subject_id)
    if found is not None:
        actor = next(iter(people([event.actor_id])), None) if event.actor_id else None
        follow_credential(actor=actor, credential=found)
