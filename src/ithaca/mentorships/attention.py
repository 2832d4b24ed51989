"""The rules of `health.py` as conditions of the database, for lists and sums over thousands of pairs."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Case, Count, F, IntegerField, Max, Min, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from ithaca.kernel import clock
from ithaca.mentorships import health
from ithaca.mentorships.health import Concern, Facts
from ithaca.mentorships.models import Meeting, Mentorship, Proposal
from ithaca.mentorships.states import MeetingState, MentorshipState, ProposalState
from ithaca.programmes.models import Programme
from ithaca.programmes.queries import of_cohort


def _days_ago(days: int) -> datetime:
    return clock.now() - timedelta(days=days)


def _nothing_planned(programme: Programme) -> Q:
    coming = Meeting.objects.filter(
        mentorship__programme=programme, state=MeetingState.PLANNED, starts_at__gte=clock.now()
    )
    return ~Q(pk__in=coming.values("mentorship"))


def _no_first_meeting(programme: Programme) -> Q:
    return Q(contacts=0, begun_at__lt=_days_ago(programme.first_meeting_days)) & _nothing_planned(programme)


def _silent(programme: Programme) -> Q:
    return Q(contacts__gt=0, last_contact_at__lt=_days_ago(programme.silent_days)) & _nothing_planned(
        programme
    )


def _missed_since_held() -> QuerySet[Meeting]:
    last = Coalesce(F("mentorship__last_contact_at"), F("mentorship__begun_at"))
    return Meeting.objects.filter(state=MeetingState.MISSED, starts_at__gt=last)


def _absences(programme: Programme) -> Q:
    often = _missed_since_held().filter(mentorship__programme=programme).values("mentorship")
    often = often.annotate(n=Count("id")).filter(n__gte=health.MISSED_IN_A_ROW)
    return Q(missed__gte=health.MISSED_IN_A_ROW, pk__in=often.values("mentorship"))


def _decision(programme: Programme) -> Q:
    waiting = Proposal.objects.filter(
        mentorship__programme=programme,
        state=ProposalState.OPEN,
        created_at__lt=_days_ago(health.DECISION_DAYS),
    )
    return Q(pk__in=waiting.values("mentorship"))


def _official_end(programme: Programme) -> Q:
    return Q(
        state=MentorshipState.DEVELOPMENT,
        goes_on_since=None,
        official_end_at__lt=_days_ago(health.END_DAYS),
    )


def _agreement(programme: Programme) -> Q:
    begun = Q(state=MentorshipState.LAUNCH, contacts__gt=0, begun_at__lt=_days_ago(health.AGREEMENT_DAYS))
    return begun & (Q(agreement=None) | Q(agreement__effective_at=None))


def _unrecorded(programme: Programme) -> Q:
    past = Meeting.objects.filter(
        mentorship__programme=programme,
        state=MeetingState.PLANNED,
        starts_at__lt=_days_ago(health.RECORD_DAYS),
    )
    return Q(pk__in=past.values("mentorship"))


def _no_goal(programme: Programme) -> Q:
    return Q(
        state=MentorshipState.DEVELOPMENT,
        goals_set=0,
        agreement__effective_at__lt=_days_ago(health.GOAL_DAYS),
    )


CONDITIONS: dict[Concern, Callable[[Programme], Q]] = {
    Concern.NO_FIRST_MEETING: _no_first_meeting,
    Concern.SILENT: _silent,
    Concern.ABSENCES: _absences,
    Concern.DECISION: _decision,
    Concern.OFFICIAL_END: _official_end,
    Concern.AGREEMENT: _agreement,
    Concern.UNRECORDED: _unrecorded,
    Concern.NO_GOAL: _no_goal,
}


def condition(programme: Programme, concern: Concern) -> Q:
    return Q(state__in=health.MOVING) & CONDITIONS[concern](programme)


def any_concern(programme: Programme) -> Q:
    found = Q()
    for concern in Concern:
        found |= CONDITIONS[concern](programme)
    return Q(state__in=health.MOVING) & found


def weight(programme: Programme) -> Combinable:
    """How many concerns a pair has, to sort by."""
    return sum(
        (
            Case(
                When(condition(programme, concern), then=Value(1)),
                default=Value(0),
                output_field=IntegerField(),
            )
            for concern in Concern
        ),
        start=Value(0),
    )


def counts(programme: Programme, cohort: str = "") -> dict[Concern, int]:
    """How many pairs each concern holds for, of those whose mentee is in the cohort: one query."""
    rows = Mentorship.objects.filter(programme=programme, state__in=health.MOVING)
    rows = of_cohort(rows, cohort, "mentee__")
    found = rows.aggregate(
        **{concern.name: Count("id", filter=CONDITIONS[concern](programme)) for concern in Concern}
    )
    return {concern: found[concern.name] for concern in Concern}


def to_look_at(programmes: Iterable[Programme]) -> dict[UUID, int]:
    """{programme: how many of its pairs ask for attention}, in one query, each measured by its own settings."""
    some = Q(pk__in=[])
    for programme in programmes:
        some |= Q(programme=programme) & any_concern(programme)
    rows = Mentorship.objects.filter(some).values_list("programme").annotate(n=Count("id"))
    return dict(rows)


@dataclass(frozen=True)
class _Meetings:
    """What the meetings of a pair say."""

    past: datetime | None = None  # the oldest planned one whose time has come
    coming: datetime | None = None
    missed: int = 0  # since the last one that was held
    missed_at: datetime | None = None


def _meetings(ids: list[UUID], now: datetime) -> dict[UUID, _Meetings]:
    planned = Meeting.objects.filter(mentorship__in=ids, state=MeetingState.PLANNED).values("mentorship")
    planned = planned.annotate(
        past=Min("starts_at", filter=Q(starts_at__lt=now)),
        coming=Min("starts_at", filter=Q(starts_at__gte=now)),
    )
    found = {one["mentorship"]: _Meetings(one["past"], one["coming"]) for one in planned}
    missed = _missed_since_held().filter(mentorship__in=ids).values("mentorship")
    for one in missed.annotate(n=Count("id"), last=Max("starts_at")):
        known = found.get(one["mentorship"], _Meetings())
        found[one["mentorship"]] = replace(known, missed=one["n"], missed_at=one["last"])
    return found


def facts_of(rows: Iterable[Mentorship]) -> dict[UUID, Facts]:
    """The facts of these pairs (programme and agreement at hand): three queries, however many they are."""
    pairs = list(rows)
    ids, now = [row.pk for row in pairs], clock.now()
    meetings = _meetings(ids, now)
    waiting = Proposal.objects.filter(mentorship__in=ids, state=ProposalState.OPEN)
    decisions = dict(waiting.values_list("mentorship", "created_at"))
    return {
        row.pk: _facts(row, meetings.get(row.pk, _Meetings()), decisions.get(row.pk), now) for row in pairs
    }


def _facts(row: Mentorship, meetings: _Meetings, decision_since: datetime | None, now: datetime) -> Facts:
    return Facts(
        now=now,
        state=row.state,
        begun_at=row.begun_at,
        contacts=row.contacts,
        last_contact_at=row.last_contact_at,
        next_meeting_at=meetings.coming,
        unrecorded_since=meetings.past,
        missed_since_held=meetings.missed,
        last_missed_at=meetings.missed_at,
        agreed_at=row.agreement.effective_at if row.agreement else None,
        goals_set=row.goals_set,
        official_end_at=row.official_end_at,
        goes_on_since=row.goes_on_since,
        decision_since=decision_since,
        first_meeting_days=row.programme.first_meeting_days,
        silent_days=row.programme.silent_days,
    )
