"""Counts over programmes of whole organisations, and which of them networks may name."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet

from ithaca.programmes.models import Participation, Programme
from ithaca.programmes.states import INSIDE, RUNNING


@dataclass(frozen=True)
class Size:
    """How many programmes an organisation runs, and how many people are inside, each counted once."""

    programmes: int = 0
    people: int = 0


def sizes(organisations: Collection[UUID]) -> dict[UUID, Size]:
    """Of each of these organisations that runs a programme now; two queries."""
    running = Programme.objects.filter(organisation__in=organisations, state__in=RUNNING)
    programmes = dict(running.values_list("organisation").annotate(n=Count("id")))
    inside = Participation.objects.filter(programme__in=running, state__in=INSIDE)
    people = dict(inside.values_list("programme__organisation").annotate(n=Count("person", distinct=True)))
    return {key: Size(n, people.get(key, 0)) for key, n in programmes.items()}


def listed(organisations: Collection[UUID]) -> QuerySet[Programme]:
    """Programmes of these organisations whose coordinators let the pages of networks name them, while they run."""
    rows = Programme.objects.filter(organisation__in=organisations, listed=True, state__in=RUNNING)
    return rows.select_related("organisation").order_by("organisation__name", "created_at", "id")
