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


# --- Self-assessment ---


@dataclass(frozen=True, kw_only=True)
class Written(SealFact):
    """An answer or a reflection was changed: `about` is the standard's slug, or the requirement's."""

    verb: ClassVar[str] = "seal.written"
    about: str


@dataclass(frozen=True, kw_only=True)
class FactsTakenOver(SealFact):
    verb: ClassVar[str] = "seal.facts_taken_over"
    standards: int


@dataclass(frozen=True, kw_only=True)
class MinorsSaid(SealFact):
    verb: ClassVar[str] = "seal.minors_said"
    minors: bool


@dataclass(frozen=True, kw_only=True)
class Remarked(SealFact):
    """A colleague said something about a standard."""

    verb: ClassVar[str] = "seal.remarked"
    about: str


@dataclass(frozen=True, kw_only=True)
class ReportKept(SealFact):
    verb: ClassVar[str] = "seal.report_kept"


# --- Improvement plan ---


@dataclass(frozen=True, kw_only=True)
class EffortSaid(SealFact):
    verb: ClassVar[str] = "seal.effort_said"
    about: str
    effort: int


@dataclass(frozen=True, kw_only=True)
class PlanMoved(SealFact):
    """A line of the plan was added or changed: `step` says how, `about` which standard."""

    verb: ClassVar[str] = "seal.plan_moved"
    step: str
    improvement_id: UUID
    owner_id: UUID | None
    handed_over: bool  # to somebody who did not take care of it before
    about: str
