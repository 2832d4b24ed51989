"""The organisation's own sign-in, by OpenID Connect: the code flow with PKCE (docs/adr/0025).

Nothing is believed that the provider's key has not signed for us, now, and for this very sign-in.
"""

import hashlib
import json
import secrets
from base64 import b64encode, urlsafe_b64encode
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from ithaca.accounts.rules import Arrival, arrival

WELL_KNOWN = "/.well-known/openid-configuration"
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
PATIENCE = 5  # seconds, for each question to the provider
MOST = 512 * 1024  # bytes of an answer
LONGEST_SUBJECT = 255
LEEWAY = 60  # seconds by which two clocks may differ


class Unreachable(Exception):
    """The provider does not answer, or not what OpenID Connect says."""


class Unproven(Exception):
    """What came back does not prove who somebody is."""


@dataclass(frozen=True)
class Provider:
    """Who vouches for people, and how Ithaca is called there."""

    issuer: str
    client_id: str
    secret: str
    name: str


@dataclass(frozen=True)
class Secrets:
    """What binds an answer to the browser and to the moment that asked: all three are used once."""

    state: str
    nonce: str
    verifier: str


def provider() -> Provider | None:
    """The one that the operator has named."""
    return Provider(**settings.IDENTITY_PROVIDER) if settings.IDENTITY_PROVIDER else None


def new_secrets() -> Secrets:
    return Secrets(*(secrets.token_urlsafe(32) for _one in range(3)))


def way_there(there: Provider, bound: Secrets, *, back: str, language: str, once_more: bool) -> str:
    """Where to send the browser; `once_more` has the provider ask people who they are even if it knows."""
    endpoint = str(_discovered(there)["authorization_endpoint"])
    challenge = urlsafe_b64encode(hashlib.sha256(bound.verifier.encode()).digest()).decode().rstrip("=")
    asked = {
        "response_type": "code",
        "client_id": there.client_id,
        "redirect_uri": back,
        "scope": "openid profile email",
        "state": bound.state,
        "nonce": bound.nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
        "ui_locales": language,
        **({"prompt": "login", "max_age": "0"} if once_more else {}),
    }
    return endpoint + ("&" if "?" in endpoint else "?") + urlencode(asked)


def who_arrived(there: Provider, bound: Secrets, *, code: str, back: str) -> Arrival:
    """Trades the code for what the provider says of the person, and checks every word of it."""
    found = _discovered(there)
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": back,
        "code_verifier": bound.verifier,
    }
    answer = _asked(found["token_endpoint"], form=form, **_who_we_are(there, found, form))
    claims = _checked(there, found, str(answer.get("id_token", "")), bound.nonce)
    if "email" not in claims and "userinfo_endpoint" in found:
        bearer = {"Authorization": f"Bearer {answer.get('access_token', '')}"}
        more = _asked(found["userinfo_endpoint"], headers=bearer)
        if more.get("sub") != claims["sub"]:
            raise Unproven("The provider spoke of somebody else.")
        claims = {**more, **claims}
    return arrival(str(found["issuer"]), claims)


def _discovered(there: Provider) -> dict[str, Any]:
    issuer = there.issuer.removesuffix(WELL_KNOWN).rstrip("/")
    found = _asked(issuer + WELL_KNOWN)
    if str(found.get("issuer", "")).rstrip("/") != issuer:
        raise Unreachable("The provider calls itself something else.")
    if not {"authorization_endpoint", "token_endpoint", "jwks_uri"} <= found.keys():
        raise Unreachable("The provider does not say where to ask.")
    if not _sound(str(found["authorization_endpoint"])):
        raise Unreachable("The provider's page is not protected.")
    return found


def _who_we_are(there: Provider, found: dict[str, Any], form: dict[str, str]) -> dict[str, Any]:
    """Our secret in the header, as every provider must take it; in the form where this one only takes it there."""
    methods = found.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    if not there.secret:
        form["client_id"] = there.client_id
    elif "client_secret_basic" in methods or "client_secret_post" not in methods:
        pair = f"{quote(there.client_id, safe='')}:{quote(there.secret, safe='')}"
        return {"headers": {"Authorization": "Basic " + b64encode(pair.encode()).decode()}}
    else:
        form |= {"client_id": there.client_id, "client_secret": there.secret}
    return {}


def _checked(there: Provider, found: dict[str, Any], token: str, nonce: str) -> dict[str, Any]:
    published = _asked(found["jwks_uri"]).get("keys")
    usable = [
        key
        for key in (published if isinstance(published, list) else [])
        if isinstance(key, dict) and key.get("kty") in ("RSA", "EC", "OKP") and key.get("use", "sig") == "sig"
    ]
    registry = jwt.JWTClaimsRegistry(
        leeway=LEEWAY,
        iss={"essential": True, "value": found["issuer"]},
        aud={"essential": True, "value": there.client_id},
        sub={"essential": True},
        exp={"essential": True},
        iat={"essential": True},
        nonce={"essential": True, "value": nonce},
    )
    try:
        claims = jwt.decode(token, KeySet.import_key_set({"keys": usable}), algorithms=ALGORITHMS).claims
        registry.validate(claims)
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise Unproven(str(error)) from error
    if not isinstance(claims["sub"], str) or len(claims["sub"]) > LONGEST_SUBJECT or "\0" in claims["sub"]:
        raise Unproven("The provider gives no usable name.")
    several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if claims.get("azp", None if several else there.client_id) != there.client_id:
        raise Unproven("The token was given to somebody else.")
    return dict(claims)


class _NoDetours(HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        """Codes and secrets go where the provider's own page says, nowhere else."""


_OPENER = build_opener(_NoDetours)


def _sound(url: str) -> bool:
    return urlsplit(url).scheme in (("https",) if settings.PRODUCTION else ("https", "http"))


def _asked(
    url: object, *, form: dict[str, str] | None = None, headers: dict[str, str] | None = None
) -> dict[str, Any]:
    """One question to the provider, answered in JSON."""
    if not _sound(str(url)):
        raise Unreachable("The provider names an address that is not protected.")
    body = urlencode(form).encode() if form else None
    accept = {"Accept": "application/json", **(headers or {})}
    request = Request(str(url), data=body, headers=accept)  # noqa: S310 - looked at above
    try:
        with _OPENER.open(request, timeout=PATIENCE) as answer:
            read = json.loads(answer.read(MOST))
    except HTTPError as error:
        error.close()
        raise (Unproven if form and error.code < 500 else Unreachable)(f"{url}: {error.code}") from error
    except (OSError, HTTPException, ValueError) as error:
        raise Unreachable(f"{url}: {error}") from error
    if not isinstance(read, dict):
        raise Unreachable(f"{url}: no object")
    return read
