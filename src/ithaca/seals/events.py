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


# --- Documents ---


@dataclass(frozen=True, kw_only=True)
class DocumentFact(SealFact):
    document_id: UUID


@dataclass(frozen=True, kw_only=True)
class DocumentAdded(DocumentFact):
    verb: ClassVar[str] = "seal.document added"
    kind: str


@dataclass(frozen=True, kw_only=True)
class DocumentChanged(DocumentFact):
    """Its words, its kind or the standards it serves."""

    verb: ClassVar[str] = "seal.document changed"
    kind: str


@dataclass(frozen=True, kw_only=True)
class DocumentRemoved(DocumentFact):
    verb: ClassVar[str] = "seal.document removed"
    kind: str


@dataclass(frozen=True, kw_only=True)
class DocumentShown(DocumentFact):
    """Sealed to one auditor, who waits for so many more."""

    verb: ClassVar[str] = "seal.document shown"
    reader_id: UUID
    waiting: int


@dataclass(frozen=True, kw_only=True)
class DocumentsTakenBack(SealFact):
    verb: ClassVar[str] = "seal.documents taken back"
    copies: int
