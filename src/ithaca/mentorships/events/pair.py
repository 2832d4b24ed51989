"""What happens to a pair."""

from dataclasses import dataclass
from datetime import date
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
class RoomGivenUp(PairFact):
    """One of the two can read their room no more, by their own wish."""

    verb: ClassVar[str] = "mentorship.room given up"


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
    returns_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Resumed(PairFact):
    verb: ClassVar[str] = "mentorship.resumed"


@dataclass(frozen=True, kw_only=True)
class Ended(PairFact):
    verb: ClassVar[str] = "mentorship.ended"
    kind: str
