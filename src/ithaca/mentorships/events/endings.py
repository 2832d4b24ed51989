"""What happens when a mentorship ends, and afterwards."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from ithaca.mentorships.events.pair import PairFact


@dataclass(frozen=True, kw_only=True)
class SuccessionOpened(PairFact):
    """A mentee stands without a mentor, through no wish of theirs."""

    verb: ClassVar[str] = "succession.opened"


@dataclass(frozen=True, kw_only=True)
class ReplacementsProposed(PairFact):
    verb: ClassVar[str] = "succession.proposed"
    count: int
    to_mentee: bool  # else to the coordination, where the directory is closed


@dataclass(frozen=True, kw_only=True)
class SuccessionHandedOver(PairFact):
    verb: ClassVar[str] = "succession.handed over"


@dataclass(frozen=True, kw_only=True)
class SuccessionSettled(PairFact):
    verb: ClassVar[str] = "succession.settled"


@dataclass(frozen=True, kw_only=True)
class ReplacementTakenUp(PairFact):
    verb: ClassVar[str] = "replacement.taken up"
    replacement_id: UUID


@dataclass(frozen=True, kw_only=True)
class ReplacementDeclined(PairFact):
    verb: ClassVar[str] = "replacement.declined"
    replacement_id: UUID


@dataclass(frozen=True, kw_only=True)
class ReplacementCameToNothing(PairFact):
    """The mentee wrote to a proposed mentor, and no mentorship came of it."""

    verb: ClassVar[str] = "replacement.came to nothing"
    replacement_id: UUID
    left: int  # how many of those proposed can still be asked


@dataclass(frozen=True, kw_only=True)
class DiscussionConfirmed(PairFact):
    verb: ClassVar[str] = "decision.talked over"
    proposal_id: UUID


@dataclass(frozen=True, kw_only=True)
class ReturnDue(PairFact):
    """The day has come on which a pause was meant to be over."""

    verb: ClassVar[str] = "mentorship.return due"
    returns_on: date


@dataclass(frozen=True, kw_only=True)
class GoalsReviewed(PairFact):
    verb: ClassVar[str] = "closing.goals reviewed"


@dataclass(frozen=True, kw_only=True)
class HandedOver(PairFact):
    verb: ClassVar[str] = "closing.handed over"


@dataclass(frozen=True, kw_only=True)
class AfterwardsWished(PairFact):
    verb: ClassVar[str] = "closing.afterwards wished"
    kind: str
    rhythm_weeks: int | None


@dataclass(frozen=True, kw_only=True)
class FollowUpDue(PairFact):
    verb: ClassVar[str] = "follow-up.due"


@dataclass(frozen=True, kw_only=True)
class CheckedIn(PairFact):
    """Somebody has answered the follow-up."""

    verb: ClassVar[str] = "follow-up.answered"
    participation_id: UUID
    wants_contact: bool


@dataclass(frozen=True, kw_only=True)
class AttestationIssued(PairFact):
    verb: ClassVar[str] = "attestation.issued"
    participation_id: UUID
