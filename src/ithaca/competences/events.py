"""What happens to frameworks and portfolios: kinds, codes and dates, never what an item says."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from ithaca.journal.events import Fact


@dataclass(frozen=True, kw_only=True)
class FrameworkFact(Fact):
    """The subject is the version."""

    organisation_id: UUID
    number: int


@dataclass(frozen=True, kw_only=True)
class Drafted(FrameworkFact):
    verb: ClassVar[str] = "framework.drafted"
    origin: str  # what it was made from: `slug@version` of the catalogue, a file's kind, or "version"


@dataclass(frozen=True, kw_only=True)
class Changed(FrameworkFact):
    verb: ClassVar[str] = "framework.changed"


@dataclass(frozen=True, kw_only=True)
class Published(FrameworkFact):
    verb: ClassVar[str] = "framework.published"
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Retired(FrameworkFact):
    verb: ClassVar[str] = "framework.retired"


@dataclass(frozen=True, kw_only=True)
class BroughtBack(FrameworkFact):
    verb: ClassVar[str] = "framework.brought back"


@dataclass(frozen=True, kw_only=True)
class Discarded(FrameworkFact):
    """A draft that nobody has used."""

    verb: ClassVar[str] = "framework.discarded"


@dataclass(frozen=True, kw_only=True)
class PortfolioFact(Fact):
    """The subject is the portfolio."""

    version_id: UUID


@dataclass(frozen=True, kw_only=True)
class PortfolioBegun(PortfolioFact):
    verb: ClassVar[str] = "portfolio.begun"


@dataclass(frozen=True, kw_only=True)
class CarriedOver(PortfolioFact):
    """To a newer version of the framework."""

    verb: ClassVar[str] = "portfolio.carried over"


@dataclass(frozen=True, kw_only=True)
class SelfAssessed(PortfolioFact):
    verb: ClassVar[str] = "portfolio.self-assessed"
    abilities: int


@dataclass(frozen=True, kw_only=True)
class ItemFact(PortfolioFact):
    item_id: UUID
    kind: str


@dataclass(frozen=True, kw_only=True)
class ItemAdded(ItemFact):
    verb: ClassVar[str] = "portfolio.item added"


@dataclass(frozen=True, kw_only=True)
class ItemChanged(ItemFact):
    verb: ClassVar[str] = "portfolio.item changed"


@dataclass(frozen=True, kw_only=True)
class ItemRemoved(ItemFact):
    verb: ClassVar[str] = "portfolio.item removed"


@dataclass(frozen=True, kw_only=True)
class ConsentFact(ItemFact):
    pair_id: UUID  # not "mentorship_id": the pair’s timeline, which coordinators read, is not to tell of it


@dataclass(frozen=True, kw_only=True)
class ConsentAsked(ConsentFact):
    verb: ClassVar[str] = "portfolio.consent asked"


@dataclass(frozen=True, kw_only=True)
class ConsentAnswered(ConsentFact):
    verb: ClassVar[str] = "portfolio.consent answered"
    state: str  # given | refused | withdrawn


@dataclass(frozen=True, kw_only=True)
class ItemValidated(ItemFact):
    verb: ClassVar[str] = "portfolio.item validated"
    ability: str


@dataclass(frozen=True, kw_only=True)
class Frozen(PortfolioFact):
    verb: ClassVar[str] = "portfolio.frozen"
    frozen_id: UUID
    items: int
    readers: int
