"""Who stands how towards runs and policies, and what the addresses of this app speak of."""

from uuid import UUID

from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.design.views import Scoped
from ithaca.matching.models import Objection, PolicyVersion, Run
from ithaca.programmes.policies import roles_in_programme


def policy_in_programme(person: Person, slug: str, number: int) -> Scoped[PolicyVersion]:
    rows = PolicyVersion.objects.select_related("programme__organisation", "saved_by")
    found = rows.filter(programme__slug=slug, number=number).first()
    if found is None:
        raise Denied(slug)
    return Scoped(found, roles_in_programme(person, found.programme))


def run_by_id(person: Person, slug: str, run_id: UUID) -> Scoped[Run]:
    rows = Run.objects.select_related("programme__organisation", "policy", "based_on", "started_by")
    found = rows.filter(programme__slug=slug, pk=run_id).first()
    if found is None:
        raise Denied(slug)
    return Scoped(found, roles_in_programme(person, found.programme))


def objection_in_programme(person: Person, slug: str, objection_id: UUID) -> Scoped[Objection]:
    rows = Objection.objects.select_related("programme__organisation", "person")
    found = rows.filter(programme__slug=slug, pk=objection_id).first()
    if found is None:
        raise Denied(slug)
    return Scoped(found, roles_in_programme(person, found.programme))
