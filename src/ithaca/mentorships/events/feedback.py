"""What happens to feedback: asked, given; never what it says."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from ithaca.journal.events import Fact


@dataclass(frozen=True, kw_only=True)
class FeedbackFact(Fact):
    """The subject is the meeting."""

    mentorship_id: UUID
    giver_id: UUID


@dataclass(frozen=True, kw_only=True)
class FeedbackAsked(FeedbackFact):
    verb: ClassVar[str] = "feedback.asked"


@dataclass(frozen=True, kw_only=True)
class FeedbackGiven(FeedbackFact):
    verb: ClassVar[str] = "feedback.given"
    was_asked: bool
