"""The words that the coordination has sent to a pair."""

from ithaca.mentorships.models import Mentorship, Nudge


def last_nudge(row: Mentorship) -> Nudge | None:
    return Nudge.objects.filter(mentorship=row).select_related("sent_by").order_by("-created_at").first()
