"""Meetings of a pair and of a person."""

from uuid import UUID

from django.db.models import QuerySet

from ithaca.accounts.models import Person
from ithaca.mentorships.models import Meeting, Mentorship
from ithaca.mentorships.queries.pairs import WITH_PEOPLE


def meeting(meeting_id: UUID) -> Meeting:
    rows = Meeting.objects.select_related("planned_by", *[f"mentorship__{path}" for path in WITH_PEOPLE])
    return rows.get(pk=meeting_id)


def meetings_as_mentor(person: Person) -> QuerySet[Meeting]:
    """Every meeting of those whom somebody is or was a mentor to, latest first."""
    rows = Meeting.objects.filter(mentorship__mentor__person=person)
    return rows.select_related("mentorship__mentee__person").order_by("-starts_at", "id")


def meetings(row: Mentorship) -> list[Meeting]:
    return list(Meeting.objects.filter(mentorship=row).order_by("starts_at", "id"))
