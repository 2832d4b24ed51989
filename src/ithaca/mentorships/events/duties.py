"""What happens to checklists, and the words that the coordination sends."""

from dataclasses import dataclass
from typing import ClassVar

from ithaca.mentorships.events.pair import PairFact


@dataclass(frozen=True, kw_only=True)
class DutyFact(PairFact):
    """A duty of somebody's checklist."""

    duty: str
    role: str


@dataclass(frozen=True, kw_only=True)
class DutyTicked(DutyFact):
    verb: ClassVar[str] = "duty.ticked"


@dataclass(frozen=True, kw_only=True)
class DutyTakenBack(DutyFact):
    verb: ClassVar[str] = "duty.taken back"


@dataclass(frozen=True, kw_only=True)
class Nudged(PairFact):
    verb: ClassVar[str] = "mentorship.nudged"
    words: str
