"""Mail from the journal. The words stand in `words/`, one module a subject."""

from ithaca.notifications.words import joining, keys, meetings, pairs, requests

__all__ = ["joining", "keys", "meetings", "pairs", "requests"]
