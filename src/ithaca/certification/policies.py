"""Which roles a person holds towards schemes and files, and the subjects of addresses."""

from uuid import UUID

from ithaca.access.permissions import Permission
from ithaca.access.roles import Role
from ithaca.access.rules import Denied
from ithaca.access.rules import require as require_roles
from ithaca.accounts.models import Person
from ithaca.certification import handover, queries
from ithaca.certification.models import File, Scheme
from ithaca.certification.states import DECIDED, RUNNING, FileState
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
    if member is not None and member.decides:
        ties = queries.ties_of(row)
        if not ties.bound(person.pk) and person.pk not in ties.assessed:
            roles.add(Role.DECIDER)
    return frozenset(roles)


def require_in_organisation(person: Person, organisation: Organisation, permission: Permission) -> None:
    require_roles(roles_in_organisation(person, organisation), permission)


def require_towards(person: Person, scheme: Scheme, permission: Permission) -> None:
    require_roles(roles_towards(person, scheme), permission)


def require_in_file(person: Person, row: File, permission: Permission) -> None:
    require_roles(roles_in_file(person, row), permission)


def reads_assessment(person: Person, row: File) -> bool:
    """
    Assessors once all have given theirs; deciders once it is theirs to decide; the candidate once it is decided.
    Whoever organises sees how far it is, not how anybody was found.
    """
    roles = roles_in_file(person, row)
    if row.frozen_id is None or row.renews_id is not None:
        return False
    if Role.ASSESSOR in roles:
        return row.state not in (FileState.SUBMITTED, FileState.ASSESSING)
    if Role.DECIDER in roles:
        return row.state in (FileState.DECIDING, FileState.APPEALED, *DECIDED)
    return Role.SELF in roles and row.state not in RUNNING[:-1] and row.state != FileState.LEFT


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


def reading(person: Person, file_id: UUID) -> Scoped[File]:
    """A file that this person is to read the evidence of, now."""
    scoped = file(person, file_id)
    if person not in handover.readers_of(scoped.subject):
        raise Denied(str(file_id))
    return scoped


def assessment(person: Person, file_id: UUID) -> Scoped[File]:
    """A file whose ratings it is time for this person to read."""
    scoped = file(person, file_id)
    if not reads_assessment(person, scoped.subject):
        raise Denied(str(file_id))
    return scoped
