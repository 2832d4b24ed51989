"""Action plans, reviews, introductions and summaries, as facts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from ithaca.kernel import clock
from ithaca.mentorships.models import Action, GoalReview, Introduction, Mentorship, SummaryReading
from ithaca.mentorships.queries.pairs import WITH_PEOPLE
from ithaca.mentorships.states import ActionState, MentorshipState

OF_PAIR = tuple(f"mentorship__{path}" for path in WITH_PEOPLE)


@dataclass(frozen=True)
class Plan:
    """What a pair has planned and done besides its meetings."""

    actions: Sequence[Action]
    reviews: Sequence[GoalReview]

    @property
    def open(self) -> int:
        return sum(action.state == ActionState.OPEN for action in self.actions)

    @property
    def overdue(self) -> int:
        today = clock.now().date()
        return sum(
            action.state == ActionState.OPEN and action.due_on is not None and action.due_on < today
            for action in self.actions
        )

    @property
    def next_review(self) -> date | None:
        return next((review.due_on for review in self.reviews if review.held_at is None), None)

    @property
    def review_is_due(self) -> bool:
        return self.next_review is not None and self.next_review <= clock.now().date()


def plan(row: Mentorship) -> Plan:
    return Plan(actions(row), reviews(row))


def actions(row: Mentorship) -> list[Action]:
    return list(Action.objects.filter(mentorship=row).order_by("created_at", "id"))


def introductions(row: Mentorship) -> list[Introduction]:
    return list(Introduction.objects.filter(mentorship=row).order_by("created_at", "id"))


def introduction(introduction_id: UUID) -> Introduction | None:
    return Introduction.objects.filter(pk=introduction_id).select_related(*OF_PAIR).first()


def reviews(row: Mentorship) -> list[GoalReview]:
    """Those held, oldest first, and the one to come, where the programme wants any."""
    found = GoalReview.objects.filter(mentorship=row).order_by("created_at", "id")
    wanted = row.programme.review_days is not None and row.state == MentorshipState.DEVELOPMENT
    return [review for review in found if review.held_at is not None or wanted]


def review(review_id: UUID) -> GoalReview | None:
    return GoalReview.objects.filter(pk=review_id).select_related(*OF_PAIR).first()


def reviews_due(now: datetime) -> QuerySet[GoalReview]:
    """Reviews whose day has come, of pairs in development whose programme wants reviews."""
    rows = GoalReview.objects.filter(
        held_at=None,
        due_on__lte=now.date(),
        mentorship__state=MentorshipState.DEVELOPMENT,
        mentorship__programme__review_days__isnull=False,
    )
    return rows.select_related(*OF_PAIR).order_by("due_on", "id")


def without_review() -> list[UUID]:
    """Pairs in development that should have a review to come and have none: the programme has begun to want them."""
    rows = Mentorship.objects.filter(state=MentorshipState.DEVELOPMENT, programme__review_days__isnull=False)
    to_come = GoalReview.objects.filter(mentorship=OuterRef("pk"), held_at=None)
    return list(rows.exclude(Exists(to_come)).values_list("pk", flat=True))


def readings(row: Mentorship) -> list[SummaryReading]:
    """Who has said to have read which summary."""
    return list(SummaryReading.objects.filter(meeting__mentorship=row).order_by("read_at", "id"))
