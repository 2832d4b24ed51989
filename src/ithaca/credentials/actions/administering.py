"""What the issuer's administrators do with credentials, by a right of their own."""

from django.db import transaction

from ithaca.access import rules
from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.credentials import policies
from ithaca.credentials.actions import issuing
from ithaca.credentials.models import Credential

VERBS = {"suspend": issuing.suspend, "reinstate": issuing.reinstate, "revoke": issuing.revoke}


@transaction.atomic
def change_standing(*, actor: Person, credential: Credential, verb: str, reason: str) -> None:
    """Suspends, reinstates or revokes what the organisation has issued."""
    rules.require(policies.roles_towards(actor, credential), Permission.MANAGE_CREDENTIALS)
    VERBS[verb](credential=credential, reason=reason, by=actor)
