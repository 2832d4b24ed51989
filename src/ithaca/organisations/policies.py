"""Which roles a person holds towards an organisation."""

from ithaca.access import rules
from ithaca.access.permissions import Permission
from ithaca.access.roles import Role
from ithaca.accounts.models import Person
from ithaca.organisations.models import Administrator, Organisation


def roles_in_organisation(person: Person, organisation: Organisation) -> frozenset[Role]:
    """Whoever administers it; a network that it is a member of gives nobody a role here."""
    held = Administrator.objects.filter(person=person, organisation=organisation).exists()
    return frozenset({Role.ORGANISATION_ADMINISTRATOR} if held else ())


def roles_above(person: Person) -> frozenset[Role]:
    """Roles that need no organisation: who runs the installation."""
    return frozenset({Role.SIGNED_IN, *((Role.OPERATOR,) if person.is_operator else ())})


def require(person: Person, organisation: Organisation, permission: Permission) -> None:
    rules.require(roles_in_organisation(person, organisation), permission)
