"""Sign, pad, encrypt: see docs/vault-protocol.md."""

import base64
import binascii
import hashlib
import json
import unicodedata
from typing import Any

import pyrage
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

SCHEME = "ithaca.v1"
SMALLEST = 1024
LARGEST = 256 * 1024
Claims = dict[str, Any]


class Tampered(Exception):
    """The thing was not made by whom, or for where, it is shown; `reason` as in frontend/room/core/errors.ts."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def to_base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def from_base64url(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def sha256(data: bytes | str) -> str:
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()


def canonical_json(value: object) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def fold(text: str) -> str:
    """Letters without case and accents, spaces collapsed: the spelling that age receives of a passphrase or a kit."""
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(c for c in decomposed if not unicodedata.category(c).startswith("M")).lower()
    return " ".join(bare.replace("œ", "oe").replace("æ", "ae").replace("’", "'").replace("ʼ", "'").split())


def signing_key(seed: bytes) -> OKPKey:
    # An Ed25519 seed in its PKCS #8 envelope (RFC 8410).
    der = bytes.fromhex("302e020100300506032b657004220420") + seed
    pem = b"-----BEGIN PRIVATE KEY-----\n" + base64.encodebytes(der) + b"-----END PRIVATE KEY-----\n"
    return OKPKey.import_key(pem)


def sign(purpose: str, claims: Claims, key: OKPKey) -> str:
    """A compact JWS over canonical JSON, for one purpose."""
    header = {"alg": "Ed25519", "typ": f"{SCHEME}.{purpose}"}
    payload = canonical_json({**claims, "scheme": SCHEME}).encode()
    return jws.serialize_compact(header, payload, key, algorithms=["Ed25519"])


def peek(purpose: str, token: str) -> Claims:
    """The claims before the signature is checked; raises Tampered for another purpose or scheme."""
    try:
        head, payload, _signature = token.split(".")
        header, claims = json.loads(from_base64url(head)), json.loads(from_base64url(payload))
    except (ValueError, binascii.Error):
        raise Tampered("malformed")
    if header != {"alg": "Ed25519", "typ": f"{SCHEME}.{purpose}"} or not isinstance(claims, dict):
        raise Tampered("malformed")
    if claims.get("scheme") != SCHEME:
        raise Tampered("scheme")
    return claims


def verify(purpose: str, token: str, public_key: str) -> Claims:
    """The claims of a JWS of this purpose signed by `public_key` (base64url); raises Tampered."""
    claims = peek(purpose, token)
    try:
        key = OKPKey.import_key({"kty": "OKP", "crv": "Ed25519", "x": public_key})
        jws.deserialize_compact(token, key, algorithms=["Ed25519"])
    except (JoseError, ValueError):
        raise Tampered("signature")
    spelling = token.rpartition(".")[2]
    if to_base64url(from_base64url(spelling)) != spelling:  # a card spelt twice would have two fingerprints
        raise Tampered("signature")
    return claims


def text(claims: Claims, name: str) -> str:
    """A claim that must be a string; before the signature is checked, anything may stand there."""
    value = claims.get(name)
    if not isinstance(value, str):
        raise Tampered("malformed")
    return value


def pad(token: str) -> bytes:
    """Puts a JWS into its size class: a power of two from 1 KiB, filled with spaces."""
    text = f"{token}\n".encode()
    size = SMALLEST
    while size < len(text):
        size *= 2
    if size > LARGEST:
        raise ValueError(f"{len(text)} bytes are too long for one object")
    return text.ljust(size, b" ")


def unpad(padded: bytes) -> str:
    token, _end, _spaces = padded.partition(b"\n")
    text = token.decode("latin-1")
    if len(token) >= LARGEST or pad(text) != padded:
        raise Tampered("malformed")
    return text


def seal_to(recipient: str, token: str) -> bytes:
    return bytes(pyrage.encrypt(pad(token), [pyrage.x25519.Recipient.from_str(recipient)]))


def unseal(identity: str, file: bytes) -> str:
    """Decrypts a sealed file; raises Tampered where it was not made for this identity."""
    try:
        return unpad(pyrage.decrypt(file, [pyrage.x25519.Identity.from_str(identity)]))
    except pyrage.DecryptError as error:
        raise Tampered("key" if "No matching keys" in str(error) else "malformed")
