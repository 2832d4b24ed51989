"""The public registry of seals: search, one seal, feeds for machines, badges for other people's pages."""

import hashlib
import json
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from ithaca.access.permissions import Permission
from ithaca.credentials.views.public import FOR_SHORT, published
from ithaca.design.views import open_route
from ithaca.networks.models import Network
from ithaca.networks.queries import network_by_slug
from ithaca.schemes.presentation import language_of
from ithaca.seals import addresses, queries
from ithaca.seals.badges import badge as drawn
from ithaca.seals.feeds import atom as atom_of
from ithaca.seals.forms import SearchForm
from ithaca.seals.models import SealFile
from ithaca.seals.presentation.registry import alternative, feed, public

PER_PAGE, PER_FEED = 24, 100
FOR_PICTURES = "public, max-age=3600"
# A picture that anybody may show, and that fetches nothing; its style stands in itself.
STILL = "default-src 'none'; style-src 'unsafe-inline'"
everybody = open_route(Permission.SEE_PUBLIC_PAGES)


def _network(slug: str) -> Network:
    found = network_by_slug(slug)
    if found is None or not found.public:
        raise Http404
    return found


def _kept(request: HttpRequest, content: str, *, kind: str, cache: str = FOR_SHORT) -> HttpResponseBase:
    """What other sites may read and keep; unchanged, it is not sent again."""
    etag = quote_etag(hashlib.sha256(content.encode()).hexdigest()[:32])
    response = published(content, kind=kind, cache=cache)
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response


# --- Pages ---


@everybody
@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """Of all networks that everybody finds."""
    return _registry(request, None)


@everybody
@require_safe
def of_network(request: HttpRequest, slug: str) -> HttpResponseBase:
    return _registry(request, _network(slug))


def _registry(request: HttpRequest, network: Network | None) -> HttpResponseBase:
    form = SearchForm(request.GET, choices=queries.choices(), network=network)
    page = Paginator(queries.registered(form.search()), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "network": network,
        "form": form,
        "page": page,
        "shown": [public(row) for row in page],
        "searched": form.searched,
        "json": addresses.of_feed(network),
        "atom": addresses.of_feed(network, "atom"),
    }
    return render(request, "seals/registry.html", context)


@everybody
@require_safe
def seal(request: HttpRequest, seal_id: UUID) -> HttpResponseBase:
    """One seal, for whoever has its link; only what is listed is found by search engines."""
    row = _seal(seal_id)
    response = render(request, "seals/seal.html", {"told": public(row), "row": row, **_around(row)})
    if not (row.programme.listed and row.network.public):
        response["X-Robots-Tag"] = "noindex"
    return response


def _around(row: SealFile) -> dict[str, Any]:
    """What a seal rests on, and what came after it."""
    told, later = public(row), queries.renewed_by(row)
    return {
        "base": public(told.base) if told.base and told.base.credential else None,
        "later": public(later) if later else None,
        "badge_alt": alternative(told),
        "badge_language": addresses.one_of_ours(language_of()),
    }


def _seal(seal_id: UUID) -> SealFile:
    found = queries.seal(seal_id)
    if found is None:
        raise Http404
    return found


# --- For other sites ---


@everybody
@require_safe
def badge(request: HttpRequest, seal_id: UUID, language: str) -> HttpResponseBase:
    """The badge as it stands today; kept for an hour by whoever shows it."""
    if language not in addresses.LANGUAGES:
        raise Http404
    response = _kept(request, drawn(_seal(seal_id), language), kind="image/svg+xml", cache=FOR_PICTURES)
    response.headers["Content-Security-Policy"] = STILL
    return response


@everybody
@require_safe
def json_feed(request: HttpRequest, slug: str | None = None) -> HttpResponseBase:
    """Every listed seal, what changed last first, a hundred at a time."""
    network = _network(slug) if slug else None
    page = Paginator(queries.changes(network), PER_FEED).get_page(request.GET.get("page"))
    here = addresses.of_feed(network)
    following = f"{here}?{urlencode({'page': page.next_page_number()})}" if page.has_next() else None
    told = feed(list(page), address=here, following=following)
    return _kept(request, json.dumps(told, ensure_ascii=False, indent=1), kind="application/json")


@everybody
@require_safe
def atom(request: HttpRequest, slug: str | None = None) -> HttpResponseBase:
    """The last changes, for feed readers: in one language for everybody who asks at one address."""
    network = _network(slug) if slug else None
    language = addresses.one_of_ours(request.GET.get("lang", ""))
    return _kept(request, atom_of(network, language), kind="application/atom+xml; charset=utf-8")
