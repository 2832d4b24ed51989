"""Multibase and Multikey: how W3C's documents write bytes and Ed25519 keys."""

import base64
import binascii

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from ithaca.credentials.open_badges import Untrue

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
ED25519_PUBLIC = b"\xed\x01"
ED25519_PRIVATE = b"\x80\x26"


def base58btc(content: bytes) -> str:
    """`z` and the bytes in base 58."""
    number, digits = int.from_bytes(content), ""
    while number:
        number, digit = divmod(number, 58)
        digits = ALPHABET[digit] + digits
    zeros = len(content) - len(content.lstrip(b"\0"))
    return "z" + "1" * zeros + digits


def base64url(content: bytes) -> str:
    """`u` and the bytes in URL-safe base 64 without padding."""
    return "u" + base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    """The bytes of `z…` or `u…`; raises Untrue."""
    if text.startswith("u"):
        try:
            return base64.b64decode(text[1:] + "=" * (-len(text[1:]) % 4), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError) as error:
            raise Untrue("not base64url") from error
    if not text.startswith("z") or not set(text[1:]) <= set(ALPHABET):
        raise Untrue("neither base58btc nor base64url")
    number = 0
    for digit in text[1:]:
        number = number * 58 + ALPHABET.index(digit)
    zeros = len(text[1:]) - len(text[1:].lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8)


def multikey(key: Ed25519PublicKey) -> str:
    return base58btc(ED25519_PUBLIC + key.public_bytes_raw())


def public_key(text: str) -> Ed25519PublicKey:
    """The key that a `publicKeyMultibase` holds; raises Untrue."""
    content = decoded(text)
    if not content.startswith(ED25519_PUBLIC) or len(content) != 34:
        raise Untrue("no Ed25519 key")
    return Ed25519PublicKey.from_public_bytes(content[2:])


def private_key(text: str) -> Ed25519PrivateKey:
    """The key that a `secretKeyMultibase` holds; raises Untrue."""
    content = decoded(text)
    if not content.startswith(ED25519_PRIVATE) or len(content) != 34:
        raise Untrue("no Ed25519 private key")
    return Ed25519PrivateKey.from_private_bytes(content[2:])
