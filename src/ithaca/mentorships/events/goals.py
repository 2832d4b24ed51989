"""What happens to goals."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from ithaca.journal.events import Fact


@dataclass(frozen=True, kw_only=True)
class GoalFact(Fact):
    """A fact of one goal; its words stand in the room."""

    mentorship_id: UUID


@dataclass(frozen=True, kw_only=True)
class GoalSet(GoalFact):
    verb: ClassVar[str] = "goal.set"


@dataclass(frozen=True, kw_only=True)
class GoalStarted(GoalFact):
    verb: ClassVar[str] = "goal.started"


@dataclass(frozen=True, kw_only=True)
class GoalReached(GoalFact):
    verb: ClassVar[str] = "goal.reached"


@dataclass(frozen=True, kw_only=True)
class GoalDropped(GoalFact):
    verb: ClassVar[str] = "goal.dropped"


@dataclass(frozen=True, kw_only=True)
class GoalReopened(GoalFact):
    verb: ClassVar[str] = "goal.reopened"


@dataclass(frozen=True, kw_only=True)
class GoalDateChanged(GoalFact):
    verb: ClassVar[str] = "goal.date changed"
    due_on: date | None
    before: date | None
