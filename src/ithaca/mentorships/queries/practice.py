"""What a mentor has done, in facts of each mentorship: certification reads it, and nobody has to be believed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, Sum

from ithaca.accounts.models import Person
from ithaca.mentorships.models import Closing, Mentorship
from ithaca.mentorships.states import EndKind, MeetingState, MentorshipState


@dataclass(frozen=True)
class Mentored:
    """One mentorship of a mentor: counts and moments."""

    mentorship: UUID
    programme: UUID
    mentee: UUID  # participation
    mentor: UUID  # participation
    completed: bool
    last_at: datetime  # the end, else the last contact, else the beginning
    contacts: int
    minutes: int
    goals: int
    actions: int
    reviews: int
    introductions: int
    agreed_at: datetime | None  # the agreement came into effect
    closed_at: datetime | None  # goals were looked at together on the way out


def mentored_by(person: Person) -> list[Mentored]:
    """Every mentorship that somebody began as its mentor, the oldest first; two queries however many."""
    held = Sum("meetings__minutes", filter=Q(meetings__state=MeetingState.HELD))
    rows = Mentorship.objects.filter(mentor__person=person, begun_at__isnull=False).annotate(held=held)
    found = list(rows.select_related("agreement").order_by("begun_at", "id"))
    closings = dict(
        Closing.objects.filter(mentorship__in=[row.pk for row in found]).values_list(
            "mentorship_id", "goals_reviewed_at"
        )
    )
    return [_mentored(row, row.held or 0, closings.get(row.pk)) for row in found]


def _mentored(row: Mentorship, minutes: int, closed_at: datetime | None) -> Mentored:
    assert row.begun_at is not None
    return Mentored(
        mentorship=row.pk,
        programme=row.programme_id,
        mentee=row.mentee_id,
        mentor=row.mentor_id,
        completed=row.state == MentorshipState.ENDED and row.end_kind == EndKind.COMPLETED,
        last_at=row.ended_at or row.last_contact_at or row.begun_at,
        contacts=row.contacts,
        minutes=minutes,
        goals=row.goals_set,
        actions=row.actions_set,
        reviews=row.reviews_held,
        introductions=row.introductions_made,
        agreed_at=row.agreement.effective_at if row.agreement else None,
        closed_at=closed_at,
    )
