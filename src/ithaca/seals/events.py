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


# --- Audit and committee ---


@dataclass(frozen=True, kw_only=True)
class ProcedureSet(Fact):
    """How a network audits and decides; the subject is the network."""

    verb: ClassVar[str] = "seal.procedure set"


@dataclass(frozen=True, kw_only=True)
class TieDeclared(SealFact):
    """Who is bound to whom is the network's to know, not the journal's reader's."""

    verb: ClassVar[str] = "seal.tie declared"


@dataclass(frozen=True, kw_only=True)
class GateConfirmed(SealFact):
    verb: ClassVar[str] = "seal.gate confirmed"
    gate: str


@dataclass(frozen=True, kw_only=True)
class AuditorNamed(SealFact):
    verb: ClassVar[str] = "seal.auditor named"
    auditor_id: UUID


@dataclass(frozen=True, kw_only=True)
class AuditorAside(SealFact):
    verb: ClassVar[str] = "seal.auditor aside"
    auditor_id: UUID


@dataclass(frozen=True, kw_only=True)
class DocumentAsked(SealFact):
    """The auditors would like to see one more."""

    verb: ClassVar[str] = "seal.document asked"
    standard: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class SessionPlanned(SealFact):
    verb: ClassVar[str] = "seal.session planned"
    session_id: UUID
    kind: str
    planned_at: str


@dataclass(frozen=True, kw_only=True)
class SessionHeld(SealFact):
    verb: ClassVar[str] = "seal.session held"
    kind: str
    held_at: str


@dataclass(frozen=True, kw_only=True)
class VolunteerMoved(SealFact):
    """Somebody lets auditors talk to them, or no longer does. Who, stands nowhere but with them."""

    verb: ClassVar[str] = "seal.volunteer moved"
    role: str
    step: str


@dataclass(frozen=True, kw_only=True)
class Drawn(SealFact):
    """With the seed: list and seed say who was drawn, in which order."""

    verb: ClassVar[str] = "seal.drawn"
    role: str
    seed: str
    volunteers: int
    drawn: int


@dataclass(frozen=True, kw_only=True)
class TalkAsked(SealFact):
    """Somebody was drawn, and is asked for a talk."""

    verb: ClassVar[str] = "seal.talk asked"
    session_id: UUID


@dataclass(frozen=True, kw_only=True)
class Judged(SealFact):
    """An auditor has kept steps of so many standards; which ones stands in the audit."""

    verb: ClassVar[str] = "seal.judged"
    standards: int


@dataclass(frozen=True, kw_only=True)
class DocumentNoLongerAsked(SealFact):
    verb: ClassVar[str] = "seal.document no longer asked"
    standard: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class FindingWritten(SealFact):
    verb: ClassVar[str] = "seal.finding written"
    finding_id: UUID


@dataclass(frozen=True, kw_only=True)
class FindingDropped(SealFact):
    verb: ClassVar[str] = "seal.finding dropped"
    finding_id: UUID


@dataclass(frozen=True, kw_only=True)
class FindingAnswered(SealFact):
    verb: ClassVar[str] = "seal.finding answered"
    finding_id: UUID
    waiting: int  # findings that still wait for an answer


@dataclass(frozen=True, kw_only=True)
class FindingJudged(SealFact):
    verb: ClassVar[str] = "seal.finding judged"
    finding_id: UUID
    step: str


@dataclass(frozen=True, kw_only=True)
class Voted(SealFact):
    """That somebody has voted; how, is the committee's."""

    verb: ClassVar[str] = "seal.voted"
    votes: int


# --- Self-assessment ---


@dataclass(frozen=True, kw_only=True)
class Written(SealFact):
    """An answer or a reflection was changed: `about` is the standard's slug, or the requirement's."""

    verb: ClassVar[str] = "seal.written"
    about: str


@dataclass(frozen=True, kw_only=True)
class FactsTakenOver(SealFact):
    verb: ClassVar[str] = "seal.facts taken over"
    standards: int


@dataclass(frozen=True, kw_only=True)
class MinorsSaid(SealFact):
    verb: ClassVar[str] = "seal.minors said"
    minors: bool


@dataclass(frozen=True, kw_only=True)
class Remarked(SealFact):
    """A colleague said something about a standard."""

    verb: ClassVar[str] = "seal.remarked"
    about: str


@dataclass(frozen=True, kw_only=True)
class ReportKept(SealFact):
    verb: ClassVar[str] = "seal.report kept"


# --- Improvement plan ---


@dataclass(frozen=True, kw_only=True)
class EffortSaid(SealFact):
    verb: ClassVar[str] = "seal.effort said"
    about: str
    effort: int


@dataclass(frozen=True, kw_only=True)
class PlanMoved(SealFact):
    """A line of the plan was added or changed: `step` says how, `about` which standard."""

    verb: ClassVar[str] = "seal.plan moved"
    step: str
    improvement_id: UUID
    owner_id: UUID | None
    handed_over: bool  # to somebody who did not take care of it before
    about: str


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
