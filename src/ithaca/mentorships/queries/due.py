"""What the clock may remind people of, over every mentorship: facts that wait."""

from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from ithaca.accounts.models import Person
from ithaca.agreements import queries as agreements
from ithaca.agreements.models import Signature
from ithaca.mentorships import attention
from ithaca.mentorships.health import Concern
from ithaca.mentorships.models import Goal, Meeting, Mentorship, Proposal
from ithaca.mentorships.queries.pairs import WITH_PEOPLE
from ithaca.mentorships.states import RUNNING, GoalState, MeetingState, MentorshipState, ProposalState
from ithaca.programmes import queries as programmes

OF_PAIR = tuple(f"mentorship__{path}" for path in WITH_PEOPLE)
MEETING_UP = (
    MentorshipState.LAUNCH,
    MentorshipState.DEVELOPMENT,
)  # when a pair is expected to see each other


def meetings_starting(after: datetime, before: datetime) -> QuerySet[Meeting]:
    """Planned meetings that begin within this time, those of a pair that has ended since among them."""
    rows = Meeting.objects.filter(
        state=MeetingState.PLANNED, mentorship__state__in=[*RUNNING, MentorshipState.ENDED]
    )
    return rows.filter(starts_at__gt=after, starts_at__lte=before).select_related(*OF_PAIR).order_by("id")


def contacts_to_confirm(recorded_before: datetime) -> QuerySet[Meeting]:
    """What one of two recorded and the other has not confirmed."""
    rows = Meeting.objects.filter(state=MeetingState.TO_CONFIRM, recorded_at__lte=recorded_before)
    return rows.select_related(*OF_PAIR).order_by("id")


def open_goals_due(after: date, before: date) -> QuerySet[Goal]:
    """Goals of running pairs whose date has come and that are neither reached nor dropped."""
    rows = Goal.objects.filter(
        state__in=[GoalState.SET, GoalState.IN_PROGRESS], mentorship__state__in=MEETING_UP
    )
    return rows.filter(due_on__gt=after, due_on__lte=before).select_related(*OF_PAIR).order_by("id")


def silent_pairs() -> Iterator[Mentorship]:
    """Pairs that their coordinator sees as silent, or without a first meeting, while they are meant to meet."""
    running = Mentorship.objects.filter(state__in=MEETING_UP)
    for programme_id in running.order_by("programme").values_list("programme", flat=True).distinct():
        programme = programmes.programme(programme_id)
        seen = attention.condition(programme, Concern.SILENT) | attention.condition(
            programme, Concern.NO_FIRST_MEETING
        )
        rows = Mentorship.objects.filter(seen, programme=programme, state__in=MEETING_UP)
        yield from rows.select_related(*WITH_PEOPLE).order_by("id").iterator()


def proposals_waiting(made_before: datetime) -> QuerySet[Proposal]:
    """Joint decisions that one has proposed and the other has not answered."""
    rows = Proposal.objects.filter(state=ProposalState.OPEN, created_at__lte=made_before)
    return rows.select_related(*OF_PAIR).order_by("id")


def pairs_waiting_for_consent(made_before: datetime) -> QuerySet[Mentorship]:
    """Pairs that a coordinator proposed and that not both have answered."""
    rows = Mentorship.objects.filter(state=MentorshipState.PROPOSED, created_at__lte=made_before)
    return rows.select_related(*WITH_PEOPLE).order_by("id")


def lonely_signatures(signed_before: datetime, signed_after: datetime) -> list[tuple[Mentorship, Signature]]:
    """Pairs whose newest agreement one has signed within this time and the other has not."""
    rows = agreements.lonely_signatures(signed_before, signed_after)
    signed = {signature.agreement_id: signature for signature in rows}
    pairs = Mentorship.objects.filter(agreement__in=signed, state__in=RUNNING)
    return [
        (pair, signed[pair.agreement_id])
        for pair in pairs.select_related(*WITH_PEOPLE).order_by("id")
        if pair.agreement_id is not None
    ]


def ended_pairs(after: datetime, before: datetime) -> QuerySet[Mentorship]:
    """Mentorships that ended within this time."""
    rows = Mentorship.objects.filter(state=MentorshipState.ENDED, ended_at__gt=after, ended_at__lte=before)
    return rows.select_related(*WITH_PEOPLE).order_by("id")


def counterparts(person: Person, mentorship_ids: set[UUID]) -> dict[UUID, Person]:
    """The other person of each of these pairs that somebody is in."""
    rows = Mentorship.objects.filter(pk__in=mentorship_ids).select_related("mentor__person", "mentee__person")
    found = {}
    for row in rows:
        two = [row.mentor.person, row.mentee.person]
        if person in two:
            found[row.pk] = next(one for one in two if one != person)
    return found
