"""
Whom the addresses of imports speak of. A chart is the organisation's: whoever coordinates one of its programmes may
bring one in and propose it, and sees what they brought in themselves; who administers the organisation writes it.
"""

from uuid import UUID

from ithaca.access.permissions import Permission
from ithaca.access.roles import Role
from ithaca.access.rules import Denied, allowed
from ithaca.access.rules import require as require_roles
from ithaca.accounts.models import Person
from ithaca.design.views import Scoped
from ithaca.intake.models import Import
from ithaca.organisations.models import Organisation
from ithaca.organisations.policies import roles_in_organisation
from ithaca.organisations.queries import organisation_by_slug
from ithaca.programmes.models import Programme
from ithaca.programmes.policies import roles_for_new_programmes, roles_in_programme


def roles_over(person: Person, organisation: Organisation, programme: Programme | None) -> frozenset[Role]:
    """Towards what is brought in."""
    if programme is not None:
        return roles_in_programme(person, programme)
    return roles_for_new_programmes(person, organisation)


def _roles_over_import(person: Person, job: Import) -> frozenset[Role]:
    """Of charts that others brought in only those know who administer the organisation."""
    if job.programme is None and person.pk not in (job.started_by_id, job.proposed_by_id):
        return roles_in_organisation(person, job.organisation)
    return roles_over(person, job.organisation, job.programme)


def require(person: Person, organisation: Organisation, programme: Programme | None) -> None:
    require_roles(roles_over(person, organisation, programme), Permission.IMPORT_PEOPLE)


def require_over(person: Person, job: Import) -> None:
    require_roles(_roles_over_import(person, job), Permission.IMPORT_PEOPLE)


def may_write_chart(person: Person, organisation: Organisation) -> bool:
    """Whether a chart that somebody brings in is theirs to have written."""
    return allowed(roles_in_organisation(person, organisation), Permission.MANAGE_ORGANISATION)


def may_write(person: Person, job: Import) -> bool:
    """Whether somebody who may work on an import may also have it written."""
    return job.programme is not None or may_write_chart(person, job.organisation)


def require_to_write(person: Person, job: Import) -> None:
    require_over(person, job)
    if not may_write(person, job):
        raise Denied(str(job.pk))


def import_by_id(person: Person, import_id: UUID) -> Scoped[Import]:
    rows = Import.objects.select_related("organisation", "programme__organisation", "cohort", "proposed_by")
    found = rows.filter(pk=import_id).first()
    if found is None:
        raise Denied(str(import_id))
    return Scoped(found, _roles_over_import(person, found))


def organisation(person: Person, slug: str) -> Scoped[Organisation]:
    found = organisation_by_slug(slug)
    if found is None:
        raise Denied(slug)
    return Scoped(found, roles_for_new_programmes(person, found))
