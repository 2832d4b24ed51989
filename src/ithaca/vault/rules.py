"""What the server can check of things it cannot read. Pure."""

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

SCHEME = "ithaca.v1"
KIND_PATTERN = r"^[a-z][a-z0-9_-]{0,19}$"
# The largest size class of the format (256 KiB), with age's header and one tag per 64 KiB.
MAX_FILE = 256 * 1024 + 1024
# Documents: 25 MiB with what age adds; sent in parts of one MiB.
PART = 1024 * 1024
MAX_DOCUMENT = 25 * PART + 64 * 1024
MAX_DOCUMENTS_OF_ROOM = 1024 * PART
UNFINISHED_FOR = timedelta(days=1)
MAX_WRAP = 8 * 1024
MAX_CARD = 4 * 1024
MAX_FIRST_OBJECTS = 20
IDLE = timedelta(minutes=30)  # the browser's half counts the same: frontend/room/core/session.ts

_AGE = b"age-encryption.org/v1\n-> "
_RECIPIENT = re.compile(r"age1[02-9ac-hj-np-z]{58}")
_WAY = re.compile(r"passphrase|kit|passkey:[A-Za-z0-9_-]{22}")
_JWS = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+")


def sha256(data: bytes | str) -> str:
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()


def is_sealed_file(file: bytes, *, limit: int = MAX_FILE) -> bool:
    """Whether the bytes are an age file to exactly one X25519 recipient, and not too many."""
    return len(file) <= limit and _stanzas(file) == [b"X25519"]


def is_wrap(file: bytes) -> bool:
    """Whether the bytes are an age passphrase file."""
    return len(file) <= MAX_WRAP and _stanzas(file) == [b"scrypt"]


def is_way(way: str) -> bool:
    """Whether this is a name of a way of unlocking: the passphrase, the kit, or one of many passkeys."""
    return _WAY.fullmatch(way) is not None


def is_passkey(way: str) -> bool:
    return way.startswith("passkey:")


def is_enough(ways: Collection[str]) -> bool:
    """A keyring opens with the kit and at least one way more, whatever is lost."""
    return "kit" in ways and len(ways) > 1 and all(is_way(way) for way in ways)


def is_recipient(text: str) -> bool:
    return _RECIPIENT.fullmatch(text) is not None


def _stanzas(file: bytes) -> list[bytes]:
    head, mac, _payload = file.partition(b"\n--- ")
    if not file.startswith(_AGE) or not mac:
        return []
    kinds = [line.split(b" ")[1] for line in head.split(b"\n")[1:] if line.startswith(b"-> ")]
    # The age library of Rust adds a stanza of noise, which no identity can open.
    return [kind for kind in kinds if not kind.endswith(b"-grease")]


@dataclass(frozen=True)
class CardClaims:
    """What a key card says of itself. The server files it; only browsers decide whether to believe it."""

    person: UUID
    number: int
    previous: str | None


def read_card(jws: str) -> CardClaims | None:
    """The claims of a key card, None where it is not one."""
    if len(jws) > MAX_CARD or not _JWS.fullmatch(jws):
        return None
    payload = jws.split(".")[1]
    try:
        claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
        if claims["scheme"] != SCHEME:
            return None
        return CardClaims(UUID(claims["person"]), int(claims["number"]), claims["previous"])
    except (ValueError, KeyError, TypeError, binascii.Error):
        return None
