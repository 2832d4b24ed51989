"""The organisation's own sign-in, by OpenID Connect: the code flow with PKCE, spoken by Authlib (docs/adr/0025).

Nothing is believed that the provider's key has not signed for us, now, and for this very sign-in.
"""

import secrets
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote, urlsplit

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import OAuth2Client, OAuth2ClientAuth
from authlib.oidc.core import CodeIDToken
from authlib.oidc.discovery import get_well_known_url
from django.conf import settings
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from ithaca.accounts.rules import Arrival, arrival

# A provider's own list may hold algorithms that anybody can sign with who knows our secret.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
PATIENCE = 5  # seconds, for each question to the provider
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
    again = {"prompt": "login", "max_age": "0"} if once_more else {}
    with _asking(there, back) as client:
        address, _state = client.create_authorization_url(
            _discovered(client, there)["authorization_endpoint"],
            state=bound.state,
            nonce=bound.nonce,
            code_verifier=bound.verifier,
            ui_locales=language,
            **again,
        )
    return str(address)


def who_arrived(there: Provider, bound: Secrets, *, code: str, back: str) -> Arrival:
    """Trades the code for what the provider says of the person, and checks every word of it."""
    with _asking(there, back) as client:
        found = _discovered(client, there)
        us = _who_we_are(there, found.get("token_endpoint_auth_methods_supported"))
        token = client.fetch_token(found["token_endpoint"], auth=us, code=code, code_verifier=bound.verifier)
        keys = _asked(client, found["jwks_uri"])
        claims = _checked(token, keys, issuer=found["issuer"], audience=there.client_id, nonce=bound.nonce)
        if "email" not in claims and "userinfo_endpoint" in found:
            more = _asked(client, found["userinfo_endpoint"], withhold_token=False)
            if more.get("sub") != claims["sub"]:
                raise Unproven("The provider spoke of somebody else.")
            claims = {**more, **claims}
    return arrival(str(found["issuer"]), claims)


@cache
def _authorities() -> ssl.SSLContext:
    """Whose certificates are believed: read once, for it takes longer than all the rest of a sign-in."""
    return httpx2.create_ssl_context()


@contextmanager
def _asking(there: Provider, back: str) -> Iterator[OAuth2Client]:
    """For a few questions. Codes and secrets follow no redirection, and are kept no longer than that."""
    client = OAuth2Client(
        there.client_id,
        redirect_uri=back,
        scope="openid profile email",
        code_challenge_method="S256",
        leeway=0,
        timeout=PATIENCE,
        follow_redirects=False,
        verify=_authorities(),
        event_hooks={"request": [lambda request: _sound(str(request.url))]},
    )
    try:
        with client:
            yield client
    except AuthlibBaseError as error:
        raise Unproven(str(error)) from error
    except (httpx2.HTTPError, httpx2.InvalidURL, ValueError, TypeError) as error:
        raise Unreachable(str(error)) from error


def _asked(client: OAuth2Client, url: object, *, withhold_token: bool = True) -> dict[str, Any]:
    read = client.request("GET", url, withhold_token=withhold_token).raise_for_status().json()
    if not isinstance(read, dict):
        raise Unreachable(f"{url}: no object")
    return read


def _discovered(client: OAuth2Client, there: Provider) -> dict[str, Any]:
    issuer = there.issuer.removesuffix(get_well_known_url("")).rstrip("/")
    found = _asked(client, get_well_known_url(issuer, external=True))
    if str(found.get("issuer", "")).rstrip("/") != issuer:
        raise Unreachable("The provider calls itself something else.")
    if not {"authorization_endpoint", "token_endpoint", "jwks_uri"} <= found.keys():
        raise Unreachable("The provider does not say where to ask.")
    _sound(str(found["authorization_endpoint"]))  # the browser goes there, not the client
    return found


def _sound(url: str) -> None:
    if urlsplit(url).scheme not in (("https",) if settings.PRODUCTION else ("https", "http")):
        raise Unreachable("The provider names an address that is not protected.")


def _who_we_are(there: Provider, methods: object) -> OAuth2ClientAuth:
    """Our secret in the header, as every provider must take it; in the form where this one only takes it there."""
    if not there.secret:
        return OAuth2ClientAuth(there.client_id, "", "none")
    known = methods if isinstance(methods, list) else []
    if "client_secret_post" in known and "client_secret_basic" not in known:
        return OAuth2ClientAuth(there.client_id, there.secret, "client_secret_post")
    # Authlib puts both into the header as they are; RFC 6749 (2.3.1) has them encoded first.
    named, secret = quote(there.client_id, safe=""), quote(there.secret, safe="")
    return OAuth2ClientAuth(named, secret, "client_secret_basic")


def _checked(token: dict[str, Any], keys: Any, *, issuer: str, audience: str, nonce: str) -> dict[str, Any]:
    """Authlib looks at issuer and audience only where it is told which: both must be there, and ours."""
    wanted = {
        "iss": {"essential": True, "value": issuer},
        "aud": {"essential": True, "value": audience},
        "sub": {"essential": True},
    }
    known = {"nonce": nonce, "client_id": audience, "access_token": token.get("access_token")}
    try:
        read = jwt.decode(str(token["id_token"]), KeySet.import_key_set(keys), algorithms=ALGORITHMS)
        claims = CodeIDToken(read.claims, read.header, wanted, known)
        claims.validate(leeway=LEEWAY)
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise Unproven(str(error)) from error
    if len(claims["sub"]) > LONGEST_SUBJECT or "\0" in claims["sub"]:
        raise Unproven("The provider gives no usable name.")
    return dict(claims)
