"""What the journal tells of the vault: that somebody wrote, never what."""

from dataclasses import dataclass
from uuid import UUID

from ithaca.journal.events import Fact


@dataclass(frozen=True, kw_only=True)
class KeyringSetUp(Fact):
    verb = "vault.keyring_set_up"


@dataclass(frozen=True, kw_only=True)
class KeyringRenewed(Fact):
    verb = "vault.keyring_renewed"
    number: int  # of the new card


@dataclass(frozen=True, kw_only=True)
class WrapAdded(Fact):
    verb = "vault.wrap_added"
    way: str


@dataclass(frozen=True, kw_only=True)
class WrapReplaced(Fact):
    verb = "vault.wrap_replaced"
    way: str


@dataclass(frozen=True, kw_only=True)
class WrapRemoved(Fact):
    verb = "vault.wrap_removed"
    way: str


@dataclass(frozen=True, kw_only=True)
class RoomCreated(Fact):
    verb = "vault.room_created"
    members: int


@dataclass(frozen=True, kw_only=True)
class RoomLeft(Fact):
    verb = "vault.room_left"
    person_id: UUID


@dataclass(frozen=True, kw_only=True)
class RoomDestroyed(Fact):
    verb = "vault.room_destroyed"


@dataclass(frozen=True, kw_only=True)
class CopyFact(Fact):
    """A fact of one frozen copy; the subject is the copy."""

    reader_id: UUID
    kind: str


@dataclass(frozen=True, kw_only=True)
class CopyReleased(CopyFact):
    verb = "vault.copy_released"


@dataclass(frozen=True, kw_only=True)
class CopyOpened(CopyFact):
    verb = "vault.copy_opened"


@dataclass(frozen=True, kw_only=True)
class CopyRevoked(CopyFact):
    verb = "vault.copy_revoked"


@dataclass(frozen=True, kw_only=True)
class EpochBegun(Fact):
    verb = "vault.epoch_begun"
    number: int


@dataclass(frozen=True, kw_only=True)
class RoomGrantedAgain(Fact):
    """To somebody who has made new keys and could not open the room since."""

    verb = "vault.room_granted_again"
    person_id: UUID


@dataclass(frozen=True, kw_only=True)
class ContentWritten(Fact):
    verb = "vault.content_written"
    room_id: UUID
    kind: str
    number: int


@dataclass(frozen=True, kw_only=True)
class ContentDestroyed(Fact):
    verb = "vault.content_destroyed"
    room_id: UUID
    kind: str


@dataclass(frozen=True, kw_only=True)
class DocumentReceived(Fact):
    verb = "vault.document_received"
    room_id: UUID
    size: int
