"""Which roles a person holds towards an organisation."""

from typing import TypeAlias
from uuid import UUID

from ithaca.access import rules
from ithaca.access.permissions import Permission
from ithaca.access.roles import Role
from ithaca.accounts.models import Person
from ithaca.organisations.models import Administrator, Organisation
from ithaca.organisations.queries import organisations_of

Held: TypeAlias = set[tuple[UUID | None, UUID | None]]


def roles_in_organisation(person: Person, organisation: Organisation) -> frozenset[Role]:
    """Administrator of the organisation itself, or of the network above it."""
    return _roles(_held(person), organisation)


def organisations_with_roles(person: Person) -> list[tuple[Organisation, frozenset[Role]]]:
    """The organisations that a person administers, each with the roles there; two queries however many."""
    held = _held(person)
    return [(organisation, _roles(held, organisation)) for organisation in organisations_of(person)]


def _held(person: Person) -> Held:
    """(organisation, network) of each row that makes the person an administrator."""
    return set(Administrator.objects.filter(person=person).values_list("organisation_id", "network_id"))


def _roles(held: Held, organisation: Organisation) -> frozenset[Role]:
    roles = set()
    if (organisation.pk, None) in held:
        roles.add(Role.ORGANISATION_ADMINISTRATOR)
    if organisation.network_id and (None, organisation.network_id) in held:
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
