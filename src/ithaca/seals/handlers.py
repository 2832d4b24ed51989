"""What follows for seals when a credential, a membership or the seal on which another rests changes."""

from uuid import UUID

from ithaca.accounts.models import Person
from ithaca.accounts.queries import people
from ithaca.credentials.queries import credential
from ithaca.journal.dispatch import reacts_to
from ithaca.journal.models import Event
from ithaca.networks.models import Role
from ithaca.networks.queries import membership
from ithaca.seals import queries
from ithaca.seals.actions import follow_base, follow_credential, follow_membership, follow_role
from ithaca.seals.actions.rooms import end_offices


@reacts_to("credential.suspended", "credential.reinstated", "credential.revoked")
def credential_changed(event: Event) -> None:
    """Where the network's administrators see all that it has issued."""
    found = credential(event.subject_id)
    if found is not None:
        follow_credential(actor=_actor(event), credential=found)


@reacts_to("membership.moved")
def membership_changed(event: Event) -> None:
    found = membership(event.subject_id)
    if found is not None:
        follow_membership(actor=_actor(event), membership=found)


@reacts_to("network.role taken")
def audits_no_more(event: Event) -> None:
    if event.facts["role"] == Role.AUDITOR:
        person_id = UUID(str(event.facts["person_id"]))
        follow_role(actor=_actor(event), network_id=event.subject_id, person_id=person_id)


@reacts_to("seal.moved")
def base_changed(event: Event) -> None:
    found = queries.file(event.subject_id)
    if found is not None and event.facts["step"] in ("suspend", "reinstate", "withdraw"):
        follow_base(actor=_actor(event), base=found)


def _actor(event: Event) -> Person | None:
    return next(iter(people([event.actor_id])), None) if event.actor_id else None


# --- Documents ---


@reacts_to("coordinator.removed")
def coordinates_no_more(event: Event) -> None:
    end_offices(person_id=UUID(str(event.facts["person_id"])), programmes=[event.subject_id])


@reacts_to("administrator.removed")
def administers_no_more(event: Event) -> None:
    end_offices(person_id=UUID(str(event.facts["person_id"])), organisation=event.subject_id)
