"""What happens to organisations. The subject is the organisation; other people are named by id."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from ithaca.journal.events import Fact


@dataclass(frozen=True, kw_only=True)
class OrganisationCreated(Fact):
    verb: ClassVar[str] = "organisation.created"


@dataclass(frozen=True, kw_only=True)
class OrganisationChanged(Fact):
    """Its name, country or region."""

    verb: ClassVar[str] = "organisation.changed"


@dataclass(frozen=True, kw_only=True)
class AdministratorInvited(Fact):
    verb: ClassVar[str] = "administrator.invited"
    letter_id: UUID


@dataclass(frozen=True, kw_only=True)
class AdministratorDeclined(Fact):
    """Whoever was asked would rather not."""

    verb: ClassVar[str] = "administrator.declined"
    letter_id: UUID


@dataclass(frozen=True, kw_only=True)
class AdministratorUninvited(Fact):
    verb: ClassVar[str] = "administrator.uninvited"
    letter_id: UUID


@dataclass(frozen=True, kw_only=True)
class AdministratorAdded(Fact):
    verb: ClassVar[str] = "administrator.added"
    person_id: UUID


@dataclass(frozen=True, kw_only=True)
class AdministratorRemoved(Fact):
    verb: ClassVar[str] = "administrator.removed"
    person_id: UUID


@dataclass(frozen=True, kw_only=True)
class PositionSet(Fact):
    verb: ClassVar[str] = "position.set"
    person_id: UUID


@dataclass(frozen=True, kw_only=True)
class ChartWritten(Fact):
    """Many positions at once, from a file."""

    verb: ClassVar[str] = "chart.written"
    made: int
    changed: int
    removed: int


@dataclass(frozen=True, kw_only=True)
class ConflictDeclared(Fact):
    verb: ClassVar[str] = "conflict.declared"
    person_id: UUID
    other_id: UUID


@dataclass(frozen=True, kw_only=True)
class ConflictEnded(Fact):
    verb: ClassVar[str] = "conflict.ended"
    person_id: UUID
    other_id: UUID
