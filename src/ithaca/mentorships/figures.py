"""Figures and rows of a programme's mentorships: dates, states and counts."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Q, QuerySet, Sum

from ithaca.kernel import clock
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.states import RUNNING, EndKind, MentorshipState
from ithaca.programmes.models import Programme

# Without a contact for twice the rhythm, a pair is silent: a question to ask, not a fault.
SILENT_RHYTHMS = 2


@dataclass(frozen=True)
class Figures:
    """Sums over a programme's mentorships, proposals not counted."""

    pairs: int
    running: int
    silent: int
    completed: int
    ended: int
    contacts: int
    missed: int
    goals_set: int
    goals_reached: int
    feedback_given: int
    reached_official_end: int
    by_state: dict[str, int]
    by_end: dict[str, int]


def _quiet(programme: Programme) -> Q:
    since = clock.now() - timedelta(days=SILENT_RHYTHMS * programme.rhythm_days)
    return (
        Q(state__in=[s for s in RUNNING if s != MentorshipState.PAUSED], begun_at__lt=since)
        & (Q(last_contact_at__lt=since) | Q(last_contact_at=None))
        & (Q(next_meeting_at__lt=clock.now()) | Q(next_meeting_at=None))
    )


def figures(programme: Programme) -> Figures:
    """Everything in one query, one row a state and end."""
    rows = list(
        Mentorship.objects.filter(programme=programme)
        .values("state", "end_kind")
        .annotate(
            pairs=Count("id"),
            silent=Count("id", filter=_quiet(programme)),
            held=Sum("contacts"),
            absent=Sum("missed"),
            aims=Sum("goals_set"),
            reached=Sum("goals_reached"),
            said=Sum("feedback_given"),
            official=Count("official_end_at"),
        )
    )
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
        silent=sum(row["silent"] for row in rows),
        completed=by_end.get(EndKind.COMPLETED, 0),
        ended=by_state.get(MentorshipState.ENDED, 0),
        contacts=sum(row["held"] for row in rows),
        missed=sum(row["absent"] for row in rows),
        goals_set=sum(row["aims"] for row in rows),
        goals_reached=sum(row["reached"] for row in rows),
        feedback_given=sum(row["said"] for row in rows),
        reached_official_end=sum(row["official"] for row in rows),
        by_state=by_state,
        by_end=by_end,
    )


def rows(programme: Programme, *, state: str = "", silent: bool = False) -> QuerySet[Mentorship]:
    """Mentorships with the names of their people, those begun last first."""
    found = Mentorship.objects.filter(programme=programme).select_related("mentor__person", "mentee__person")
    if state == "running":
        found = found.filter(state__in=RUNNING)
    elif state:
        found = found.filter(state=state)
    if silent:
        found = found.filter(_quiet(programme))
    return found.order_by(F("begun_at").desc(nulls_last=True), "-id")


def is_silent(mentorship: Mentorship, programme: Programme) -> bool:
    """The same rule for one row at hand."""
    moments: list[datetime] = [m for m in (mentorship.begun_at, mentorship.last_contact_at) if m is not None]
    if mentorship.state not in RUNNING or mentorship.state == MentorshipState.PAUSED or not moments:
        return False
    if mentorship.next_meeting_at is not None and mentorship.next_meeting_at >= clock.now():
        return False
    return max(moments) < clock.now() - timedelta(days=SILENT_RHYTHMS * programme.rhythm_days)
