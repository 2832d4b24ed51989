"""Mail from the journal. The words stand in `words/`, one module a subject."""

from ithaca.notifications.words import conversation, copies, joining, keys, meetings, pairs, requests, topics

__all__ = ["conversation", "copies", "joining", "keys", "meetings", "pairs", "requests", "topics"]
