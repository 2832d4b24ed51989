"""An OpenID provider that speaks real HTTP on 127.0.0.1, and lies when a test wants it to."""

import json
import threading
import time
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

NAME, CLIENT_ID, SECRET = "Compte Égée", "ithaca", "très secret:&"
KEY = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})
FORGED = RSAKey.generate_key(2048, {"kid": "one"})  # says that it is the same key


@dataclass
class FakeProvider:
    """Who is signed in there (`person`), what is wrong with it, and what it was asked."""

    address: str = ""
    person: dict[str, Any] = field(default_factory=dict)
    wrong: dict[str, Any] = field(default_factory=dict)  # claims of the token in place of the right ones
    left_out: set[str] = field(default_factory=set)
    told_later: dict[str, Any] = field(
        default_factory=dict
    )  # besides what is known of the person, when asked again
    key: RSAKey = field(default_factory=lambda: KEY)
    headers: dict[str, str] = field(default_factory=lambda: {"alg": "RS256", "kid": "one"})
    down: set[str] = field(default_factory=set)  # paths that answer 503
    document: dict[str, Any] = field(default_factory=dict)  # of the discovery, in place of the right ones
    asked: list[dict[str, str]] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def discovery(self) -> dict[str, Any]:
        ways = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
        found = {f"{name}_endpoint": f"{self.address}/{path}" for name, path in ways.items()}
        return {"issuer": self.address, "jwks_uri": f"{self.address}/keys", **found, **self.document}

    def authorize(self, query: dict[str, str]) -> str:
        self.asked.append(query)
        code = f"code-{len(self.asked)}"
        self.codes[code] = query
        return query["redirect_uri"] + "?" + urlencode({"code": code, "state": query["state"]})

    def knows(self, form: dict[str, str], authorization: str) -> bool:
        """Whether the secret came, and came the way this provider takes it."""
        if "client_secret_post" in self.document.get("token_endpoint_auth_methods_supported", ()):
            return (form.get("client_id"), form.get("client_secret")) == (CLIENT_ID, SECRET)
        if "none" in self.document.get("token_endpoint_auth_methods_supported", ()):
            return (form.get("client_id"), form.get("client_secret"), authorization) == (CLIENT_ID, None, "")
        return b64decode(authorization.removeprefix("Basic ")) == b"ithaca:tr%C3%A8s%20secret%3A%26"

    def token(self, form: dict[str, str], authorization: str) -> dict[str, str] | None:
        asked = self.codes.pop(form.get("code", ""), None)  # a code is good once
        challenge = urlsafe_b64encode(sha256(form.get("code_verifier", "").encode()).digest()).decode()
        ours = self.knows(form, authorization)
        if not asked or not ours or challenge.rstrip("=") != asked["code_challenge"]:
            return None
        now = int(time.time())
        claims = {
            "iss": self.address,
            "aud": CLIENT_ID,
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
            **({"auth_time": now} if "max_age" in asked else {}),
            **self.person,
            **self.wrong,
        }
        told = {name: value for name, value in claims.items() if name not in self.left_out}
        return {"access_token": "open", "id_token": jwt.encode(self.headers, told, self.key)}


class _Answers(BaseHTTPRequestHandler):
    provider: FakeProvider

    def log_message(self, *args: object) -> None:
        """Nothing."""

    def do_GET(self) -> None:
        url, one = urlsplit(self.path), self.provider
        query = {name: values[0] for name, values in parse_qs(url.query).items()}
        if url.path in one.down:
            self.send_error(503)
        elif url.path == "/authorize":
            self.send_response(302)
            self.send_header("Location", one.authorize(query))
            self.end_headers()
        elif url.path == "/keys":
            self._say({"keys": [KEY.as_dict(private=False), {"kty": "oct", "k": "A" * 43}]})
        elif url.path == "/userinfo":
            known = self.headers.get("Authorization") == "Bearer open"
            self._say(
                one.person | one.told_later if known else {"error": "invalid_token"}, 200 if known else 401
            )
        else:
            self._say(one.discovery())

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {name: values[0] for name, values in parse_qs(body).items()}
        found = (
            None
            if self.path in self.provider.down
            else self.provider.token(form, self.headers.get("Authorization", ""))
        )
        self._say(found or {"error": "invalid_grant"}, 200 if found else 503 if self.provider.down else 400)

    def _say(self, what: dict[str, Any], status: int = 200) -> None:
        body = json.dumps(what).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def running_provider(host: str = "127.0.0.1") -> Iterator[FakeProvider]:
    provider = FakeProvider()
    handler = type("Answers", (_Answers,), {"provider": provider})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    provider.address = f"http://{host}:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def named_to_ithaca(provider: FakeProvider) -> dict[str, str]:
    """The setting with which an operator names it."""
    return {"issuer": provider.address, "client_id": CLIENT_ID, "secret": SECRET, "name": NAME}
