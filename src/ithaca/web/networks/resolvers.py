"""Whom the addresses of networks speak of, beside those that `networks.policies` knows."""

from uuid import UUID

from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.design.views import Scoped
from ithaca.networks import queries
from ithaca.networks.models import Membership
from ithaca.web.organisations.resolvers import founding, organisation

__all__ = ["founding", "membership_of_organisation", "organisation"]


def membership_of_organisation(person: Person, slug: str, membership_id: UUID) -> Scoped[Membership]:
    """Seen from the organisation's side."""
    scoped = organisation(person, slug)
    found = queries.membership(membership_id)
    if found is None or found.organisation_id != scoped.subject.pk:
        raise Denied(slug)
    return Scoped(found, scoped.roles)
