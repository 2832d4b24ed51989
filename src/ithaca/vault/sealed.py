"""Sealed things as they come from a browser: ciphertext with the facts around it. Pure."""

import base64
import binascii
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, Field

from ithaca.vault import rules


@dataclass(frozen=True)
class SealedObject:
    """The first revision of an object that is made together with its room."""

    id: uuid.UUID
    kind: str
    file: bytes
    about: uuid.UUID | None = None


@dataclass(frozen=True)
class SealedRoom:
    """A room about to be created: its public key, that key's private half for each member, first objects."""

    id: uuid.UUID
    recipient: str
    grants: Mapping[uuid.UUID, bytes]
    objects: tuple[SealedObject, ...] = ()


@dataclass(frozen=True)
class SealedEpoch:
    """The next room key: its number, its public half, its private half for each member."""

    number: int
    recipient: str
    grants: Mapping[uuid.UUID, bytes]


@dataclass(frozen=True)
class SealedRevision:
    """One text to be written: where it belongs, what it follows (empty for a first one), its bytes."""

    id: uuid.UUID
    kind: str
    number: int
    epoch: int
    previous_sha256: str
    file: bytes
    about: uuid.UUID | None = None


@dataclass(frozen=True)
class SealedCopy:
    """A revision about to be shown to a reader outside its room: which one, and the file sealed to that reader."""

    id: uuid.UUID
    object: uuid.UUID
    revision: int
    file: bytes


@dataclass(frozen=True)
class SealedKeyring:
    """A new keyring: its first card, a wrap for each way of unlocking, its ledger."""

    card: str
    wraps: Mapping[str, bytes]
    ledger: bytes


def _decode(value: object) -> bytes:
    if not isinstance(value, str):
        raise ValueError("base64url text is expected")
    try:
        return base64.b64decode(value + "=" * (-len(value) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise ValueError("not base64url") from error


Base64url = Annotated[bytes, BeforeValidator(_decode)]
Kind = Annotated[str, Field(pattern=rules.KIND_PATTERN)]


class SealedObjectIn(BaseModel):
    id: uuid.UUID
    kind: Kind
    file: Base64url
    about: uuid.UUID | None = None


class SealedRoomIn(BaseModel):
    """The JSON that the room's `sealRoom` makes."""

    id: uuid.UUID
    recipient: str
    grants: dict[uuid.UUID, Base64url]
    objects: list[SealedObjectIn] = Field(default=[], max_length=rules.MAX_FIRST_OBJECTS)
    purpose: Literal["journal", "portfolio"] = "journal"  # only of a room of one's own

    def sealed(self) -> SealedRoom:
        objects = tuple(SealedObject(o.id, o.kind, o.file, o.about) for o in self.objects)
        return SealedRoom(self.id, self.recipient, self.grants, objects)
