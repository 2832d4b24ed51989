"""Mail from the journal. The words stand in `words/`, one module a subject."""

from ithaca.notifications.words import joining, meetings, pairs, requests

__all__ = ["joining", "meetings", "pairs", "requests"]
