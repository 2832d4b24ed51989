from uuid import UUID

from django.db.models import QuerySet

from ithaca.matching.models import Run
from ithaca.matching.pool import Scope
from ithaca.matching.states import RunState
from ithaca.programmes.models import Cohort, Programme
from ithaca.programmes.queries import cohorts, open_invitations

SOLVED = (RunState.REVIEW, RunState.PUBLISHED)


def runs(programme: Programme) -> QuerySet[Run]:
    """Every run but those put aside, the latest first."""
    rows = Run.objects.filter(programme=programme).exclude(state=RunState.DISCARDED)
    return rows.select_related("policy", "started_by", "based_on").order_by("-created_at")


def run_by_id(run_id: UUID) -> Run | None:
    """A run with whoever started it; None where it is no more."""
    return Run.objects.select_related("programme", "policy", "started_by").filter(pk=run_id).first()


def solved_runs(programme: Programme) -> QuerySet[Run]:
    return runs(programme).filter(state__in=SOLVED)


def has_prepared(programme: Programme) -> bool:
    """Whether somebody who has not joined yet has a prepared profile."""
    return open_invitations(programme).exclude(prepared={}).exists()


def cohorts_of(programme: Programme) -> list[Cohort]:
    return list(cohorts(programme))


def cohort_of(run: Run) -> str:
    """The name of the cohort whose people are in a run; empty where everybody is."""
    cohort = scope_of(run).cohort
    found = cohorts(run.programme).filter(pk=cohort).first() if cohort else None
    return found.name if found else ""


def short_of(run: Run) -> list[tuple[str, int]]:
    """Mentors whom the solve left with fewer mentees than they should have, and how many are missing."""
    rows = run.people.filter(side="mentor", unmatched__has_key="short").order_by("number")
    return [(name, int(why["short"])) for name, why in rows.values_list("name", "unmatched")]


def scope_of(run: Run) -> Scope:
    cohort = run.scope.get("cohort")
    return Scope(cohort=UUID(cohort) if cohort else None, with_invited=bool(run.scope.get("with_invited")))
