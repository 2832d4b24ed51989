"""Meetings of a pair and of a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.mentorships import policies, rules
from ithaca.mentorships.models import Attendance, Meeting, Mentorship
from ithaca.mentorships.queries.pairs import WITH_PEOPLE
from ithaca.mentorships.states import NEVER_WAS, RUNNING, MeetingState, MentorshipState

LONGEST = timedelta(minutes=600)
IN_WRITING = "in_writing"


def meeting(meeting_id: UUID) -> Meeting:
    rows = Meeting.objects.select_related("planned_by", *[f"mentorship__{path}" for path in WITH_PEOPLE])
    return rows.get(pk=meeting_id)


def attendances(found: Meeting) -> QuerySet[Attendance]:
    """What the two last answered to the invitation."""
    return Attendance.objects.filter(meeting=found)


def answer_of(found: Meeting, *, besides: UUID) -> str:
    """What the other of the two answered to the invitation as it stands; empty where nothing is known."""
    answers = [a for a in found.attendances.all() if a.person_id != besides]
    return next((a.answer for a in answers if a.sequence == found.sequence), "")


def meetings_as_mentor(person: Person) -> QuerySet[Meeting]:
    """Every meeting of those whom somebody is or was a mentor to, latest first."""
    rows = _appointments().filter(mentorship__mentor__person=person)
    return rows.select_related("mentorship__mentee__person").order_by("-starts_at", "id")


def meetings(row: Mentorship) -> list[Meeting]:
    """The appointments of a pair; dates that are only offered are none yet."""
    return list(_appointments().filter(mentorship=row).order_by("starts_at", "id"))


def calendar_of(person: Person, *, since: datetime) -> QuerySet[Meeting]:
    """What stands in somebody's calendar: planned and held meetings of all their pairs."""
    shown = [MeetingState.PLANNED, MeetingState.HELD]
    rows = Meeting.objects.filter(_of(person), state__in=shown, starts_at__gte=since)
    return rows.order_by("starts_at", "id")


@dataclass(frozen=True)
class Clash:
    """A date on which one of the two, or both, have another meeting."""

    starts_at: datetime
    people: tuple[Person, ...]


def planned_around(row: Mentorship, dates: Sequence[datetime]) -> list[Meeting]:
    """What either of the two has planned near the dates, in this pair or in another."""
    if not dates:
        return []
    around = (min(dates) - LONGEST, max(dates) + LONGEST)
    mine = _of(row.mentor.person) | _of(row.mentee.person)
    rows = Meeting.objects.filter(mine, state=MeetingState.PLANNED, starts_at__range=around)
    return list(rows.select_related("mentorship__mentor", "mentorship__mentee"))


def clash_among(
    row: Mentorship, planned: Sequence[Meeting], date: datetime, minutes: int, *, besides: UUID
) -> Clash | None:
    """Who of the two has another meeting on this date."""
    busy = {
        person_id
        for other in planned
        if other.pk != besides and rules.overlap(date, minutes, other.starts_at, other.minutes)
        for person_id in (other.mentorship.mentor.person_id, other.mentorship.mentee.person_id)
    }
    people = tuple(person for person in (row.mentor.person, row.mentee.person) if person.pk in busy)
    return Clash(date, people) if people else None


def clashes(row: Mentorship, dates: Sequence[datetime], minutes: int, *, besides: UUID) -> list[Clash]:
    """Which of the dates overlap a planned meeting of either person."""
    planned = planned_around(row, dates)
    found = (clash_among(row, planned, date, minutes, besides=besides) for date in dates)
    return [clash for clash in found if clash is not None]


def is_agreed_upon(person: Person, found: Meeting) -> bool:
    """Whether the other of the two said yes to a meeting before: planned or moved it, chose its date, or accepted it.

    Nobody sees the other write, so a contact in writing always waits for both.
    """
    said_yes = found.attendances.filter(sequence=found.sequence, answer=Attendance.Answer.ACCEPTED)
    return found.contact_type != IN_WRITING and said_yes.exclude(person=person).exists()


def may_contest(person: Person, row: Mentorship, found: Meeting) -> bool:
    """Whether somebody can say that a meeting which the other recorded did not take place."""
    if found.state != MeetingState.HELD or row.state not in (*RUNNING, MentorshipState.ENDED):
        return False
    holding = rules.Holding(
        recorded_by_oneself=found.recorded_by_id == person.pk,
        confirmed=found.confirmed_at is not None,
        settled=found.disputed_at is not None,
        recorded_at=found.recorded_at or found.starts_at,
        days=row.programme.dispute_days,
    )
    return holding.may_be_contested(clock.now())


def may_dispute(person: Person, row: Mentorship, found: Meeting) -> bool:
    """Whether somebody can say that they see a recorded absence otherwise."""
    if found.state != MeetingState.MISSED or row.state not in (*RUNNING, MentorshipState.ENDED):
        return False
    absence = rules.Absence(
        missed_by=found.missed_by,
        role=policies.role_of(person, row),
        recorded_by_oneself=found.recorded_by_id == person.pk,
        settled=found.disputed_at is not None,
        recorded_at=found.recorded_at or found.starts_at,
        days=row.programme.dispute_days,
    )
    return absence.may_be_disputed(clock.now())


def _of(person: Person) -> Q:
    return Q(mentorship__mentor__person=person) | Q(mentorship__mentee__person=person)


def _appointments() -> QuerySet[Meeting]:
    return Meeting.objects.exclude(state__in=[MeetingState.PROPOSED, *NEVER_WAS])
