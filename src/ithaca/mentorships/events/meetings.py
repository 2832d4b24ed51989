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


@dataclass(frozen=True, kw_only=True)
class DatesProposed(MeetingFact):
    """Somebody offers dates to choose from; `starts_at` is the first of them."""

    verb: ClassVar[str] = "meeting.dates proposed"
    dates: int
    instead: bool  # of dates that the other had offered, or of the one that is planned


@dataclass(frozen=True, kw_only=True)
class DatesDeclined(MeetingFact):
    verb: ClassVar[str] = "meeting.dates declined"


@dataclass(frozen=True, kw_only=True)
class DatesTakenBack(MeetingFact):
    verb: ClassVar[str] = "meeting.dates taken back"


@dataclass(frozen=True, kw_only=True)
class MeetingAnswered(MeetingFact):
    """Somebody answered the invitation from their calendar."""

    verb: ClassVar[str] = "meeting.answered"
    answer: str


@dataclass(frozen=True, kw_only=True)
class AbsenceDisputed(MeetingFact):
    verb: ClassVar[str] = "meeting.absence disputed"


@dataclass(frozen=True, kw_only=True)
class AbsenceAccepted(MeetingFact):
    verb: ClassVar[str] = "meeting.absence accepted"


@dataclass(frozen=True, kw_only=True)
class AbsenceTakenBack(MeetingFact):
    """Whoever recorded the absence settles it: the meeting was held after all, or counts for nothing."""

    verb: ClassVar[str] = "meeting.absence taken back"
    held: bool


@dataclass(frozen=True, kw_only=True)
class ContactToConfirm(MeetingFact):
    """A contact recorded by one, to which the other has not said yes."""

    verb: ClassVar[str] = "meeting.to confirm"


@dataclass(frozen=True, kw_only=True)
class ContactRefused(MeetingFact):
    verb: ClassVar[str] = "meeting.not confirmed"


@dataclass(frozen=True, kw_only=True)
class MeetingContested(MeetingFact):
    """Whoever did not record a meeting says that it did not take place: it counts no more."""

    verb: ClassVar[str] = "meeting.contested"


@dataclass(frozen=True, kw_only=True)
class ContactTakenBack(MeetingFact):
    verb: ClassVar[str] = "meeting.taken back"
