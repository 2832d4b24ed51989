"""What happens in mentorships."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from ithaca.journal.events import Fact


@dataclass(frozen=True, kw_only=True)
class PairFact(Fact):
    """A fact of one mentorship, its people named by participation."""

    mentor_id: UUID
    mentee_id: UUID


@dataclass(frozen=True, kw_only=True)
class Proposed(PairFact):
    verb: ClassVar[str] = "mentorship.proposed"


@dataclass(frozen=True, kw_only=True)
class ProposalAgreed(PairFact):
    verb: ClassVar[str] = "mentorship.agreed"


@dataclass(frozen=True, kw_only=True)
class Declined(PairFact):
    verb: ClassVar[str] = "mentorship.declined"


@dataclass(frozen=True, kw_only=True)
class Begun(PairFact):
    verb: ClassVar[str] = "mentorship.begun"
    by_request: bool  # else proposed by a coordinator


@dataclass(frozen=True, kw_only=True)
class RoomMade(PairFact):
    verb: ClassVar[str] = "mentorship.room made"


@dataclass(frozen=True, kw_only=True)
class WillingnessConfirmed(PairFact):
    verb: ClassVar[str] = "mentorship.willingness confirmed"


@dataclass(frozen=True, kw_only=True)
class DevelopmentEntered(PairFact):
    verb: ClassVar[str] = "mentorship.development entered"


@dataclass(frozen=True, kw_only=True)
class OfficialEndReached(PairFact):
    verb: ClassVar[str] = "mentorship.official end reached"


@dataclass(frozen=True, kw_only=True)
class SeparationEntered(PairFact):
    verb: ClassVar[str] = "mentorship.separation entered"


@dataclass(frozen=True, kw_only=True)
class GoesOn(PairFact):
    verb: ClassVar[str] = "mentorship.goes on"


@dataclass(frozen=True, kw_only=True)
class Paused(PairFact):
    verb: ClassVar[str] = "mentorship.paused"


@dataclass(frozen=True, kw_only=True)
class Resumed(PairFact):
    verb: ClassVar[str] = "mentorship.resumed"


@dataclass(frozen=True, kw_only=True)
class Ended(PairFact):
    verb: ClassVar[str] = "mentorship.ended"
    kind: str


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


@dataclass(frozen=True, kw_only=True)
class MeetingFact(Fact):
    """A fact of one meeting; the subject is the meeting."""

    mentorship_id: UUID
    contact_type: str
    starts_at: datetime
    minutes: int
    sequence: int


@dataclass(frozen=True, kw_only=True)
class MeetingPlanned(MeetingFact):
    verb: ClassVar[str] = "meeting.planned"


@dataclass(frozen=True, kw_only=True)
class MeetingMoved(MeetingFact):
    verb: ClassVar[str] = "meeting.moved"


@dataclass(frozen=True, kw_only=True)
class MeetingCancelled(MeetingFact):
    verb: ClassVar[str] = "meeting.cancelled"


@dataclass(frozen=True, kw_only=True)
class MeetingHeld(MeetingFact):
    verb: ClassVar[str] = "meeting.held"


@dataclass(frozen=True, kw_only=True)
class MeetingMissed(MeetingFact):
    verb: ClassVar[str] = "meeting.missed"
    missed_by: str


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
