"""A file that was shown in a copy: the sealed bytes of the room, opened with the one key that the copy tells of.

The format is age's (https://age-encryption.org/v1); pyrage opens files with identities, not with the key of one file.
Twin of `openShownDocument` and `keyOfDocument` in frontend/room/core/documents.ts.
"""

import base64
import hashlib
import hmac
import re
from collections.abc import Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from ithaca.vault.client import format as f

SEAL = re.compile(rb"\n--- ([A-Za-z0-9+/]{43})\n")
KEY_BYTES, NONCE_BYTES = 16, 16
CHUNK = 64 * 1024 + 16  # with its tag
MOST_HEADER = 4096
WRAPPED = b"age-encryption.org/v1/X25519"
BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


def key_of(file: bytes, identity: str) -> str:
    """The key of one file, out of its header, by an identity to which it was sealed: what a copy tells of."""
    own = X25519PrivateKey.from_private_bytes(_secret(identity))
    share, body = (base64.b64decode(line.split()[-1] + b"==") for line in file.split(b"\n")[1:3])
    between = own.exchange(X25519PublicKey.from_public_bytes(share))
    wrap = _derived(between, share + own.public_key().public_bytes_raw(), WRAPPED)
    return f.to_base64url(ChaCha20Poly1305(wrap).decrypt(bytes(12), body, None))


def _secret(identity: str) -> bytes:
    """The bytes of an age identity, which pyrage has checked."""
    number = 0
    for sign in identity.lower().partition("1")[2][:-6]:
        number = number * 32 + BECH32.index(sign)
    return (number >> 4).to_bytes(32, "big")  # 52 signs of five bits, for 32 bytes


def open_shown(file: bytes, key: str) -> bytes:
    """What stands in the file; raises Tampered where the key does not belong to it or a part of it is changed."""
    try:
        file_key = f.from_base64url(key)
    except ValueError as error:
        raise f.Tampered("malformed") from error
    seal = SEAL.search(file[:MOST_HEADER])
    if seal is None or len(file_key) != KEY_BYTES:
        raise f.Tampered("malformed")
    header = file[: seal.start() + len(b"\n---")]
    expected = hmac.digest(_derived(file_key, b"", b"header"), header, hashlib.sha256)
    if not hmac.compare_digest(expected, f.from_base64url(_urlsafe(seal.group(1)))):
        raise f.Tampered("key")
    payload = file[seal.end() :]
    cipher = ChaCha20Poly1305(_derived(file_key, payload[:NONCE_BYTES], b"payload"))
    try:
        return b"".join(_opened(cipher, payload[NONCE_BYTES:]))
    except InvalidTag as error:
        raise f.Tampered("malformed") from error


def _opened(cipher: ChaCha20Poly1305, sealed: bytes) -> Iterator[bytes]:
    """Chunk by chunk: each is bound to its place, and the last one to being the last."""
    for n, at in enumerate(range(0, max(len(sealed), 1), CHUNK)):
        last = at + CHUNK >= len(sealed)
        yield cipher.decrypt(n.to_bytes(11, "big") + bytes([last]), sealed[at : at + CHUNK], None)


def _derived(key: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=salt, info=info).derive(key)


def _urlsafe(base64: bytes) -> str:
    return base64.decode().replace("+", "-").replace("/", "_")
