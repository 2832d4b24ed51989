"""Whom the addresses of imports speak of. A chart is the organisation's: whoever coordinates one of its programmes may."""

from uuid import UUID

from ithaca.access.permissions import Permission
from ithaca.access.roles import Role
from ithaca.access.rules import Denied
from ithaca.access.rules import require as require_roles
from ithaca.accounts.models import Person
from ithaca.design.views import Scoped
from ithaca.intake.models import Import
from ithaca.organisations.models import Organisation
from ithaca.organisations.queries import organisation_by_slug
from ithaca.programmes.models import Programme
from ithaca.programmes.policies import roles_for_new_programmes, roles_in_programme


def roles_over(person: Person, organisation: Organisation, programme: Programme | None) -> frozenset[Role]:
    if programme is not None:
        return roles_in_programme(person, programme)
    return roles_for_new_programmes(person, organisation)


def require(person: Person, organisation: Organisation, programme: Programme | None) -> None:
    require_roles(roles_over(person, organisation, programme), Permission.IMPORT_PEOPLE)


def import_by_id(person: Person, import_id: UUID) -> Scoped[Import]:
    rows = Import.objects.select_related("organisation", "programme__organisation", "cohort")
    found = rows.filter(pk=import_id).first()
    if found is None:
        raise Denied(str(import_id))
    return Scoped(found, roles_over(person, found.organisation, found.programme))


def organisation(person: Person, slug: str) -> Scoped[Organisation]:
    found = organisation_by_slug(slug)
    if found is None:
        raise Denied(slug)
    return Scoped(found, roles_for_new_programmes(person, found))
