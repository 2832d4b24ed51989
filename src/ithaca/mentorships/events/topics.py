"""What happens on private ground."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from ithaca.mentorships.events.pair import PairFact


@dataclass(frozen=True, kw_only=True)
class TopicFact(PairFact):
    """A step on private ground; what it is about is nobody else's business, and not here."""

    topic_id: UUID


@dataclass(frozen=True, kw_only=True)
class TopicMarked(TopicFact):
    verb: ClassVar[str] = "topic.marked"


@dataclass(frozen=True, kw_only=True)
class TopicConsented(TopicFact):
    verb: ClassVar[str] = "topic.consented"


@dataclass(frozen=True, kw_only=True)
class TopicWithdrawn(TopicFact):
    verb: ClassVar[str] = "topic.withdrawn"


@dataclass(frozen=True, kw_only=True)
class TopicDestroyed(TopicFact):
    verb: ClassVar[str] = "topic.destroyed"
    was_empty: bool  # taken back before the mentee ever consented
