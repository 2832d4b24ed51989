"""Whom the addresses of this app speak of, and what of a programme somebody finds."""

from uuid import UUID

from ithaca.access.permissions import COORDINATION, Permission
from ithaca.access.roles import Role
from ithaca.access.rules import Denied, allowed
from ithaca.accounts.models import Person
from ithaca.design.views import Scoped
from ithaca.programmes.models import Programme
from ithaca.programmes.policies import roles_in_programme
from ithaca.resources.models import Audience, Resource

OUTSIDE: dict[str, frozenset[Role]] = {
    Audience.BOTH: frozenset(),
    Audience.MENTOR: frozenset({Role.MENTEE}),
    Audience.MENTEE: frozenset({Role.MENTOR}),
}


def audiences_seen_by(person: Person, programme: Programme) -> list[str]:
    """For whom the resources are that a person finds; whoever coordinates finds all."""
    roles = roles_in_programme(person, programme)
    if allowed(roles, Permission.MANAGE_RESOURCES):
        return Audience.values
    return [Audience.BOTH, *(r.value for r in (Role.MENTOR, Role.MENTEE) if r in roles)]


def resource_in_programme(person: Person, slug: str, resource_id: UUID) -> Scoped[Resource]:
    rows = Resource.objects.select_related("programme__organisation")
    row = rows.filter(pk=resource_id, programme__slug=slug).first()
    if row is None:
        raise Denied(slug)
    roles = roles_in_programme(person, row.programme) - OUTSIDE[row.audience]
    return Scoped(row, roles & COORDINATION if row.hidden else roles)
