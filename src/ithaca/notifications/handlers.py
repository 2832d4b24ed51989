"""Mail from the journal. The words stand in `words/`, one module a subject."""

from ithaca.notifications.words import (
    agreements,
    conversation,
    copies,
    feedback,
    joining,
    keys,
    meetings,
    nudges,
    pairs,
    requests,
    topics,
    trainings,
)

__all__ = [
    "agreements",
    "conversation",
    "copies",
    "feedback",
    "joining",
    "keys",
    "meetings",
    "nudges",
    "pairs",
    "requests",
    "topics",
    "trainings",
]
