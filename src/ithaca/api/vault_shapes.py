"""How the vault's rows look as JSON; bytes are base64url. Mirrors the `…Wire` types of frontend/room/core."""

import base64
import uuid
from datetime import datetime
from typing import Any

from ninja import Schema
from pydantic import Field

from ithaca.vault.models import ContentObject, FormerWrap, KeyCard, Keyring, Revision, Room, RoomMember
from ithaca.vault.queries import RoomState
from ithaca.vault.sealed import Base64url, Kind, SealedEpoch, SealedKeyring, SealedRevision

Shape = dict[str, Any]


class KeyringIn(Schema):
    card: str
    wraps: dict[str, Base64url]
    ledger: Base64url

    def sealed(self) -> SealedKeyring:
        return SealedKeyring(self.card, self.wraps, self.ledger)


class RenewalIn(KeyringIn):
    generation: int = Field(ge=2)


class LedgerIn(Schema):
    ledger: Base64url
    generation: int = Field(ge=1)


class WrapIn(LedgerIn):
    file: Base64url


class RevisionIn(Schema):
    kind: Kind
    number: int = Field(ge=1)
    epoch: int = Field(ge=1)
    previous: str | None = Field(pattern=r"^[0-9a-f]{64}$")
    file: Base64url
    about: uuid.UUID | None = None

    def sealed(self, object_id: uuid.UUID) -> SealedRevision:
        return SealedRevision(
            object_id, self.kind, self.number, self.epoch, self.previous or "", self.file, self.about
        )


class DestructionIn(Schema):
    destruction: str = Field(max_length=4096)


class DraftIn(Schema):
    file: Base64url


class HalfIn(Schema):
    half: str = Field(pattern=r"^[A-Za-z0-9_-]{43}$")


class EpochIn(Schema):
    number: int = Field(ge=2)
    recipient: str
    grants: dict[uuid.UUID, Base64url]

    def sealed(self) -> SealedEpoch:
        return SealedEpoch(self.number, self.recipient, self.grants)


def text(data: bytes | memoryview) -> str:
    return base64.urlsafe_b64encode(bytes(data)).decode().rstrip("=")


def moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def keyring(row: Keyring, cards: list[KeyCard]) -> Shape:
    return {
        "person": str(row.person_id),
        "scheme": row.scheme,
        "generation": row.generation,
        "ledger": text(row.ledger),
        "wraps": [
            {
                "way": w.way,
                "file": text(w.file),
                "created": moment(w.created_at),
                "proven": moment(w.proven_at),
            }
            for w in row.wraps.all()
        ],
        "cards": [card(one) for one in cards],
    }


def former_wrap(row: FormerWrap) -> Shape:
    return {"way": row.way, "file": text(row.file), "retired": moment(row.created_at)}


def card(row: KeyCard) -> Shape:
    return {"number": row.number, "jws": row.jws, "sha256": row.sha256}


def member(row: RoomMember) -> Shape:
    return {
        "person": str(row.person_id),
        "name": row.person.name,
        "joined": moment(row.created_at),
        "left": moment(row.left_at),
    }


def summary(row: Room) -> Shape:
    return {"id": str(row.id), "purpose": row.purpose, "members": [member(one) for one in row.members.all()]}


def revision(row: Revision) -> Shape:
    return {
        "number": row.number,
        "epoch": row.epoch.number,
        "author": str(row.author_id),
        "sha256": row.sha256,
        "previous": row.previous_sha256 or None,
        "size": row.size,
        "at": moment(row.created_at),
    }


def revision_with_file(row: Revision) -> Shape:
    return {**revision(row), "file": text(row.file)}


def content(row: ContentObject, revisions: list[Revision], file: bytes | None) -> Shape:
    return {
        "id": str(row.id),
        "kind": row.kind,
        "about": str(row.about) if row.about else None,
        "author": str(row.author_id),
        "head": revisions[-1].number if revisions else 0,
        "created": moment(row.created_at),
        "destroyed": moment(row.destroyed_at),
        "destruction": row.destruction or None,
        "revisions": [revision(one) for one in revisions],
        "file": None if file is None or row.destroyed_at else text(file),
    }


def room(state: RoomState) -> Shape:
    cards: dict[str, list[Shape]] = {str(one.person_id): [] for one in state.members}
    for one in state.cards:
        cards[str(one.person_id)].append(card(one))
    return {
        "id": str(state.room.id),
        "purpose": state.room.purpose,
        "closed": moment(state.room.closed_at),
        "members": [member(one) for one in state.members],
        "epochs": [{"number": one.number, "recipient": one.recipient} for one in state.epochs],
        "grants": [
            {"epoch": one.epoch.number, "issuer": str(one.issuer_id), "file": text(one.file)}
            for one in state.grants
        ],
        "cards": cards,
        "objects": [content(one, state.revisions[one.id], state.files.get(one.id)) for one in state.contents],
    }
