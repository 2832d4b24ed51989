"""What happens on the way to a seal: states, dates, levels; never what anybody wrote."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from ithaca.journal.events import Fact


@dataclass(frozen=True, kw_only=True)
class SealFact(Fact):
    """The subject is the file."""

    network_id: UUID
    programme_id: UUID
    state: str


@dataclass(frozen=True, kw_only=True)
class FileBegun(SealFact):
    verb: ClassVar[str] = "seal.begun"


@dataclass(frozen=True, kw_only=True)
class FileMoved(SealFact):
    """One step on the way; `step` is the verb of the state table."""

    verb: ClassVar[str] = "seal.moved"
    step: str
