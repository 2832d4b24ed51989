"""What the issuer's administrators do with credentials, by a right of their own."""

from django.db import transaction

from ithaca.access import rules
from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.credentials import policies
from ithaca.credentials.actions import issuing
from ithaca.credentials.models import Credential
from ithaca.kernel.objections import Objections

VERBS = {"suspend": issuing.suspend, "reinstate": issuing.reinstate, "revoke": issuing.revoke}
against_change = Objections[[Person, Credential]]()  # (actor, credential)


@transaction.atomic
def change_standing(*, actor: Person, credential: Credential, verb: str, reason: str) -> None:
    """Suspends, reinstates or revokes what the organisation or the network has issued."""
    rules.require(policies.roles_towards(actor, credential), Permission.MANAGE_CREDENTIALS)
    against_change.refuse(actor, credential)
    VERBS[verb](credential=credential, reason=reason, by=actor)
