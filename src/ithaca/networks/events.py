"""What happens to networks and memberships. The subject is the network, or the membership; others are named by id."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from ithaca.journal.events import Fact


@dataclass(frozen=True, kw_only=True)
class NetworkCreated(Fact):
    verb: ClassVar[str] = "network.created"


@dataclass(frozen=True, kw_only=True)
class NetworkChanged(Fact):
    """How it presents itself; `public` is whether everybody finds its page."""

    verb: ClassVar[str] = "network.changed"
    public: bool


@dataclass(frozen=True, kw_only=True)
class LetterSent(Fact):
    """An address was asked to administer the network, or to join it with an organisation."""

    verb: ClassVar[str] = "network.letter sent"
    letter_id: UUID
    asks: str


@dataclass(frozen=True, kw_only=True)
class LetterTakenBack(Fact):
    verb: ClassVar[str] = "network.letter taken back"
    letter_id: UUID


@dataclass(frozen=True, kw_only=True)
class LetterDeclined(Fact):
    """Whoever was asked would rather not."""

    verb: ClassVar[str] = "network.letter declined"
    letter_id: UUID
    asks: str


@dataclass(frozen=True, kw_only=True)
class RoleGiven(Fact):
    verb: ClassVar[str] = "network.role given"
    person_id: UUID
    role: str


@dataclass(frozen=True, kw_only=True)
class RoleTaken(Fact):
    verb: ClassVar[str] = "network.role taken"
    person_id: UUID
    role: str


@dataclass(frozen=True, kw_only=True)
class MembershipMoved(Fact):
    """A step of the state table, and where it led; why stands beside the membership."""

    verb: ClassVar[str] = "membership.moved"
    network_id: UUID
    organisation_id: UUID
    step: str
    state: str
