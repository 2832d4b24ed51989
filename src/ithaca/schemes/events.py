"""What happens to seal schemes and to their recognition. Facts only: which scheme, which version, never its words."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from ithaca.journal.events import Fact


@dataclass(frozen=True, kw_only=True)
class SchemeFact(Fact):
    """The subject is the version."""

    network_id: UUID
    number: int


@dataclass(frozen=True, kw_only=True)
class Drafted(SchemeFact):
    verb: ClassVar[str] = "seal scheme.drafted"
    origin: str  # `slug@version` of the catalogue or of another network, "file", or "version"


@dataclass(frozen=True, kw_only=True)
class Changed(SchemeFact):
    verb: ClassVar[str] = "seal scheme.changed"


@dataclass(frozen=True, kw_only=True)
class ReasonsGiven(SchemeFact):
    """Why standards differ from those of the origin."""

    verb: ClassVar[str] = "seal scheme.reasons given"
    standards: int


@dataclass(frozen=True, kw_only=True)
class OriginMerged(SchemeFact):
    """Later changes of the origin were taken in; `chosen` is where both sides had changed something."""

    verb: ClassVar[str] = "seal scheme.origin merged"
    origin: str
    taken: int
    chosen: int


@dataclass(frozen=True, kw_only=True)
class Published(SchemeFact):
    verb: ClassVar[str] = "seal scheme.published"
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Retired(SchemeFact):
    verb: ClassVar[str] = "seal scheme.retired"


@dataclass(frozen=True, kw_only=True)
class BroughtBack(SchemeFact):
    verb: ClassVar[str] = "seal scheme.brought back"


@dataclass(frozen=True, kw_only=True)
class Discarded(SchemeFact):
    """A draft that nobody has used."""

    verb: ClassVar[str] = "seal scheme.discarded"


@dataclass(frozen=True, kw_only=True)
class RecognitionFact(Fact):
    """The subject is the recognition; `scheme_id` is the version of the other network whose level is accepted."""

    network_id: UUID
    scheme_id: UUID
    level: str
    as_level: str


@dataclass(frozen=True, kw_only=True)
class Recognised(RecognitionFact):
    verb: ClassVar[str] = "recognition.declared"


@dataclass(frozen=True, kw_only=True)
class RecognitionKept(RecognitionFact):
    """Somebody has looked at a later version of theirs that takes something away."""

    verb: ClassVar[str] = "recognition.kept"


@dataclass(frozen=True, kw_only=True)
class RecognitionEnded(RecognitionFact):
    verb: ClassVar[str] = "recognition.ended"
