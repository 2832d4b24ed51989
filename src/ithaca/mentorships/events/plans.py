"""What happens to action plans, reviews of goals, introductions and summaries."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from ithaca.journal.events import Fact


@dataclass(frozen=True, kw_only=True)
class PlanFact(Fact):
    """A fact of something that the pair plans; its words stand in the room."""

    mentorship_id: UUID


@dataclass(frozen=True, kw_only=True)
class ActionAdded(PlanFact):
    verb: ClassVar[str] = "action.added"


@dataclass(frozen=True, kw_only=True)
class ActionChanged(PlanFact):
    verb: ClassVar[str] = "action.changed"


@dataclass(frozen=True, kw_only=True)
class ActionDone(PlanFact):
    verb: ClassVar[str] = "action.done"


@dataclass(frozen=True, kw_only=True)
class ActionDropped(PlanFact):
    verb: ClassVar[str] = "action.dropped"


@dataclass(frozen=True, kw_only=True)
class ActionReopened(PlanFact):
    verb: ClassVar[str] = "action.reopened"


@dataclass(frozen=True, kw_only=True)
class ReviewDue(PlanFact):
    verb: ClassVar[str] = "review.due"
    due_on: date


@dataclass(frozen=True, kw_only=True)
class ReviewHeld(PlanFact):
    verb: ClassVar[str] = "review.held"


@dataclass(frozen=True, kw_only=True)
class IntroductionOffered(PlanFact):
    verb: ClassVar[str] = "introduction.offered"


@dataclass(frozen=True, kw_only=True)
class IntroductionAccepted(PlanFact):
    verb: ClassVar[str] = "introduction.accepted"


@dataclass(frozen=True, kw_only=True)
class IntroductionDeclined(PlanFact):
    verb: ClassVar[str] = "introduction.declined"


@dataclass(frozen=True, kw_only=True)
class IntroductionMade(PlanFact):
    verb: ClassVar[str] = "introduction.made"


@dataclass(frozen=True, kw_only=True)
class IntroductionThanked(PlanFact):
    verb: ClassVar[str] = "introduction.thanked"


@dataclass(frozen=True, kw_only=True)
class IntroductionTakenBack(PlanFact):
    verb: ClassVar[str] = "introduction.taken back"


@dataclass(frozen=True, kw_only=True)
class SummaryRead(PlanFact):
    verb: ClassVar[str] = "summary.read"
    revision: int
