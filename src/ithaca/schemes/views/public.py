"""A published scheme as everybody reads it, prints it and takes it away."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render

from ithaca.access.permissions import Permission
from ithaca.design.views import open_route
from ithaca.schemes import presentation, queries
from ithaca.schemes.models import SchemeVersion
from ithaca.schemes.views.schemes import as_file, shown


def _published(edition_id: UUID) -> SchemeVersion:
    found = queries.readable(edition_id)
    if found is None:
        raise Http404
    return found


@open_route(Permission.SEE_PUBLIC_PAGES)
def page(request: HttpRequest, edition_id: UUID) -> HttpResponseBase:
    """Its requirements and standards, how they are answered, what each level asks for, what else is recognised."""
    version = _published(edition_id)
    recognised = [
        presentation.offer(version, row.level, row.theirs, row.their_level, row)
        for row in queries.recognitions_by(version)
        if row.level in {each.slug for each in queries.scheme(version).levels}
    ]
    context = {
        **shown(version),
        "origin": presentation.called(queries.origin_of(version), version.origin),
        "recognised": recognised,
        "left_out": presentation.left_out(version, presentation.language_of()),
        "newer": next(
            (row for row in queries.published_of(version.network) if row.series == version.series), None
        ),
    }
    return render(request, "schemes/public.html", context)


@open_route(Permission.SEE_PUBLIC_PAGES)
def file(request: HttpRequest, edition_id: UUID, form: str) -> HttpResponseBase:
    return as_file(_published(edition_id), form)
