"""What the server can check of things it cannot read: their form, and who signed. Pure."""

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

SCHEME = "ithaca.v1"
KIND_PATTERN = r"^[a-z][a-z0-9_-]{0,19}$"
# What people make rooms of their own for, one each.
JOURNAL, PORTFOLIO = "journal", "portfolio"
# The room of a programme's seal file: whoever is responsible for the programme at the time.
SEAL = "seal"
# Copies out of these are read where they are judged, not among what one was shown.
JUDGED = (PORTFOLIO, SEAL)
# Texts that are begun together with a fact that another app keeps, by its address alone.
FACT_KINDS = frozenset({"agreement", "request", "goal", "action", "review", "introduction", "feedback"})
# The largest size class of the format (256 KiB), with age's header and one tag per 64 KiB.
MAX_FILE = 256 * 1024 + 1024
# Documents: 25 MiB with what age adds; sent in parts of one MiB.
PART = 1024 * 1024
MAX_DOCUMENT = 25 * PART + 64 * 1024
MAX_DOCUMENTS_OF_ROOM = 1024 * PART
# What is judged may be a recording.
MAX_RECORDING = 200 * PART + 1024 * 1024
MAX_DOCUMENTS_OF_PORTFOLIO = 4 * 1024 * PART
UNFINISHED_FOR = timedelta(days=1)
REPLACED_WRAP_KEPT = timedelta(days=30)
MAX_WRAP = 8 * 1024
MAX_CARD = 4 * 1024
MAX_FIRST_OBJECTS = 20
# Far more than people write; what one hostile member can pile up is bounded.
MAX_OBJECTS_OF_MEMBER = 5_000  # in one room, destroyed ones not counted
MAX_REVISIONS = 1_000
MAX_TEXTS_OF_MEMBER = 64 * 1024 * 1024  # bytes in one room, with every revision
MAX_DRAFTS_OF_PERSON = 300
IDLE = timedelta(minutes=30)  # the browser's half counts the same: frontend/room/core/session.ts

_SHA256 = re.compile(r"[0-9a-f]{64}")
_SEAL = re.compile(rb"[A-Za-z0-9+/]{43}\n")
_X25519 = re.compile(rb"X25519 [A-Za-z0-9+/]{43}\n[A-Za-z0-9+/]{43}")
_AGE = b"age-encryption.org/v1\n-> "
_RECIPIENT = re.compile(r"age1[02-9ac-hj-np-z]{58}")
_WAY = re.compile(r"passphrase|kit|passkey:[A-Za-z0-9_-]{22}")
_JWS = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+")


def largest_document(purpose: str) -> int:
    """How many sealed bytes a document of a room may have: a matter of what the room is for."""
    return MAX_RECORDING if purpose in JUDGED else MAX_DOCUMENT


def most_in_documents(purpose: str) -> int:
    """How many sealed bytes all documents of a room may have together."""
    return MAX_DOCUMENTS_OF_PORTFOLIO if purpose in JUDGED else MAX_DOCUMENTS_OF_ROOM


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
    head, _mac, payload = file.partition(b"\n--- ")
    # After the header's seal: a nonce of 16 bytes, and at least one tag.
    if not file.startswith(_AGE) or not _SEAL.match(payload) or len(payload) < 44 + 32:
        return []
    kinds = []
    for stanza in (head + b"\n").split(b"\n-> ")[1:]:
        kind, *_arguments = stanza.split(b"\n", 1)[0].split(b" ")
        if kind == b"X25519" and not _X25519.fullmatch(stanza.rstrip(b"\n")):
            return []
        kinds.append(kind)
    # The age library of Rust adds a stanza of noise, which no identity can open.
    return [kind for kind in kinds if not kind.endswith(b"-grease")]


@dataclass(frozen=True)
class CardClaims:
    """What a key card says of itself. Whether it is the right person's, only people who compare can tell."""

    person: UUID
    number: int
    previous: str | None
    signing: str  # the public key, base64url


def read_card(jws: str) -> CardClaims | None:
    """The claims of a key card signed by the key that it announces, None where it is not one."""
    if len(jws) > MAX_CARD:
        return None
    claims = _verified(jws, "card", signer=None)
    if claims is None or not is_recipient(str(claims.get("recipient"))):
        return None
    try:
        person, number, previous = UUID(claims["person"]), claims["number"], claims["previous"]
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    whole = isinstance(number, int) and not isinstance(number, bool) and 0 < number < 2**31
    linked = previous is None or (isinstance(previous, str) and _SHA256.fullmatch(previous) is not None)
    return CardClaims(person, number, previous, str(claims["signing"])) if whole and linked else None


def signed_claims(jws: str, purpose: str, signing: str) -> dict[str, Any] | None:
    """The claims of a signature of this purpose by this public key (base64url), None where it is not one."""
    return _verified(jws, purpose, signer=signing)


def _verified(jws: str, purpose: str, *, signer: str | None) -> dict[str, Any] | None:
    """Checks form, header, scheme and signature; without a signer, the key that the claims announce."""
    if not _JWS.fullmatch(jws):
        return None
    head, payload, signature = (_decoded(part) for part in jws.split("."))
    try:
        claims = json.loads(payload)
        if json.loads(head) != {"alg": "Ed25519", "typ": f"{SCHEME}.{purpose}"} or claims["scheme"] != SCHEME:
            return None
        key = Ed25519PublicKey.from_public_bytes(_decoded(signer or claims["signing"]))
        key.verify(signature, jws.rsplit(".", 1)[0].encode())
    except (ValueError, KeyError, TypeError, RecursionError, InvalidSignature):
        return None
    return claims if isinstance(claims, dict) else None


def _decoded(part: object) -> bytes:
    try:
        return base64.urlsafe_b64decode(str(part) + "=" * (-len(str(part)) % 4))
    except (binascii.Error, ValueError):
        return b""
