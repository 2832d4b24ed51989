"""What happens in certification: states, dates, marks counted; never what anybody writes about a person."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from ithaca.journal.events import Fact


@dataclass(frozen=True, kw_only=True)
class SchemeFact(Fact):
    """The subject is the scheme."""

    organisation_id: UUID


@dataclass(frozen=True, kw_only=True)
class SchemeMade(SchemeFact):
    verb: ClassVar[str] = "scheme.made"


@dataclass(frozen=True, kw_only=True)
class SchemeChanged(SchemeFact):
    verb: ClassVar[str] = "scheme.changed"


@dataclass(frozen=True, kw_only=True)
class SchemeOpened(SchemeFact):
    verb: ClassVar[str] = "scheme.opened"


@dataclass(frozen=True, kw_only=True)
class SchemeClosed(SchemeFact):
    verb: ClassVar[str] = "scheme.closed"


@dataclass(frozen=True, kw_only=True)
class PanelNamed(SchemeFact):
    verb: ClassVar[str] = "scheme.panel named"
    person_id: UUID
    assesses: bool
    refers: bool
    decides: bool


@dataclass(frozen=True, kw_only=True)
class PanelLeft(SchemeFact):
    verb: ClassVar[str] = "scheme.panel left"
    person_id: UUID


@dataclass(frozen=True, kw_only=True)
class SampleAdded(SchemeFact):
    verb: ClassVar[str] = "scheme.sample added"


@dataclass(frozen=True, kw_only=True)
class SampleRemoved(SchemeFact):
    verb: ClassVar[str] = "scheme.sample removed"


@dataclass(frozen=True, kw_only=True)
class SamplesRated(SchemeFact):
    verb: ClassVar[str] = "scheme.samples rated"


@dataclass(frozen=True, kw_only=True)
class FileFact(Fact):
    """The subject is the file. `scheme_id` finds the files of one scheme, `state` is the one it is in since."""

    scheme_id: UUID
    person_id: UUID
    state: str


@dataclass(frozen=True, kw_only=True)
class Moved(FileFact):
    """One step on the way; `step` is the verb of the state table."""

    verb: ClassVar[str] = "certification.moved"
    step: str


@dataclass(frozen=True, kw_only=True)
class AssessorNamed(FileFact):
    verb: ClassVar[str] = "certification.assessor named"
    assessor_id: UUID
    referent: bool


@dataclass(frozen=True, kw_only=True)
class AssessorAside(FileFact):
    verb: ClassVar[str] = "certification.assessor aside"
    assessor_id: UUID


@dataclass(frozen=True, kw_only=True)
class EvidenceReleased(FileFact):
    """The candidate has shown somebody who judges what one item says, or one of its files."""

    verb: ClassVar[str] = "certification.evidence released"
    reader_id: UUID
    item_id: UUID
    waiting: int  # texts and files that this reader still waits for


@dataclass(frozen=True, kw_only=True)
class RatingsGiven(FileFact):
    verb: ClassVar[str] = "certification.ratings given"
    assessor_id: UUID
    abilities: int


@dataclass(frozen=True, kw_only=True)
class DifferenceSettled(FileFact):
    verb: ClassVar[str] = "certification.difference settled"
    ability: str
    mark: str
    agreed: int  # by how many


@dataclass(frozen=True, kw_only=True)
class InterviewNoted(FileFact):
    verb: ClassVar[str] = "certification.interview noted"


@dataclass(frozen=True, kw_only=True)
class ConditionsTold(FileFact):
    """The candidate says that the conditions are met."""

    verb: ClassVar[str] = "certification.conditions told"


@dataclass(frozen=True, kw_only=True)
class TrainingTold(FileFact):
    """Of a training that the holder of a certificate has followed elsewhere."""

    verb: ClassVar[str] = "certification.training told"
    hours: int


@dataclass(frozen=True, kw_only=True)
class TrainingTakenBack(FileFact):
    verb: ClassVar[str] = "certification.training taken back"
    hours: int


@dataclass(frozen=True, kw_only=True)
class TrainingAnswered(FileFact):
    """By the organisation: whether it counts towards the renewal."""

    verb: ClassVar[str] = "certification.training answered"
    hours: int
    counts: bool


@dataclass(frozen=True, kw_only=True)
class TieDeclared(FileFact):
    """Who is bound to whom is the organisation's to know, not the journal's reader's: no name but the one who says so."""

    verb: ClassVar[str] = "certification.tie declared"
