"""Mail from the journal. The words stand in `words/`, one module a subject."""

from ithaca.notifications.words import (
    arranging,
    copies,
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
    "arranging",
    "copies",
    "joining",
    "keys",
    "meetings",
    "nudges",
    "pairs",
    "requests",
    "topics",
    "trainings",
]
