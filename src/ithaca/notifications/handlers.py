"""Mail from the journal. The words stand in `words/`, one module a subject."""

from ithaca.notifications.words import copies, joining, keys, meetings, pairs, plans, requests, topics

__all__ = ["copies", "joining", "keys", "meetings", "pairs", "plans", "requests", "topics"]
