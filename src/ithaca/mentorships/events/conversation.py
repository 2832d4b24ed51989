"""What happens to the messages of a pair: that there are some, never what they say."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from ithaca.mentorships.events.pair import PairFact


@dataclass(frozen=True, kw_only=True)
class MessagesRead(PairFact):
    verb: ClassVar[str] = "messages.read"
    until: datetime


@dataclass(frozen=True, kw_only=True)
class MessagesWaiting(PairFact):
    """Somebody has not read for a while what the other has written; told once until it is read."""

    verb: ClassVar[str] = "messages.waiting"
    person_id: UUID
