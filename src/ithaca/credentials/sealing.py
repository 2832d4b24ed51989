"""Private keys at rest: encrypted with a key derived from the installation's secret, each bound to its row.

A copy of the database alone signs nothing. Without the secret no key opens: it belongs into the same backup.
"""

import os
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from ithaca.credentials.open_badges.keys import SigningKey

PURPOSE = b"ithaca.v1 issuer keys"
NONCE_BYTES = 12


class Unreadable(Exception):
    """The key was sealed with another secret, or for another row."""


def _cipher() -> AESGCM:
    derived = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=PURPOSE)
    return AESGCM(derived.derive(settings.SECRET_KEY.encode()))


def seal(key: SigningKey, row: UUID) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + _cipher().encrypt(nonce, key.to_bytes(), row.bytes)


def unseal(sealed: bytes, row: UUID) -> SigningKey:
    nonce, content = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
    try:
        return SigningKey.from_bytes(_cipher().decrypt(nonce, content, row.bytes))
    except InvalidTag as error:
        raise Unreadable from error
