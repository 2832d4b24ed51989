"""Which roles a person holds towards an organisation."""

from ithaca.access.roles import Role
from ithaca.accounts.models import Person
from ithaca.organisations.models import Administrator, Organisation


def roles_in_organisation(person: Person, organisation: Organisation) -> frozenset[Role]:
    """Administrator of the organisation itself, or of the network above it."""
    rows = Administrator.objects.filter(person=person)
    roles = set()
    if rows.filter(organisation=organisation).exists():
        roles.add(Role.ORGANISATION_ADMINISTRATOR)
    if organisation.network_id and rows.filter(network=organisation.network_id).exists():
        roles.add(Role.NETWORK_ADMINISTRATOR)
    return frozenset(roles)
