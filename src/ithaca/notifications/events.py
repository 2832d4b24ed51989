"""What people change about how they are told."""

from dataclasses import dataclass
from typing import ClassVar

from ithaca.journal.events import Fact


@dataclass(frozen=True, kw_only=True)
class CalendarAddressChanged(Fact):
    """Somebody's private calendar address; the subject is the person."""

    verb: ClassVar[str] = "account.calendar address changed"
    change: str  # on | renewed | off
