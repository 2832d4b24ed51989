"""A pair of keys that signs: Ed25519 for embedded proofs, RSA for tokens (Open Badges 3.0 demands RS256)."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from joserfc.jwk import RSAKey

from ithaca.credentials.open_badges.linked_data import Document
from ithaca.credentials.open_badges.multibase import multikey
from ithaca.credentials.open_badges.proofs import moment

RSA_BITS = 3072


@dataclass(frozen=True)
class SigningKey:
    """The private halves. `repr` shows neither."""

    ed25519: Ed25519PrivateKey
    rsa: RSAKey

    def __repr__(self) -> str:
        return "SigningKey(…)"

    @property
    def public_multikey(self) -> str:
        return multikey(self.ed25519.public_key())

    @property
    def public_jwk(self) -> dict[str, Any]:
        wanted = ("kty", "n", "e")
        found = self.rsa.as_dict(private=False)
        return {name: found[name] for name in wanted}

    def to_bytes(self) -> bytes:
        """For sealing alone."""
        halves = {"ed25519": self.ed25519.private_bytes_raw().hex(), "rsa": self.rsa.as_dict(private=True)}
        return json.dumps(halves).encode()

    @classmethod
    def from_bytes(cls, content: bytes) -> "SigningKey":
        halves = json.loads(content)
        key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(halves["ed25519"]))
        return cls(key, RSAKey.import_key(halves["rsa"]))


def new_key() -> SigningKey:
    return SigningKey(Ed25519PrivateKey.generate(), RSAKey.generate_key(RSA_BITS, private=True))


def fingerprint(public_multikey: str) -> str:
    """The key's last letters, in groups that people can read to each other."""
    tail = public_multikey[-16:]
    return " ".join(tail[start : start + 4] for start in range(0, 16, 4))


def methods(
    *, issuer: str, number: int, public_multikey: str, public_jwk: Document, revoked_at: datetime | None
) -> list[Document]:
    """A key's two halves as verification methods of the issuer's document."""
    revoked = {"revoked": moment(revoked_at)} if revoked_at else {}
    return [
        {
            "id": f"{issuer}#key-{number}",
            "type": "Multikey",
            "controller": issuer,
            "publicKeyMultibase": public_multikey,
            **revoked,
        },
        {
            "id": f"{issuer}#key-{number}-jwt",
            "type": "JsonWebKey",
            "controller": issuer,
            "publicKeyJwk": {**public_jwk, "alg": "RS256", "use": "sig"},
            **revoked,
        },
    ]
