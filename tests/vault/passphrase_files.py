"""age passphrase files with the work that the protocol asks for: pyrage measures its own, which a browser need not take."""

import hmac
import secrets
from base64 import b64encode
from functools import cache
from hashlib import sha256

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from ithaca.vault.client.format import fold

WORK = {"passphrase": 18, "kit": 10}  # as in docs/vault-protocol.md; a passkey's is a kit's


def passphrase_file(plain: bytes, way: str, secret: str) -> bytes:
    """What the browser's `wrap` makes of a keyring, short enough for one piece of age's stream."""
    header, file_key = _header(fold(secret), WORK[way])
    nonce = secrets.token_bytes(16)
    last_piece = bytes(11) + b"\x01"
    return (
        header
        + nonce
        + ChaCha20Poly1305(_derived(file_key, nonce, b"payload")).encrypt(last_piece, plain, None)
    )


@cache
def _header(secret: str, work: int) -> tuple[bytes, bytes]:
    """The header and its file key: once for each secret of a run, for the derivation is slow on purpose."""
    file_key, salt = secrets.token_bytes(16), secrets.token_bytes(16)
    slow = Scrypt(salt=b"age-encryption.org/v1/scrypt" + salt, length=32, n=2**work, r=8, p=1)
    body = ChaCha20Poly1305(slow.derive(secret.encode())).encrypt(bytes(12), file_key, None)
    header = b"age-encryption.org/v1\n-> scrypt %s %d\n%s\n---" % (_base64(salt), work, _base64(body))
    mac = hmac.digest(_derived(file_key, b"", b"header"), header, sha256)
    return header + b" " + _base64(mac) + b"\n", file_key


def _derived(file_key: bytes, salt: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=salt, info=purpose).derive(file_key)


def _base64(data: bytes) -> bytes:
    return b64encode(data).rstrip(b"=")
