"""What follows the end of a pair: who comes next, how the closing stands, what is asked later."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet, Sum
from django.utils.formats import number_format

from ithaca.access.permissions import Permission
from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.mentorships.models import (
    Afterwards,
    Attestation,
    CheckIn,
    Closing,
    FollowUp,
    Meeting,
    Mentorship,
    Replacement,
    Succession,
)
from ithaca.mentorships.rules import months_between
from ithaca.mentorships.states import MeetingState, ReplacementState, SuccessionState
from ithaca.organisations.queries import not_independent_of
from ithaca.programmes.models import Participation, Programme
from ithaca.programmes.queries import everybody
from ithaca.programmes.states import ParticipationState

PEOPLE = ("mentorship__programme__organisation", "mentorship__mentor__person", "mentorship__mentee__person")


def possible_replacements(row: Mentorship) -> QuerySet[Participation]:
    """Mentors of the programme with a free place who may be this mentee's, by name."""
    mentee = row.mentee.person_id
    hidden = not_independent_of(mentee, same_unit=row.programme.same_unit_excluded)
    found = everybody().filter(
        programme=row.programme, role="mentor", state=ParticipationState.ACTIVE, pairs__lt=F("capacity")
    )
    return (
        found.exclude(pk=row.mentor_id)
        .exclude(person__in=[mentee, *hidden])
        .select_related("person")
        .order_by("person__name", "id")
    )


def succession(row: Mentorship) -> Succession | None:
    return Succession.objects.filter(mentorship=row).first()


def is_asked(row: Mentorship) -> bool:
    """Whether the mentor who withdrew is asked whom they propose."""
    return Succession.objects.filter(mentorship=row, state=SuccessionState.ASKED).exists()


def replacements(row: Mentorship) -> list[Replacement]:
    rows = Replacement.objects.filter(succession__mentorship=row)
    return list(rows.select_related("mentor__person", "mentor__programme"))


def replacement(replacement_id: UUID) -> Replacement | None:
    return Replacement.objects.select_related("succession__mentorship").filter(pk=replacement_id).first()


def open_successions(programmes: Iterable[Programme]) -> QuerySet[Succession]:
    """Mentees for whom the coordination looks, those who wait longest first."""
    rows = Succession.objects.filter(
        mentorship__programme__in=list(programmes), state=SuccessionState.WITH_COORDINATOR
    )
    return rows.select_related(*PEOPLE).order_by("handed_over_at", "id")


def successions_by_programme(programmes: Iterable[Programme]) -> Counter[object]:
    rows = open_successions(programmes).order_by()
    return Counter(rows.values_list("mentorship__programme_id", flat=True))


def to_replace(person: Person) -> QuerySet[Succession]:
    """Mentees for whom somebody who withdrew is asked whom they propose."""
    rows = Succession.objects.filter(mentorship__mentor__person=person, state=SuccessionState.ASKED)
    return rows.select_related(*PEOPLE).order_by("created_at", "id")


def without_mentor(person: Person) -> QuerySet[Succession]:
    """Where somebody's mentor is gone and the next one not found yet."""
    rows = Succession.objects.filter(mentorship__mentee__person=person)
    return (
        rows.exclude(state=SuccessionState.SETTLED)
        .select_related(*PEOPLE)
        .prefetch_related("replacements__mentor__person")
        .order_by("created_at", "id")
    )


def proposals_to_look_at(answered_before: datetime) -> QuerySet[Succession]:
    """Where a mentee has had names for so long and has written to none of them."""
    rows = Succession.objects.filter(state=SuccessionState.WITH_MENTEE, answered_at__lte=answered_before)
    rows = rows.exclude(replacements__state=ReplacementState.TAKEN_UP)
    found = rows.filter(replacements__state=ReplacementState.OFFERED).distinct()
    return found.select_related(*PEOPLE).order_by("id")


def offered(row: Succession) -> list[Replacement]:
    return [one for one in row.replacements.all() if one.state == ReplacementState.OFFERED]


def written_to(row: Succession) -> list[Replacement]:
    """Those proposed to whom the mentee has written, and who have not answered."""
    return [one for one in row.replacements.all() if one.state == ReplacementState.TAKEN_UP]


def closing(row: Mentorship) -> Closing | None:
    return Closing.objects.filter(mentorship=row).first()


def wishes(row: Mentorship) -> dict[UUID, Afterwards]:
    """What each of the two wishes for the time after, by participation."""
    return {one.participation_id: one for one in Afterwards.objects.filter(closing__mentorship=row)}


def follow_ups_due(now: datetime) -> QuerySet[FollowUp]:
    """Those whose day has come and that nobody was asked yet."""
    return FollowUp.objects.filter(asked_at=None, due_on__lte=now.date()).order_by("due_on", "id")


def follow_up(row: Mentorship) -> FollowUp | None:
    return FollowUp.objects.filter(mentorship=row).first()


def check_ins(row: Mentorship) -> dict[UUID, CheckIn]:
    """The answers of the two, by participation."""
    return {one.participation_id: one for one in CheckIn.objects.filter(follow_up__mentorship=row)}


def to_check_in(person: Person) -> list[FollowUp]:
    """Follow-ups on which somebody was asked and has not answered."""
    mine = Q(mentorship__mentor__person=person) | Q(mentorship__mentee__person=person)
    answered = CheckIn.objects.filter(participation__person=person).values("follow_up")
    rows = FollowUp.objects.filter(mine, asked_at__isnull=False).exclude(pk__in=answered)
    return list(rows.select_related(*PEOPLE).order_by("due_on", "id"))


def minutes_held(row: Mentorship) -> int:
    held = Meeting.objects.filter(mentorship=row, state=MeetingState.HELD)
    return held.aggregate(all=Sum("minutes"))["all"] or 0


def attestation(row: Mentorship, person: Person) -> Attestation | None:
    rows = Attestation.objects.filter(mentorship=row, participation__person=person)
    return rows.select_related("participation").first()


def attestation_by_code(code: str) -> Attestation:
    """Denied where there is none, so that a guessed number shows nothing."""
    found = Attestation.objects.select_related("participation").filter(code=code).first()
    if found is None:
        raise Denied(Permission.SEE_PUBLIC_PAGES.value)
    return found


@dataclass(frozen=True)
class Together:
    """What two people did together, in numbers."""

    months: int
    meetings: int
    hours: float
    goals_reached: int

    @property
    def whole_hours(self) -> int:
        """For the plural alone."""
        return max(1, int(self.hours))

    @property
    def hours_shown(self) -> str:
        return number_format(self.hours, 0 if self.hours == int(self.hours) else 1)


def together(row: Mentorship) -> Together:
    assert row.begun_at is not None
    assert row.ended_at is not None
    months = months_between(row.begun_at.date(), row.ended_at.date())
    return Together(months, row.contacts, round(minutes_held(row) / 30) / 2, row.goals_reached)
