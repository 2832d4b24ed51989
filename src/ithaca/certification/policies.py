"""Which roles a person holds towards schemes and files, and the subjects of addresses."""

from uuid import UUID

from ithaca.access.permissions import Permission
from ithaca.access.roles import Role
from ithaca.access.rules import Denied
from ithaca.access.rules import require as require_roles
from ithaca.accounts.models import Person
from ithaca.certification import queries
from ithaca.certification.models import File, Scheme
from ithaca.competences.policies import roles_in_organisation
from ithaca.design.views import Scoped
from ithaca.organisations.models import Organisation
from ithaca.organisations.queries import organisation_by_slug


def roles_towards(person: Person, scheme: Scheme) -> frozenset[Role]:
    """Administrators, coordinators and mentors of the organisation, and whoever is on the panel."""
    roles = set(roles_in_organisation(person, scheme.organisation))
    member = queries.panel_roles(person, scheme)
    if member and (member.assesses or member.refers):
        roles.add(Role.ASSESSOR)
    if member and member.decides:
        roles.add(Role.DECIDER)
    return frozenset(roles)


def roles_in_file(person: Person, row: File) -> frozenset[Role]:
    """A candidate is nothing but that in their own file, whatever they administer elsewhere."""
    if row.person_id == person.pk:
        return frozenset({Role.SIGNED_IN, Role.SELF})
    roles = {*roles_in_organisation(person, row.scheme.organisation)} - {Role.MENTOR}
    if any(part.person_id == person.pk for part in queries.parts_of(row)):
        return frozenset({Role.SIGNED_IN, Role.ASSESSOR})
    member = queries.panel_roles(person, row.scheme)
    if member is not None and member.decides and not queries.ties_of(row).bound(person.pk):
        roles.add(Role.DECIDER)
    return frozenset(roles)


def require_in_organisation(person: Person, organisation: Organisation, permission: Permission) -> None:
    require_roles(roles_in_organisation(person, organisation), permission)


def require_towards(person: Person, scheme: Scheme, permission: Permission) -> None:
    require_roles(roles_towards(person, scheme), permission)


def require_in_file(person: Person, row: File, permission: Permission) -> None:
    require_roles(roles_in_file(person, row), permission)


# --- Resolvers of addresses ---


def organisation(person: Person, slug: str) -> Scoped[Organisation]:
    found = organisation_by_slug(slug)
    if found is None:
        raise Denied(slug)
    return Scoped(found, roles_in_organisation(person, found))


def scheme(person: Person, scheme_id: UUID) -> Scoped[Scheme]:
    found = queries.scheme(scheme_id)
    if found is None:
        raise Denied(str(scheme_id))
    return Scoped(found, roles_towards(person, found))


def file(person: Person, file_id: UUID) -> Scoped[File]:
    found = queries.file(file_id)
    if found is None:
        raise Denied(str(file_id))
    return Scoped(found, roles_in_file(person, found))
