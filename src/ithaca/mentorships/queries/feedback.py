"""Feedback on meetings, as facts: asked of whom, given by whom."""

from ithaca.mentorships.models import Feedback, Mentorship


def feedback(row: Mentorship) -> list[Feedback]:
    """Everything asked or given in a pair."""
    return list(
        Feedback.objects.filter(meeting__mentorship=row)
        .select_related("content")
        .order_by("created_at", "id")
    )
