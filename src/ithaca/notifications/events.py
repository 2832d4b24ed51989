"""What happens to how people are told."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from ithaca.journal.events import Fact


@dataclass(frozen=True, kw_only=True)
class CalendarAddressChanged(Fact):
    """Somebody's private calendar address; the subject is the person."""

    verb: ClassVar[str] = "account.calendar address changed"
    change: str  # on | renewed | off


@dataclass(frozen=True, kw_only=True)
class PreferencesChanged(Fact):
    """The subject is the person."""

    verb: ClassVar[str] = "notifications.preferences changed"
    deliveries: dict[str, str]
    by_link: bool  # with the link in a mail, without signing in


@dataclass(frozen=True, kw_only=True)
class Reminded(Fact):
    """The clock reminded somebody; the subject is what of."""

    verb: ClassVar[str] = "reminder.sent"
    person_id: UUID
    about: str
    which: str
