"""Credentials as compact JWT: the external proof of Open Badges 3.0 (section 8.2). Its text demands RS256."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey

from ithaca.credentials.open_badges import Untrue
from ithaca.credentials.open_badges.linked_data import Document, require_plain

ALGORITHM = "RS256"
HEADERS = {"alg", "kid", "typ"}  # no others are allowed
CLAIMS = {"iss", "jti", "nbf", "exp", "sub"}


def _seconds(moment: str) -> int:
    return int(datetime.fromisoformat(moment.replace("Z", "+00:00")).astimezone(UTC).timestamp())


def _issuer(document: Document) -> str:
    issuer = document["issuer"]
    return str(issuer["id"] if isinstance(issuer, Mapping) else issuer)


def claims(document: Document) -> dict[str, Any]:
    """What the token must claim for this document."""
    found: dict[str, Any] = {
        "iss": _issuer(document),
        "jti": document["id"],
        "nbf": _seconds(document["validFrom"]),
        "sub": document["credentialSubject"]["id"],
    }
    if "validUntil" in document:
        found["exp"] = _seconds(document["validUntil"])
    return found


def signed(document: Document, *, key: RSAKey, address: str) -> str:
    """The document (with its embedded proof, where it has one) as token; `address` leads to the public key."""
    header = {"alg": ALGORITHM, "typ": "JWT", "kid": address}
    return jwt.encode(header, {**document, **claims(document)}, key, algorithms=[ALGORITHM])


def verified(token: str, key: RSAKey) -> Document:
    """The document in the token, without the claims; raises Untrue. Time is for the caller to look at."""
    try:
        found = jwt.decode(token, key, algorithms=[ALGORITHM])
    except (JoseError, ValueError) as error:
        raise Untrue(f"The token is not signed with this key: {error}") from error
    if set(found.header) - HEADERS or found.header.get("typ", "JWT") != "JWT":
        raise Untrue("The token's header says more than is allowed.")
    document = {name: value for name, value in found.claims.items() if name not in CLAIMS}
    try:
        expected = claims(document)
    except (KeyError, TypeError, ValueError) as error:
        raise Untrue("The token holds no credential.") from error
    if {name: found.claims.get(name) for name in CLAIMS} != {name: expected.get(name) for name in CLAIMS}:
        raise Untrue("What the token claims is not what the credential says.")
    require_plain(document)
    return document
