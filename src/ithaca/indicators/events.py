"""What happens to the comparison between programmes."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from ithaca.journal.events import Fact


@dataclass(frozen=True, kw_only=True)
class ComparisonJoined(Fact):
    """The subject is the programme."""

    verb: ClassVar[str] = "comparison.joined"


@dataclass(frozen=True, kw_only=True)
class ComparisonLeft(Fact):
    verb: ClassVar[str] = "comparison.left"


@dataclass(frozen=True, kw_only=True)
class EditionPublished(Fact):
    """An edition with this programme in it."""

    verb: ClassVar[str] = "comparison.published"
    month: date
