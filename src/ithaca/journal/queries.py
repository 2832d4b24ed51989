from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import (
    CharField,
    Count,
    DateTimeField,
    Exists,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.expressions import Combinable
from django.db.models.fields.json import KT
from django.db.models.functions import NullIf, TruncMonth

from ithaca.journal.models import Event, Undispatched
from ithaca.kernel import clock


def history(subject_id: UUID) -> QuerySet[Event]:
    """Everything that happened to one subject, oldest first."""
    return Event.objects.filter(subject_id=subject_id).order_by("id")


def latest_in(subject_id: UUID) -> datetime | None:
    """The latest moment that the history of a subject tells."""
    found: datetime | None = Event.objects.filter(subject_id=subject_id).aggregate(last=Max("at"))["last"]
    return found


def latest_of(subject_ids: Collection[UUID], verbs: Collection[str]) -> dict[UUID, datetime]:
    """When one of these things last happened to each of these subjects."""
    found = Event.objects.filter(subject_id__in=subject_ids, verb__in=verbs)
    rows = found.values("subject_id").annotate(at=Max("at"))
    return dict(rows.values_list("subject_id", "at"))


def happened_to(subject_ids: Collection[UUID], verbs: Collection[str]) -> list[Event]:
    """These things, whichever of these subjects they happened to, oldest first."""
    return list(Event.objects.filter(subject_id__in=subject_ids, verb__in=verbs).order_by("id"))


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


def happened(
    subject: str, verbs: Collection[str], *, before: datetime, since: Combinable | None = None
) -> Exists:
    """Of rows: whether one of these things has happened to `subject`, the field that names it, before a moment."""
    found = Event.objects.filter(subject_id=OuterRef(subject), verb__in=verbs, at__lt=before)
    return Exists(found.filter(at__gte=since) if since is not None else found)


def _last(subject: str, verbs: Collection[str], before: datetime) -> QuerySet[Event]:
    found = Event.objects.filter(subject_id=OuterRef(subject), verb__in=verbs, at__lt=before)
    return found.order_by("-at", "-id")


def last_verb(subject: str, verbs: Collection[str], before: datetime) -> Subquery:
    """Of rows: which of these things happened last before a moment; null where none did."""
    return Subquery(_last(subject, verbs, before).values("verb")[:1], output_field=CharField())


def last_fact(subject: str, verb: str, before: datetime, *, key: str) -> Subquery:
    """Of rows: a text that the last such event before a moment tells under this key."""
    # SQLite says the word for what PostgreSQL says is null.
    text = NullIf(KT(f"facts__{key}"), Value("null"), output_field=CharField())
    told = _last(subject, [verb], before).annotate(told=text)
    return Subquery(told.values("told")[:1], output_field=CharField())


def first_time(subject: str, verbs: Collection[str]) -> Subquery:
    """Of rows: when one of these things happened first."""
    found = Event.objects.filter(subject_id=OuterRef(subject), verb__in=verbs).order_by("at", "id")
    return Subquery(found.values("at")[:1], output_field=DateTimeField())


def told_of(programme_ids: Collection[UUID], verbs: Collection[str]) -> list[Event]:
    """These things in these programmes, in their order."""
    found = Event.objects.filter(programme_id__in=programme_ids, verb__in=verbs)
    return list(found.order_by("at", "id"))


def moments_of(
    programme_ids: Collection[UUID], verbs: Collection[str], before: datetime
) -> list[tuple[UUID, UUID, str, datetime]]:
    """(programme, subject, verb, moment) of these things, in their order."""
    found = Event.objects.filter(programme_id__in=programme_ids, verb__in=verbs, at__lt=before)
    rows = found.order_by("at", "id").values_list("programme_id", "subject_id", "verb", "at")
    return [(programme, subject, verb, at) for programme, subject, verb, at in rows if programme is not None]


def held_back(subject_ids: Collection[UUID], verbs: Collection[str]) -> QuerySet[Undispatched]:
    """What is still kept waiting of these facts (`react_from`): nobody has been told of them."""
    rows = Undispatched.objects.filter(event__subject_id__in=subject_ids, event__verb__in=verbs)
    return rows.filter(next_try_at__gt=clock.now(), attempts=0)


def waiting_events() -> int:
    """How many events wait for their reactions."""
    return Undispatched.objects.count()
