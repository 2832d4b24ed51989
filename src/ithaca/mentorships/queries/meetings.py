"""Meetings of a pair and of a person."""

from uuid import UUID

from django.db.models import Q, QuerySet

from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.mentorships.models import Meeting, Mentorship
from ithaca.mentorships.queries.pairs import WITH_PEOPLE
from ithaca.mentorships.states import MeetingState


def meeting(meeting_id: UUID) -> Meeting:
    rows = Meeting.objects.select_related("planned_by", *[f"mentorship__{path}" for path in WITH_PEOPLE])
    return rows.get(pk=meeting_id)


def meetings_as_mentor(person: Person) -> QuerySet[Meeting]:
    """Every meeting of those whom somebody is or was a mentor to, latest first."""
    rows = Meeting.objects.filter(mentorship__mentor__person=person)
    return rows.select_related("mentorship__mentee__person").order_by("-starts_at", "id")


def meetings_to_record(person: Person) -> QuerySet[Meeting]:
    """Meetings whose time has passed and that nobody has recorded yet."""
    mine = Q(mentorship__mentor__person=person) | Q(mentorship__mentee__person=person)
    rows = Meeting.objects.filter(mine, state=MeetingState.PLANNED, starts_at__lt=clock.now())
    return rows.select_related(*[f"mentorship__{path}" for path in WITH_PEOPLE]).order_by("starts_at")


def meetings(row: Mentorship) -> list[Meeting]:
    return list(Meeting.objects.filter(mentorship=row).order_by("starts_at", "id"))
