"""Whom the addresses of seal schemes speak of. Whoever may write in a network is said by `networks.policies`."""

from uuid import UUID

from ithaca.access import rules
from ithaca.access.permissions import Permission
from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.design.views import Scoped
from ithaca.networks.models import Network
from ithaca.networks.policies import network, roles_in_network
from ithaca.schemes import queries
from ithaca.schemes.models import Recognition, SchemeVersion

__all__ = ["draft", "network", "part_of_draft", "recognition", "require", "version", "version_as"]


def require(person: Person, network: Network) -> None:
    """Whoever writes the network's schemes and says what it recognises."""
    rules.require(roles_in_network(person, network), Permission.MANAGE_SCHEMES)


# --- Resolvers of addresses ---


def version(person: Person, edition_id: UUID) -> Scoped[SchemeVersion]:
    found = queries.version(edition_id)
    if found is None:
        raise Denied(str(edition_id))
    return Scoped(found, roles_in_network(person, found.network))


def version_as(person: Person, edition_id: UUID, form: str) -> Scoped[tuple[SchemeVersion, str]]:
    """A version and the form in which it is asked for."""
    scoped = version(person, edition_id)
    return Scoped((scoped.subject, form), scoped.roles)


def draft(person: Person, scheme_draft_id: UUID) -> Scoped[SchemeVersion]:
    """A version that is being written, or was until just now: its pages tell whoever is late."""
    return version(person, scheme_draft_id)


def part_of_draft(person: Person, scheme_draft_id: UUID, **part: str) -> Scoped[tuple[SchemeVersion, str]]:
    """A scale, a level, a requirement or a standard of a draft."""
    scoped = draft(person, scheme_draft_id)
    (slug,) = part.values()
    return Scoped((scoped.subject, slug), scoped.roles)


def recognition(person: Person, slug: str, recognition_id: UUID) -> Scoped[Recognition]:
    scoped = network(person, slug)
    found = queries.recognition(recognition_id)
    if found is None or found.network_id != scoped.subject.pk:
        raise Denied(slug)
    return Scoped(found, scoped.roles)
