"""Figures and rows of a programme's mentorships: dates, states and counts."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.db.models import Count, F, QuerySet, Sum

from ithaca.mentorships import attention
from ithaca.mentorships.health import Concern
from ithaca.mentorships.models import Meeting, Mentorship
from ithaca.mentorships.states import RUNNING, EndKind, MeetingState, MentorshipState
from ithaca.programmes.models import Programme
from ithaca.programmes.queries import of_cohort

ANY = "any"


@dataclass(frozen=True)
class Figures:
    """Sums over a programme's mentorships, proposals not counted."""

    pairs: int
    running: int
    attention: int  # pairs with at least one concern
    completed: int
    ended: int
    contacts: int
    missed: int
    goals_set: int
    goals_reached: int
    reviews_held: int
    actions_set: int
    actions_done: int
    introductions_offered: int
    introductions_made: int
    feedback_given: int
    reached_official_end: int
    by_state: dict[str, int]
    by_end: dict[str, int]


# What every mentorship counts itself, under the same name here and there.
SUMS = (
    "contacts",
    "missed",
    "goals_set",
    "goals_reached",
    "reviews_held",
    "actions_set",
    "actions_done",
    "introductions_offered",
    "introductions_made",
    "feedback_given",
)


def pairs_of(programme: Programme, cohort: str = "") -> QuerySet[Mentorship]:
    """The pairs of a programme, or those whose mentee is in a cohort (an id, or "none")."""
    return of_cohort(Mentorship.objects.filter(programme=programme), cohort, "mentee__")


def _counted(programme: Programme, cohort: str) -> list[dict[str, Any]]:
    """Everything in one query, one row a state and end."""
    rows = pairs_of(programme, cohort).values("state", "end_kind")
    return cast(
        list[dict[str, Any]],
        list(
            rows.annotate(
                pairs=Count("id"),
                flagged=Count("id", filter=attention.any_concern(programme)),
                official=Count("official_end_at"),
                **{f"sum_{name}": Sum(name) for name in SUMS},
            )
        ),
    )


def figures(programme: Programme, cohort: str = "") -> Figures:
    rows = _counted(programme, cohort)
    by_state: dict[str, int] = {}
    by_end: dict[str, int] = {}
    for row in rows:
        by_state[row["state"]] = by_state.get(row["state"], 0) + row["pairs"]
        if row["end_kind"]:
            by_end[row["end_kind"]] = row["pairs"]
    begun = [row for row in rows if row["state"] not in (MentorshipState.PROPOSED, MentorshipState.DECLINED)]
    return Figures(
        pairs=sum(row["pairs"] for row in begun),
        running=sum(by_state.get(state, 0) for state in RUNNING),
        attention=sum(row["flagged"] for row in rows),
        completed=by_end.get(EndKind.COMPLETED, 0),
        ended=by_state.get(MentorshipState.ENDED, 0),
        reached_official_end=sum(row["official"] for row in rows),
        by_state=by_state,
        by_end=by_end,
        **{name: sum(row[f"sum_{name}"] for row in rows) for name in SUMS},
    )


@dataclass(frozen=True)
class Activity:
    """What goes on in the pairs of an organisation. `met` is how many pairs the meetings are of."""

    running: int = 0
    meetings: int = 0
    met: int = 0


def activities(organisations: Collection[UUID], since: datetime) -> dict[UUID, Activity]:
    """Running pairs, and the meetings held since then, of each organisation that has any; two queries."""
    ours = "programme__organisation"
    running = Mentorship.objects.filter(**{f"{ours}__in": organisations}, state__in=RUNNING)
    pairs = dict(running.values_list(ours).annotate(n=Count("id")))
    ours = f"mentorship__{ours}"
    held = Meeting.objects.filter(
        **{f"{ours}__in": organisations}, state=MeetingState.HELD, starts_at__gte=since
    )
    counted = held.values_list(ours).annotate(n=Count("id"), met=Count("mentorship", distinct=True))
    meetings = {key: (n, met) for key, n, met in counted.order_by()}
    return {key: Activity(pairs.get(key, 0), *meetings.get(key, (0, 0))) for key in {*pairs, *meetings}}


def rows(
    programme: Programme, *, state: str = "", concern: str = "", cohort: str = ""
) -> QuerySet[Mentorship]:
    """Mentorships with their people and agreement, those begun last first; `concern` is one of `Concern`, or "any"."""
    found = pairs_of(programme, cohort).select_related(
        "programme", "agreement", "mentor__person", "mentee__person"
    )
    if state == "running":
        found = found.filter(state__in=RUNNING)
    elif state:
        found = found.filter(state=state)
    if concern == ANY:
        found = found.filter(attention.any_concern(programme))
    elif concern:
        found = found.filter(attention.condition(programme, Concern(concern)))
    return found.order_by(F("begun_at").desc(nulls_last=True), "-id")


def by_attention(rows: QuerySet[Mentorship], programme: Programme) -> QuerySet[Mentorship]:
    """Those with the most concerns first, among them those begun first."""
    weighed = rows.annotate(weight=attention.weight(programme))
    running_first = F("ended_at").asc(nulls_first=True)
    return weighed.order_by("-weight", running_first, F("begun_at").asc(nulls_last=True), "id")
