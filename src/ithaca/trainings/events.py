"""What happens in trainings and other events of a programme. The subject is always the training."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from ithaca.journal.events import Fact


@dataclass(frozen=True, kw_only=True)
class TrainingFact(Fact):
    kind: str  # training | meeting | community


@dataclass(frozen=True, kw_only=True)
class Written(TrainingFact):
    verb: ClassVar[str] = "training.written"


@dataclass(frozen=True, kw_only=True)
class Changed(TrainingFact):
    verb: ClassVar[str] = "training.changed"
    what: list[str]
    was_open: bool


@dataclass(frozen=True, kw_only=True)
class Opened(TrainingFact):
    verb: ClassVar[str] = "training.opened"


@dataclass(frozen=True, kw_only=True)
class Held(TrainingFact):
    verb: ClassVar[str] = "training.held"


@dataclass(frozen=True, kw_only=True)
class Cancelled(TrainingFact):
    verb: ClassVar[str] = "training.cancelled"


@dataclass(frozen=True, kw_only=True)
class Discarded(TrainingFact):
    """A draft that nobody else has seen."""

    verb: ClassVar[str] = "training.discarded"


@dataclass(frozen=True, kw_only=True)
class SignUpFact(TrainingFact):
    person_id: UUID


@dataclass(frozen=True, kw_only=True)
class Placed(SignUpFact):
    verb: ClassVar[str] = "training.placed"
    from_waiting_list: bool


@dataclass(frozen=True, kw_only=True)
class Waits(SignUpFact):
    verb: ClassVar[str] = "training.waits"


@dataclass(frozen=True, kw_only=True)
class GivenUp(SignUpFact):
    """By the person, by a coordinator, or (no actor) because the person has left the programme."""

    verb: ClassVar[str] = "training.given up"
    had_place: bool


@dataclass(frozen=True, kw_only=True)
class AttendanceNoted(SignUpFact):
    verb: ClassVar[str] = "training.attendance noted"
    state: str  # present | absent | excused
    minutes: int
