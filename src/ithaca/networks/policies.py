"""Which roles a person holds towards a network, and whom the addresses of networks speak of."""

from uuid import UUID

from ithaca.access import rules
from ithaca.access.permissions import Permission
from ithaca.access.roles import Role
from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.design.views import Scoped
from ithaca.networks import queries
from ithaca.networks.models import Membership, Network, NetworkRole

# Auditors and the committee hold a role towards single seal files, not towards the network: `seals.policies`.
ROLES = {"administrator": Role.NETWORK_ADMINISTRATOR}


def roles_in_network(person: Person, network: Network) -> frozenset[Role]:
    """
    Those that the network has given. They count towards the network alone, never towards a member: none of them comes
    near a member's organisation, programmes or people.
    """
    held = NetworkRole.objects.filter(network=network, person=person).values_list("role", flat=True)
    return frozenset({Role.SIGNED_IN, *(ROLES[role] for role in held if role in ROLES)})


def require(person: Person, network: Network, permission: Permission) -> None:
    rules.require(roles_in_network(person, network), permission)


def network(person: Person, slug: str) -> Scoped[Network]:
    found = queries.network_by_slug(slug)
    if found is None:
        raise Denied(slug)
    return Scoped(found, roles_in_network(person, found))


def membership_in_network(person: Person, slug: str, membership_id: UUID) -> Scoped[Membership]:
    scoped = network(person, slug)
    found = queries.membership(membership_id)
    if found is None or found.network_id != scoped.subject.pk:
        raise Denied(slug)
    return Scoped(found, scoped.roles)


def letter_in_network(person: Person, slug: str, letter_id: UUID) -> Scoped[tuple[Network, UUID]]:
    scoped = network(person, slug)
    return Scoped((scoped.subject, letter_id), scoped.roles)


def role_in_network(person: Person, slug: str, person_id: UUID, role: str) -> Scoped[NetworkRole]:
    """What somebody is to it."""
    scoped = network(person, slug)
    held = queries.people_of(scoped.subject, role).filter(person=person_id).first()
    if not role or held is None:
        raise Denied(str(person_id))
    return Scoped(held, scoped.roles)
