"""Which roles a person holds towards an issuer and its credentials, and whom the addresses of this app speak of."""

from typing import TypeAlias
from uuid import UUID

from ithaca.access import rules
from ithaca.access.permissions import Permission
from ithaca.access.roles import Role
from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.credentials import queries
from ithaca.credentials.models import Credential, Issuer, IssuerKey
from ithaca.design.views import Scoped
from ithaca.networks.models import Network
from ithaca.networks.policies import network, roles_in_network
from ithaca.organisations.models import Organisation
from ithaca.organisations.policies import roles_in_organisation
from ithaca.organisations.queries import organisation_by_slug

Body: TypeAlias = Organisation | Network


def roles_in(person: Person, body: Body) -> frozenset[Role]:
    """Towards an organisation or a network, whoever administers it."""
    if isinstance(body, Organisation):
        return roles_in_organisation(person, body)
    return roles_in_network(person, body)


def body_of(issuer: Issuer) -> Body:
    body = issuer.organisation or issuer.network
    assert body is not None
    return body


def roles_towards(person: Person, credential: Credential) -> frozenset[Role]:
    """Its holder, and whoever administers its issuer."""
    roles = set(roles_in(person, body_of(credential.issuer)))
    if credential.person_id == person.pk:
        roles.add(Role.SELF)
    return frozenset(roles)


def require(person: Person, body: Body, permission: Permission) -> None:
    rules.require(roles_in(person, body), permission)


def body(person: Person, slug: str, of: type[Body] = Organisation) -> Scoped[Body]:
    """The organisation or the network of an address; the address says which of the two it is about."""
    if of is Network:
        scoped = network(person, slug)
        return Scoped(scoped.subject, scoped.roles)
    found = organisation_by_slug(slug)
    if found is None:
        raise Denied(slug)
    return Scoped(found, roles_in_organisation(person, found))


def key_of(
    person: Person, slug: str, number: int, of: type[Body] = Organisation
) -> Scoped[tuple[Body, IssuerKey]]:
    scoped = body(person, slug, of)
    issuer = queries.issuer_of(scoped.subject)
    key = queries.key_by_number(issuer.pk, number) if issuer else None
    if key is None:
        raise Denied(slug)
    return Scoped((scoped.subject, key), scoped.roles)


def credential_in(
    person: Person, slug: str, credential_id: UUID, of: type[Body] = Organisation
) -> Scoped[tuple[Body, Credential]]:
    scoped = body(person, slug, of)
    found = queries.credential(credential_id)
    if found is None or body_of(found.issuer) != scoped.subject:
        raise Denied(slug)
    return Scoped((scoped.subject, found), scoped.roles)


def own_credential(person: Person, credential_id: UUID) -> Scoped[Credential]:
    found = queries.credential(credential_id)
    if found is None:
        raise Denied(str(credential_id))
    return Scoped(found, roles_towards(person, found))
