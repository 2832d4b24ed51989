from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet
from django.db.models.functions import TruncMonth

from ithaca.journal.models import Event, Undispatched
from ithaca.kernel import clock


def history(subject_id: UUID) -> QuerySet[Event]:
    """Everything that happened to one subject, oldest first."""
    return Event.objects.filter(subject_id=subject_id).order_by("id")


def latest_of(subject_ids: Collection[UUID], verbs: Collection[str]) -> dict[UUID, datetime]:
    """When one of these things last happened to each of these subjects."""
    found = Event.objects.filter(subject_id__in=subject_ids, verb__in=verbs)
    rows = found.values("subject_id").annotate(at=Max("at"))
    return dict(rows.values_list("subject_id", "at"))


def history_around(*subject_ids: UUID) -> QuerySet[Event]:
    """Everything that happened to these subjects or within them (a pair and its meetings), newest first."""
    about = Q(subject_id__in=subject_ids) | Q(within_id__in=subject_ids)
    return Event.objects.filter(about).order_by("-at", "-id")


def monthly_counts(
    *, programme_id: UUID, verbs: list[str], since: datetime, within: QuerySet[Any] | None = None
) -> list[tuple[datetime, str, int]]:
    """(first of the month, verb, count) of a programme's events since `since`, or of those within these subjects."""
    found = Event.objects.filter(programme_id=programme_id, verb__in=verbs, at__gte=since)
    if within is not None:
        found = found.filter(within_id__in=within.values("pk"))
    rows = (
        found.annotate(month=TruncMonth("at"))
        .values_list("month", "verb")
        .annotate(count=Count("id"))
        .order_by("month", "verb")
    )
    return [(month, verb, count) for month, verb, count in rows]


def held_back(subject_ids: Collection[UUID], verbs: Collection[str]) -> QuerySet[Undispatched]:
    """What is still kept waiting of these facts (`react_from`): nobody has been told of them."""
    rows = Undispatched.objects.filter(event__subject_id__in=subject_ids, event__verb__in=verbs)
    return rows.filter(next_try_at__gt=clock.now(), attempts=0)


def waiting_events() -> int:
    """How many events wait for their reactions."""
    return Undispatched.objects.count()
