"""What the indicators count of trainings and of meetings for mentors."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import Combinable

from ithaca.kernel.periods import Period
from ithaca.kernel.tallies import Tallies, number, numbers, shares, within
from ithaca.programmes.facts import mentors_at, participations
from ithaca.trainings.models import Audience, Kind, SignUp, Training
from ithaca.trainings.states import SignUpState, TrainingState


def trained(person: str, programme: str, *, ended_before: datetime | Combinable, noted_before: datetime) -> Q:
    """Of rows that name a person and a programme: whether they were at a training of it that was over by a moment."""
    attended = SignUp.objects.filter(
        person=OuterRef(person),
        training__programme=OuterRef(programme),
        training__kind=Kind.TRAINING,
        training__last_starts_at__lt=ended_before,
        state=SignUpState.PRESENT,
        noted_at__lt=noted_before,
    )
    return Q(Exists(attended))


def mentors_trained(programmes: Collection[UUID], periods: Sequence[Period]) -> Tallies:
    """Of the mentors inside at the end: who was at a training of the programme."""
    return shares(
        participations(programmes),
        periods,
        case=lambda period: mentors_at(period.until),
        hit=lambda period: trained(
            "person", "programme", ended_before=period.until, noted_before=period.until
        ),
    )


def support_meetings(programmes: Collection[UUID], periods: Sequence[Period]) -> Tallies:
    """Programme meetings and meetings of mentors that took place."""
    held = numbers(
        Training.objects.filter(
            programme__in=programmes,
            kind__in=[Kind.MEETING, Kind.COMMUNITY],
            audience__in=[Audience.BOTH, Audience.MENTOR],
            state=TrainingState.HELD,
        ),
        periods,
        case=lambda period: within("starts_at", period.since, period.until) & Q(closed_at__lt=period.until),
    )
    return {
        (key, index): number(held.get((key, index), 0)) for key in programmes for index in range(len(periods))
    }
