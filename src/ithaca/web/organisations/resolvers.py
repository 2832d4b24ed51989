"""Whom the addresses of organisations speak of."""

from typing import TypeAlias
from uuid import UUID

from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.design.views import Scoped
from ithaca.organisations import policies, queries
from ithaca.organisations.models import Organisation
from ithaca.programmes.policies import roles_for_new_programmes
from ithaca.web.organisations.people import people_of

Member: TypeAlias = tuple[Organisation, Person]


def founding(person: Person) -> Scoped[None]:
    """The founding of an organisation: a matter of the roles above all organisations."""
    return Scoped(None, policies.roles_above(person))


def organisation(person: Person, slug: str) -> Scoped[Organisation]:
    """With the coordinators of its programmes, who may see it too."""
    found = queries.organisation_by_slug(slug)
    if found is None:
        raise Denied(slug)
    return Scoped(found, roles_for_new_programmes(person, found))


def conflict(person: Person, slug: str, conflict_id: UUID) -> Scoped[tuple[Organisation, UUID]]:
    scoped = organisation(person, slug)
    return Scoped((scoped.subject, conflict_id), scoped.roles)


def organisation_and_letter(person: Person, slug: str, letter_id: UUID) -> Scoped[tuple[Organisation, UUID]]:
    scoped = organisation(person, slug)
    return Scoped((scoped.subject, letter_id), scoped.roles)


def member(person: Person, slug: str, person_id: UUID) -> Scoped[Member]:
    """Somebody of the organisation's programmes, reporting lines or administration."""
    scoped = organisation(person, slug)
    found = next((each for each in people_of(scoped.subject) if each.pk == person_id), None)
    if found is None:
        raise Denied(str(person_id))
    return Scoped((scoped.subject, found), scoped.roles)
