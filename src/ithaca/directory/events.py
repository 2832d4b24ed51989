"""What happens in the directory."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from ithaca.journal.events import Fact


@dataclass(frozen=True, kw_only=True)
class ProfilePublished(Fact):
    verb: ClassVar[str] = "profile.published"
    role: str
    first: bool


@dataclass(frozen=True, kw_only=True)
class RequestFact(Fact):
    """The subject is the request."""

    mentor_id: UUID  # people, not participations: who is to be told
    mentee_id: UUID
    reply_by: datetime


@dataclass(frozen=True, kw_only=True)
class RequestSent(RequestFact):
    verb: ClassVar[str] = "request.sent"


@dataclass(frozen=True, kw_only=True)
class RequestAccepted(RequestFact):
    verb: ClassVar[str] = "request.accepted"
    mentorship_id: UUID


@dataclass(frozen=True, kw_only=True)
class RequestDeclined(RequestFact):
    verb: ClassVar[str] = "request.declined"


@dataclass(frozen=True, kw_only=True)
class RequestWithdrawn(RequestFact):
    """By the mentee, or by itself (no actor) because the mentee found a mentor or somebody left."""

    verb: ClassVar[str] = "request.withdrawn"
    reason: str  # mentee | mentor found | left


@dataclass(frozen=True, kw_only=True)
class RequestReminderDue(RequestFact):
    verb: ClassVar[str] = "request.reminder due"


@dataclass(frozen=True, kw_only=True)
class RequestLapsed(RequestFact):
    verb: ClassVar[str] = "request.lapsed"
