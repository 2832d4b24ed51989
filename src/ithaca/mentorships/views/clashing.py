"""Two meetings at once are possible, and asked about once."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest

from ithaca.mentorships import queries
from ithaca.mentorships.models import Mentorship


def to_ask_about(
    request: HttpRequest,
    mentorship: Mentorship,
    dates: Sequence[datetime],
    minutes: int,
    *,
    besides: UUID,
) -> list[queries.Clash]:
    """What the dates overlap with, unless the person has said that it shall be so."""
    if request.POST.get("anyway"):
        return []
    return queries.clashes(mentorship, dates, minutes, besides=besides)
