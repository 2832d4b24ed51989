"""Keyrings of demo people, made beforehand: a passphrase file takes a second, and a demo must not take minutes.

Their secrets are public by design; production settings refuse to start with demo accounts present.
"""

import gzip
import json
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from ithaca.vault.client.format import from_base64url
from ithaca.vault.client.keyring import Keyring
from ithaca.vault.sealed import SealedKeyring

FILE = Path(__file__).parent / "demo_keyrings.json.gz"


@dataclass(frozen=True)
class DemoVault:
    """A ready vault for the person with this id: what to file with `set_up_keyring`, and the keyring to write with."""

    person_id: UUID
    keyring: Keyring
    sealed: SealedKeyring


@dataclass(frozen=True)
class DemoVaults:
    """All of them open with the same passphrase and the same kit."""

    passphrase: str
    kit: str
    vaults: tuple[DemoVault, ...]


def load() -> DemoVaults:
    """The ready vaults, always in the same order; give the n-th demo person the n-th id."""
    data = json.loads(gzip.decompress(FILE.read_bytes()))
    vaults = []
    for one in data["vaults"]:
        keyring = Keyring.from_text(one["keyring"], one["card"])
        wraps = {way: from_base64url(file) for way, file in one["wraps"].items()}
        sealed = SealedKeyring(one["card"], wraps, from_base64url(one["ledger"]))
        vaults.append(DemoVault(UUID(keyring.person), keyring, sealed))
    return DemoVaults(data["passphrase"], data["kit"], tuple(vaults))
