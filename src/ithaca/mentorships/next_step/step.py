from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from ithaca.mentorships.models import Meeting, Mentorship, Proposal


@dataclass(frozen=True)
class Step:
    """A sentence, what to press, and whether somebody waits for it."""

    title: str
    text: str
    action: str = ""
    url: str = ""
    waits: bool = False
    post: bool = False
    icon: str = "compass"


@dataclass(frozen=True)
class Situation:
    """What the rules know of one person in one mentorship."""

    row: Mentorship
    role: str  # mentor | mentee
    me: UUID
    name: str  # the other's
    now: datetime
    planned: Sequence[Meeting] = ()  # by date, those whose time has passed included
    # Meetings on which a word is awaited: dates are offered, an absence is disputed, a contact is to be confirmed.
    unsettled: Sequence[Meeting] = ()
    declined: frozenset[UUID] = frozenset()  # planned meetings to which the other’s calendar said no
    proposal: Proposal | None = None
    signed_newest: frozenset[UUID] = frozenset()
    cv_sent: frozenset[UUID] = frozenset()
    review_due: bool = False
    open_duties: int = 0  # in the present phase, to tick by hand

    @property
    def page(self) -> str:
        return reverse("mentorships:detail", args=[self.row.pk])

    @property
    def room(self) -> str:
        return reverse("mentorships:room", args=[self.row.pk])

    @property
    def plan(self) -> str:
        return reverse("mentorships:plan_meeting", args=[self.row.pk])
