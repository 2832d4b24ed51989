"""What happens in a round. An answer is no fact of the journal: its moment would tell of the one who gave it."""

from dataclasses import dataclass
from typing import ClassVar

from ithaca.journal.events import Fact


@dataclass(frozen=True, kw_only=True)
class RoundBegun(Fact):
    """The subject is the round."""

    verb: ClassVar[str] = "perspectives.begun"
    asked: int


@dataclass(frozen=True, kw_only=True)
class PeopleAsked(Fact):
    verb: ClassVar[str] = "perspectives.asked"
    asked: int


@dataclass(frozen=True, kw_only=True)
class RoundEnded(Fact):
    verb: ClassVar[str] = "perspectives.ended"


@dataclass(frozen=True, kw_only=True)
class ResultShown(Fact):
    """To assessors, as evidence; or no longer."""

    verb: ClassVar[str] = "perspectives.shown"
    shown: bool
