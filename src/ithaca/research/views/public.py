"""What everybody finds: data sets with what they mean, to read and to take away."""

from uuid import UUID

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.design.views import open_route
from ithaca.networks.queries import network_by_slug
from ithaca.research import presentation, queries
from ithaca.research.files import archive, metadata
from ithaca.research.models import Release

PER_PAGE, PER_FEED = 24, 100
PACKAGE = "package.zip"
KINDS = {
    "csv": "text/csv; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "cff": "text/plain; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "zip": "application/zip",
}


@open_route(Permission.SEE_PUBLIC_PAGES)
def index(request: HttpRequest) -> HttpResponseBase:
    """Of all networks, or of one that has published."""
    found, network, slug = queries.releases(), None, request.GET.get("network")
    if slug:
        network = network_by_slug(slug)
        found = queries.releases_of(network) if network else found.none()
        if not found.exists():
            raise Http404
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "research/public.html", {"page": page, "network": network})


@open_route(Permission.SEE_PUBLIC_PAGES)
def catalogue(request: HttpRequest) -> HttpResponseBase:
    """The feed for data catalogues (DCAT-AP), page by page."""
    page = Paginator(queries.releases(), PER_FEED).get_page(request.GET.get("page"))
    told = metadata.of_catalogue(
        page,
        address=f"{settings.BASE_URL}{reverse('research:catalogue')}",
        title=_("Research data about mentoring"),
        language=get_language() or "fr",
    )
    return HttpResponse(metadata.as_json(told), content_type=KINDS["jsonld"])


def _found(release_id: UUID) -> Release:
    found = queries.release(release_id)
    if found is None:
        raise Http404
    return found


@open_route(Permission.SEE_PUBLIC_PAGES)
def release(request: HttpRequest, release_id: UUID) -> HttpResponseBase:
    found = _found(release_id)
    return render(request, "research/release.html", presentation.release(found))


@open_route(Permission.SEE_PUBLIC_PAGES)
def file(request: HttpRequest, release_id: UUID, name: str) -> HttpResponseBase:
    """One file of the package, or all of it; the description for catalogues knows the package as well."""
    found = _found(release_id)
    if name == "dcat.jsonld":
        content: bytes | None = metadata.as_json(metadata.of_release(found)).encode()
    else:
        packed = queries.archive_of(found)
        content = packed if name == PACKAGE else archive.unpacked(packed, name)
    if content is None:
        raise Http404
    response = HttpResponse(content, content_type=KINDS[name.rsplit(".", 1)[-1]])
    called = f"{found.study.network.slug}-{found.number}-{name}"
    response["Content-Disposition"] = f'attachment; filename="{called}"'
    return response
