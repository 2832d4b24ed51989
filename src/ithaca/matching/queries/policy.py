from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from ithaca.accounts.models import Person
from ithaca.matching.models import PolicyVersion
from ithaca.matching.policy import Policy, of_content
from ithaca.organisations.queries import organisations_of
from ithaca.programmes.models import Programme
from ithaca.programmes.queries import programmes_coordinated_by, programmes_of


def versions(programme: Programme) -> QuerySet[PolicyVersion]:
    """Every version that has been in force, the latest first."""
    rows = PolicyVersion.objects.filter(programme=programme, number__isnull=False)
    return rows.select_related("saved_by").order_by("-number")


def version_in_force(programme: Programme) -> PolicyVersion | None:
    return versions(programme).first()


def policy_of(version: PolicyVersion) -> Policy:
    return of_content(version.content)


def policy_in_force(programme: Programme) -> Policy:
    """The programme's policy, or the one that everybody begins with."""
    version = version_in_force(programme)
    return policy_of(version) if version else with_what_always_holds(Policy(), programme)


def asking_for_checks(programmes: Iterable[Programme]) -> set[UUID]:
    """Those of these programmes whose policy in force pairs mentors only with a safeguarding check."""
    mine = [row.pk for row in programmes]
    rows = PolicyVersion.objects.filter(programme__in=mine, number__isnull=False).order_by("number")
    in_force = {row.programme_id: row for row in rows}
    return {programme for programme, row in in_force.items() if policy_of(row).rules.checked_mentors}


def with_what_always_holds(policy: Policy, programme: Programme) -> Policy:
    """In a programme nobody is paired with somebody above or below them, whatever a file says: no pair could begin."""
    always = {"independent_line": True, "declared_conflicts": True, "refused_before": True}
    if programme.same_unit_excluded:
        always["other_unit"] = True
    return policy.model_copy(update={"rules": policy.rules.model_copy(update=always)})


def programmes_to_copy_from(person: Person, programme: Programme) -> list[Programme]:
    """Other programmes that the person may set up and that have a policy."""
    near = {row.pk: row for row in programmes_coordinated_by(person)}
    for organisation in organisations_of(person):
        near |= {row.pk: row for row in programmes_of(organisation)}
    written = PolicyVersion.objects.filter(programme__in=list(near), number=1).values_list(
        "programme_id", flat=True
    )
    return sorted((near[pk] for pk in written if pk != programme.pk), key=lambda row: row.slug)
