"""A passkey authenticator in memory: what a phone or a computer does when its owner puts a finger on it."""

import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

from tests.factories import PASSWORD

ORIGIN = "https://testserver"
FLAGS = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV


@dataclass
class Authenticator:
    """Holds one passkey."""

    credential_id: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    user_handle: str = ""
    verifies: bool = True

    def make(self, options: dict[str, Any]) -> dict[str, Any]:
        """The credential that answers the options of a registration."""
        asked = options["publicKey"]
        self.user_handle = asked["user"]["id"]
        key = ES256.from_cryptography_key(self.key.public_key())  # type: ignore[no-untyped-call]
        data = AttestedCredentialData.create(b"\0" * 16, self.credential_id, key)
        flags = FLAGS if self.verifies else AuthenticatorData.FLAG.UP
        about = AuthenticatorData.create(
            _hash(asked["rp"]["id"].encode()), flags | AuthenticatorData.FLAG.AT, 0, data
        )
        client = _client("webauthn.create", asked["challenge"])
        return self._shape(
            client, {"attestationObject": websafe_encode(AttestationObject.create("none", about, {}))}
        )

    def use(self, options: dict[str, Any]) -> dict[str, Any]:
        """The credential that answers the options of a sign-in."""
        asked = options["publicKey"]
        flags = FLAGS if self.verifies else AuthenticatorData.FLAG.UP
        about = AuthenticatorData.create(_hash(asked["rpId"].encode()), flags, 1)
        client = _client("webauthn.get", asked["challenge"])
        signature = self.key.sign(about + _hash(client), ec.ECDSA(hashes.SHA256()))
        answer = {
            "authenticatorData": websafe_encode(about),
            "signature": websafe_encode(signature),
            "userHandle": self.user_handle,
        }
        return self._shape(client, answer)

    def _shape(self, client: bytes, response: dict[str, Any]) -> dict[str, Any]:
        return {
            "id": websafe_encode(self.credential_id),
            "rawId": websafe_encode(self.credential_id),
            "type": "public-key",
            "response": {"clientDataJSON": websafe_encode(client), **response},
            "clientExtensionResults": {"credProps": {"rk": True}},
        }


def _hash(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def _client(kind: str, challenge: str) -> bytes:
    return json.dumps({"type": kind, "challenge": challenge, "origin": ORIGIN}).encode()


def signed_in(email: str) -> Client:
    """A browser in which somebody has signed in by password, and given it once more a moment ago."""
    browser = Client()
    browser.post("/account/sign-in/", {"login": email, "password": PASSWORD})
    browser.post("/account/again/", {"password": PASSWORD})
    return browser


def post(client: Client, path: str, body: object) -> Any:
    return client.post(path, json.dumps(body), content_type="application/json")


def add_passkey(client: Client, authenticator: Authenticator, **more: object) -> Any:
    """Adds a passkey to the account that is signed in; the answer of the server."""
    options = post(client, "/api/passkeys/options", {}).json()
    body = {"name": "Téléphone", "credential": authenticator.make(options), **more}
    return post(client, "/api/passkeys", body)


def sign_in_with(authenticator: Authenticator) -> Client:
    """A new browser, signed in with the passkey if the server takes it."""
    browser, address = Client(), "/account/sign-in/passkey/"
    asked = browser.get(address, headers={"X-Requested-With": "XMLHttpRequest"}).json()
    credential = authenticator.use(asked["request_options"])
    browser.post(address, {"credential": json.dumps(credential)})
    return browser
