"""What happens to joint decisions."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from ithaca.mentorships.events.pair import PairFact


@dataclass(frozen=True, kw_only=True)
class DecisionFact(PairFact):
    """A step of a joint decision to go on, to close or to end early."""

    proposal_id: UUID
    kind: str
    phase: str  # closing takes two decisions: on to the conclusion, and from there to the end


@dataclass(frozen=True, kw_only=True)
class DecisionProposed(DecisionFact):
    verb: ClassVar[str] = "decision.proposed"


@dataclass(frozen=True, kw_only=True)
class DecisionAgreed(DecisionFact):
    verb: ClassVar[str] = "decision.agreed"


@dataclass(frozen=True, kw_only=True)
class DecisionDeclined(DecisionFact):
    verb: ClassVar[str] = "decision.declined"


@dataclass(frozen=True, kw_only=True)
class DecisionTakenBack(DecisionFact):
    verb: ClassVar[str] = "decision.taken back"
