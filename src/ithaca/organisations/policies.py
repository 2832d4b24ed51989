"""Which roles a person holds towards an organisation."""

from ithaca.access import rules
from ithaca.access.permissions import Permission
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


def roles_above(person: Person) -> frozenset[Role]:
    """Roles that need no organisation: who runs the installation, who administers a network."""
    roles = {Role.SIGNED_IN}
    if person.is_operator:
        roles.add(Role.OPERATOR)
    if Administrator.objects.filter(person=person).exclude(network=None).exists():
        roles.add(Role.NETWORK_ADMINISTRATOR)
    return frozenset(roles)


def require(person: Person, organisation: Organisation, permission: Permission) -> None:
    rules.require(roles_in_organisation(person, organisation), permission)
