"""Mail from the journal. The words stand in `words/`, one module a subject."""

from ithaca.notifications.words import (
    agreements,
    conversation,
    copies,
    feedback,
    joining,
    keys,
    meetings,
    pairs,
    requests,
    topics,
)

__all__ = [
    "agreements",
    "conversation",
    "copies",
    "feedback",
    "joining",
    "keys",
    "meetings",
    "pairs",
    "requests",
    "topics",
]
