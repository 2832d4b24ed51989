"""What is published without sign-in: what verifiers fetch, and the page on which anybody verifies."""

import json
from collections.abc import Mapping
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from ithaca.access.permissions import Permission
from ithaca.credentials import addresses, labels, pictures, queries
from ithaca.credentials.models import Credential
from ithaca.credentials.open_badges.status_list import PURPOSES
from ithaca.design.views import open_route

JSON, TOKEN, LINKED = "application/json", "text/plain; charset=utf-8", "application/ld+json"
FOR_LONG, FOR_SHORT = "public, max-age=86400", "public, max-age=300"
FOR_ITS_READER = "private, max-age=300"  # of what its holder may hide: no cache on the way keeps it
DOCUMENTS = ("application/vc", LINKED, JSON)
TOKENS = ("application/vc+jwt", "application/jwt")
FORMS = (("json", "JSON"), ("jwt", "JWT"), ("svg", "SVG"), ("png", "PNG"))
verifying = open_route(Permission.VERIFY_CREDENTIAL)


def published(content: str | bytes, *, kind: str, cache: str) -> HttpResponse:
    """An answer that verifiers of other sites may read as well."""
    response = HttpResponse(content, content_type=kind)
    response["Cache-Control"] = cache
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _json(document: Mapping[str, object], *, kind: str = LINKED, cache: str = FOR_SHORT) -> HttpResponse:
    return published(json.dumps(document, ensure_ascii=False, indent=1), kind=kind, cache=cache)


def _accepts(request: HttpRequest, kinds: tuple[str, ...]) -> bool:
    """Whether the reader asks for one of these rather than for a page."""
    asked = request.headers.get("Accept", "")
    return "text/html" not in asked and any(kind in asked for kind in kinds)


@verifying
@require_safe
def issuer(request: HttpRequest, issuer_id: UUID) -> HttpResponseBase:
    found = queries.issuer(issuer_id)
    if found is None:
        raise Http404
    return _json(queries.issuer_document(found))


@verifying
@require_safe
def key(request: HttpRequest, issuer_id: UUID, number: int) -> HttpResponseBase:
    found = queries.key_by_number(issuer_id, number)
    if found is None:
        raise Http404
    return _json(queries.jwk(found), kind="application/jwk+json", cache=FOR_LONG)


@verifying
@require_safe
def achievement(request: HttpRequest, achievement_id: UUID) -> HttpResponseBase:
    found = queries.achievement(achievement_id)
    if found is None:
        raise Http404
    return _json(queries.achievement_document(found), cache=FOR_LONG)


@verifying
@require_safe
def status_list(request: HttpRequest, list_id: UUID, purpose: str) -> HttpResponseBase:
    """As document, or as token for whoever asks for one."""
    found = queries.status_list(list_id) if purpose in PURPOSES else None
    if found is None:
        raise Http404
    as_token = _accepts(request, TOKENS)
    text = queries.signed_status_list(found, purpose, as_token=as_token)
    if text is None:
        return HttpResponse(status=503)
    response = published(text, kind=TOKENS[0] if as_token else "application/vc", cache=FOR_SHORT)
    patch_vary_headers(response, ["Accept"])
    return response


def _shown(credential_id: UUID) -> Credential:
    found = queries.public_credential(credential_id)
    if found is None:
        raise Http404
    return found


@verifying
@require_safe
def credential(request: HttpRequest, credential_id: UUID) -> HttpResponseBase:
    """Its page; for whoever asks for a document rather than a page, the document."""
    row = _shown(credential_id)
    if _accepts(request, DOCUMENTS):
        response = in_form(row, "json")
    else:
        response = render(request, "credentials/credential.html", _about(row))
    patch_vary_headers(response, ["Accept"])
    return response


def _about(row: Credential) -> dict[str, object]:
    standing = queries.standing(row)
    return {
        "row": row,
        "achievement": queries.achievement_of(row.achievement),
        "explained": labels.EXPLAINED[standing],
        "standing": standing,
        "address": addresses.of_credential(row),
        "claims": queries.document(row),
        "base": settings.BASE_URL,
        "forms": FORMS,
    }


def in_form(row: Credential, form: str) -> HttpResponse:
    """The credential as file: the forms are those of Open Badges 3.0."""
    content: str | bytes
    if form == "json":
        content, kind = row.document, JSON
    elif form == "jwt":
        content, kind = row.jwt, TOKEN
    elif form == "svg":
        content, kind = pictures.svg(row), "image/svg+xml"
    elif form == "png":
        content, kind = pictures.png(row), "image/png"
    else:
        raise Http404
    return published(content, kind=kind, cache=FOR_ITS_READER if row.shown else "private, no-store")


@verifying
@require_safe
def file(request: HttpRequest, credential_id: UUID, form: str) -> HttpResponseBase:
    return in_form(_shown(credential_id), form)


@verifying
@require_safe
def register(request: HttpRequest, credential_id: UUID) -> HttpResponseBase:
    """The hashes of what was signed, also of what is hidden: they tell nothing, and settle what a lost key signed."""
    row = queries.credential(credential_id)
    if row is None:
        raise Http404
    return _json(queries.register(row), kind=JSON)


@verifying
@require_safe
def verify(request: HttpRequest) -> HttpResponseBase:
    """Anybody's file, verified in their browser."""
    return render(request, "credentials/verify.html", {"base": settings.BASE_URL})
