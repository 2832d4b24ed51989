"""Keyrings, key cards and ledgers."""

import json
import secrets
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256 as sha256_of
from pathlib import Path
from typing import Any

import pyrage
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from ithaca.vault.client import format as f

Rng = Callable[[int], bytes]
WORDS = Path(__file__).parent / "words"


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class KitWords:
    """The recovery kit: 256 bits as 24 words, the last of which carries a checksum (BIP 39)."""

    @staticmethod
    def make(language: str = "fr", rng: Rng = secrets.token_bytes) -> list[str]:
        words = (WORDS / f"{language}.txt").read_text("utf-8").split()
        entropy = rng(32)
        bits = int.from_bytes(entropy + sha256_of(entropy).digest()[:1])
        return [words[(bits >> 11 * (23 - place)) % 2048] for place in range(24)]


def passkey_way(credential_id: bytes) -> str:
    """How the vault calls a passkey."""
    return "passkey:" + f.to_base64url(sha256_of(credential_id).digest()[:16])


def passkey_secret(prf: bytes) -> str:
    """What opens a passkey's wrap, out of what its authenticator gives for `ithaca.v1 vault prf`."""
    stretched = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"ithaca.v1 passkey")
    return stretched.derive(prf).hex()


@dataclass(frozen=True)
class Card:
    """A verified key card; its fingerprint is the SHA-256 of its JWS."""

    person: str
    number: int
    signing: str
    recipient: str
    previous: str | None
    fingerprint: str
    jws: str


def read_card(token: str) -> Card:
    """Verifies a card: signed by the key that it announces."""
    claims = f.verify("card", token, f.text(f.peek("card", token), "signing"))
    return Card(
        person=claims["person"],
        number=claims["number"],
        signing=claims["signing"],
        recipient=claims["recipient"],
        previous=claims["previous"],
        fingerprint=f.sha256(token),
        jws=token,
    )


@dataclass(frozen=True)
class Keyring:
    """The secret half of a person."""

    person: str
    identity: str
    seed: str
    card: Card
    generation: int = 1

    @classmethod
    def create(
        cls, person_id: object, rng: Rng = secrets.token_bytes, *, previous: Card | None = None
    ) -> "Keyring":
        """A new keyring with its card. `rng` gives the seed; the age identity is pyrage's own."""
        identity, seed = pyrage.x25519.Identity.generate(), rng(32)
        key = f.signing_key(seed)
        claims = {
            "person": str(person_id),
            "recipient": str(identity.to_public()),
            "signing": str(key.as_dict(private=False)["x"]),
            "number": previous.number + 1 if previous else 1,
            "previous": previous.fingerprint if previous else None,
            "at": now(),
        }
        card = read_card(f.sign("card", claims, key))
        return cls(str(person_id), str(identity), f.to_base64url(seed), card)

    @classmethod
    def from_text(cls, text: str, card: str) -> "Keyring":
        """A keyring out of its decrypted text, with the card it names."""
        claims = json.loads(text)
        own = read_card(card)
        if claims["scheme"] != f.SCHEME:
            raise f.Tampered("scheme")
        if claims["card"] != own.fingerprint or claims["person"] != own.person:
            raise f.Tampered("own-card")
        return cls(claims["person"], claims["identity"], claims["seed"], own, claims["generation"])

    def to_text(self) -> str:
        claims = {
            "person": self.person,
            "identity": self.identity,
            "seed": self.seed,
            "card": self.card.fingerprint,
            "generation": self.generation,
            "scheme": f.SCHEME,
        }
        return f.canonical_json(claims)

    def wrap(self, secret: str) -> bytes:
        """The keyring as an age passphrase file. pyrage measures its own work factor: about a second each."""
        return bytes(pyrage.passphrase.encrypt(self.to_text().encode(), f.fold(secret)))

    wrap_passphrase = wrap_kit = wrap

    @classmethod
    def unwrap(cls, file: bytes, secret: str, card: str) -> "Keyring":
        return cls.from_text(pyrage.passphrase.decrypt(file, f.fold(secret)).decode(), card)

    def sign(self, purpose: str, claims: f.Claims) -> str:
        return f.sign(purpose, claims, f.signing_key(f.from_base64url(self.seed)))

    def seal_ledger(
        self,
        pins: dict[str, Any] | None = None,
        generation: int = 1,
        ways: Collection[str] = ("passphrase", "kit"),
    ) -> bytes:
        """The ledger of a keyring: whom it has pinned, and in which ways it opens."""
        claims = {
            "person": self.person,
            "generation": generation,
            "pins": pins or {},
            "seen": {},
            "wraps": dict.fromkeys(ways, 1),
        }
        return f.seal_to(self.card.recipient, self.sign("ledger", claims))


def open_ledger(keyring: Keyring, file: bytes) -> f.Claims:
    return f.verify("ledger", f.unseal(keyring.identity, file), keyring.card.signing)
