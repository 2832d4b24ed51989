"""Reads of improvement plans."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from ithaca.accounts.models import Person
from ithaca.organisations.queries import administrators
from ithaca.programmes.models import Programme
from ithaca.programmes.queries import coordinators_of
from ithaca.seals.models import Improvement, ImprovementChange, SealFile
from ithaca.seals.states import OPEN_IMPROVEMENTS, FileState, ImprovementState


def _rows() -> QuerySet[Improvement]:
    return Improvement.objects.select_related(
        "owner", "file__programme__organisation", "file__version__network"
    )


def improvements_of(row: SealFile) -> list[Improvement]:
    """The whole plan, what is due first in front."""
    return list(_rows().filter(file=row).order_by("due", "created_at", "id"))


def improvement(improvement_id: UUID) -> Improvement | None:
    return _rows().filter(pk=improvement_id).first()


def history_of(row: Improvement) -> list[ImprovementChange]:
    """Every change of one improvement, the latest first."""
    found = ImprovementChange.objects.filter(improvement=row).select_related("by", "owner")
    return list(found.order_by("-created_at", "-id"))


def due_until(day: date) -> list[Improvement]:
    """What is open, has an owner and is due on this day or before, in all programmes."""
    return list(_open_until(day).filter(owner__isnull=False))


def due_of(person: Person, day: date) -> list[Improvement]:
    """What somebody means to have done by a day."""
    return list(_open_until(day).filter(owner=person))


def _open_until(day: date) -> QuerySet[Improvement]:
    """What was left with its file reminds nobody."""
    rows = _rows().filter(state__in=OPEN_IMPROVEMENTS, due__lte=day).exclude(file__state=FileState.LEFT)
    return rows.order_by("due", "id")


def owners_for(programme: Programme) -> list[Person]:
    """Who can take on an improvement: whoever coordinates the programme or administers its organisation."""
    administering = {row.person for row in administrators(programme.organisation)}
    return sorted({*coordinators_of(programme), *administering}, key=_name)


def _name(person: Person) -> str:
    return person.name


def planned_steps(improvements: Collection[Improvement]) -> dict[str, str]:
    """{standard: the step that is to be reached} of what is still open or done."""
    return {each.standard: each.step for each in improvements if each.state != ImprovementState.DROPPED}
