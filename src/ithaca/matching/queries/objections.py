from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from django.db.models import F, QuerySet

from ithaca.accounts.models import Person
from ithaca.matching.models import Objection
from ithaca.programmes.models import Programme


def objections(programme: Programme) -> QuerySet[Objection]:
    """Those that wait first, the oldest on top."""
    rows = Objection.objects.filter(programme=programme).select_related("person", "answered_by")
    return rows.order_by(F("answered_at").desc(nulls_first=True), "created_at")


def open_objections(programme: Programme) -> QuerySet[Objection]:
    return objections(programme).filter(answered_at=None)


def open_by_programme(programmes: Sequence[Programme]) -> Counter[object]:
    """How many wait for an answer in each."""
    rows = Objection.objects.filter(programme__in=programmes, answered_at=None)
    return Counter(rows.values_list("programme_id", flat=True))


def objections_of(person: Person, programme: Programme) -> QuerySet[Objection]:
    return Objection.objects.filter(programme=programme, person=person).order_by("-created_at")


def objection(objection_id: UUID) -> Objection | None:
    rows = Objection.objects.select_related("programme__organisation", "person")
    return rows.filter(pk=objection_id).first()
