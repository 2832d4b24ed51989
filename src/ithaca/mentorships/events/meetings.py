"""What happens to meetings."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from ithaca.journal.events import Fact


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
