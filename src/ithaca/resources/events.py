"""What happens to the resources of a programme. The subject is the resource."""

from dataclasses import dataclass
from typing import ClassVar

from ithaca.journal.events import Fact


@dataclass(frozen=True, kw_only=True)
class ResourceFact(Fact):
    kind: str  # guide | link | file


@dataclass(frozen=True, kw_only=True)
class Added(ResourceFact):
    verb: ClassVar[str] = "resource.added"


@dataclass(frozen=True, kw_only=True)
class Changed(ResourceFact):
    verb: ClassVar[str] = "resource.changed"


@dataclass(frozen=True, kw_only=True)
class Moved(ResourceFact):
    verb: ClassVar[str] = "resource.moved"
    position: int


@dataclass(frozen=True, kw_only=True)
class Hidden(ResourceFact):
    verb: ClassVar[str] = "resource.hidden"


@dataclass(frozen=True, kw_only=True)
class Shown(ResourceFact):
    verb: ClassVar[str] = "resource.shown"


@dataclass(frozen=True, kw_only=True)
class Removed(ResourceFact):
    verb: ClassVar[str] = "resource.removed"
