"""What happens to imports. Figures only: neither rows nor addresses."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from ithaca.journal.events import Fact


@dataclass(frozen=True, kw_only=True)
class ImportFact(Fact):
    """The subject is the import."""

    kind: str  # people | chart
    organisation_id: UUID


@dataclass(frozen=True, kw_only=True)
class ImportStarted(ImportFact):
    verb: ClassVar[str] = "import.started"


@dataclass(frozen=True, kw_only=True)
class ImportProposed(ImportFact):
    """A chart is checked, and waits for those who administer the organisation."""

    verb: ClassVar[str] = "import.proposed"


@dataclass(frozen=True, kw_only=True)
class ImportConfirmed(ImportFact):
    """A person has looked at the result and wants it written."""

    verb: ClassVar[str] = "import.confirmed"


@dataclass(frozen=True, kw_only=True)
class ImportFinished(ImportFact):
    verb: ClassVar[str] = "import.finished"
    written: int
    rejected: int


@dataclass(frozen=True, kw_only=True)
class ImportFailed(ImportFact):
    verb: ClassVar[str] = "import.failed"


@dataclass(frozen=True, kw_only=True)
class ImportCancelled(ImportFact):
    verb: ClassVar[str] = "import.cancelled"
