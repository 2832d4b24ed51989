"""A network's schemes: begun, read, published, compared, taken away as files."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ithaca import catalogue
from ithaca.access.permissions import Permission
from ithaca.accounts.who import viewer
from ithaca.design.views import perform, route
from ithaca.editions import buttons
from ithaca.editions.document import digest
from ithaca.kernel.ids import new_id
from ithaca.networks.models import Network
from ithaca.networks.tabs import tabs
from ithaca.schemes import actions, exchange, policies, presentation, queries, wording
from ithaca.schemes.forms import SchemeFile
from ithaca.schemes.models import SchemeVersion
from ithaca.schemes.presentation import language_of
from ithaca.schemes.states import VersionState
from ithaca.schemes.views.drafts import drafts

managing = route(Permission.MANAGE_SCHEMES, policies.version)


@route(Permission.MANAGE_SCHEMES, policies.network)
def index(request: HttpRequest, network: Network) -> HttpResponseBase:
    """Every scheme of the network with its versions."""
    series: dict[UUID, list[SchemeVersion]] = {}
    for row in queries.versions_of(network):
        series.setdefault(row.series, []).append(row)
    names = presentation.titles([versions[0] for versions in series.values()], language_of())
    schemes = [(names[key], queries.scheme(versions[0]), versions) for key, versions in series.items()]
    context = {"network": network, "tabs": tabs(network, "schemes:index"), "schemes": schemes}
    return render(request, "schemes/index.html", context)


@route(Permission.MANAGE_SCHEMES, policies.network)
def new(request: HttpRequest, network: Network) -> HttpResponseBase:
    """A shipped scheme, another network's, or one out of a file."""
    form = SchemeFile(request.POST or None, request.FILES or None, initial={"id": new_id()})
    if request.method == "POST" and request.POST.keys() & {"slug", "source"}:
        return _begun(request, network)
    scheme = form.document(exchange.read, wording.FAULTS) if form.is_valid() else None
    if scheme is not None:
        id = UUID(str(form.cleaned_data["id"]))
        made = perform(
            request,
            lambda: actions.import_scheme(actor=viewer(request), network=network, id=id, scheme=scheme),
            done=_("It is imported as a draft. Read it through, and publish it when it is right."),
            form=form,
        )
        if made is not None:
            return redirect("schemes:scheme", made.pk)
    language = language_of()
    context = {
        "network": network,
        "form": form,
        "shipped": [(each, each.text(language)) for each in catalogue.schemes()],
        "elsewhere": [
            (row, queries.scheme(row), queries.scheme(row).text(language))
            for row in queries.published_elsewhere(network)
        ],
        "new_id": new_id(),
    }
    return render(request, "schemes/new.html", context, status=422 if form.errors else 200)


def _begun(request: HttpRequest, network: Network) -> HttpResponseBase:
    """A draft made from a shipped scheme, or derived from another network's."""
    try:
        id = UUID(request.POST.get("id", ""))
        source = queries.readable(UUID(request.POST["source"])) if "source" in request.POST else None
    except ValueError:
        raise Http404
    slug = request.POST.get("slug", "")
    if source is None and slug not in {each.slug for each in catalogue.schemes()}:
        raise Http404

    def begin() -> SchemeVersion:
        if source is not None:
            return actions.derive_scheme(actor=viewer(request), network=network, id=id, source=source)
        return actions.adopt_scheme(actor=viewer(request), network=network, id=id, slug=slug)

    done = _("It is a draft of your network now: change what you like, say why, then publish it.")
    made = perform(request, begin, done=done)
    if made is None:
        return redirect("schemes:index", network.slug)
    return redirect("schemes:scheme", made.pk)


@managing
def scheme(request: HttpRequest, version: SchemeVersion) -> HttpResponseBase:
    """A version as those who write it read it."""
    is_draft = version.state == VersionState.DRAFT
    context: dict[str, Any] = {
        **shown(version),
        "is_draft": is_draft,
        "draft": queries.draft_of(version),
        "versions": queries.versions_in_series(version),
        "origin": queries.origin_of(version),
        "later": queries.later_origin(version),
        "unexplained": queries.without_reason(version) if is_draft else [],
    }
    return render(request, "schemes/scheme.html", context)


def shown(version: SchemeVersion) -> dict[str, Any]:
    """What every page of a version shows of it."""
    found, language = queries.scheme(version), language_of()
    return {
        "edition": version,
        "network": version.network,
        "scheme": found,
        "words": found.text(language),
        "outline": presentation.outline(found, language),
        "levels": presentation.levels(found, language),
        "gates": presentation.gates(found, language),
        "scales": [(scale, found.text(language).scales[scale.slug]) for scale in found.scales],
        "formats": exchange.FORMATS,
        "made_from": digest(version.content),
    }


@managing
@require_POST
def next_version(request: HttpRequest, version: SchemeVersion) -> HttpResponseBase:
    return drafts.next_version(request, version, actions.begin_next_version)


@managing
@require_POST
def move(request: HttpRequest, version: SchemeVersion) -> HttpResponseBase:
    """Publishes, retires or brings back, by the button that was pressed."""
    buttons.move(
        request,
        version,
        {
            "publish": (
                actions.publish_scheme,
                _("It is published: everybody may read it, and it never changes."),
            ),
            "retire": (actions.retire_scheme, _("It is retired: no programme begins by it any more.")),
            "bring back": (actions.bring_back_scheme, _("Programmes can begin by it again.")),
        },
    )
    return redirect("schemes:scheme", version.pk)


@drafts.managing
def discard(request: HttpRequest, version: SchemeVersion) -> HttpResponseBase:
    """Asks once more, then throws the draft away."""
    return drafts.discard(
        request,
        version,
        act=lambda seen: actions.discard_scheme(actor=viewer(request), version=version, seen=seen),
        after=reverse("schemes:index", args=[version.network.slug]),
        context={
            "words": queries.scheme(version).text(language_of()),
            "files": [
                (form.upper(), reverse("schemes:export", args=[version.pk, form]))
                for form in exchange.FORMATS
            ],
        },
    )


@route(Permission.MANAGE_SCHEMES, policies.version_as)
def export(request: HttpRequest, subject: tuple[SchemeVersion, str]) -> HttpResponseBase:
    """A version as a file, a draft too."""
    version, form = subject
    return as_file(version, form)


def as_file(version: SchemeVersion, form: str) -> HttpResponse:
    if form not in exchange.FORMATS:
        raise Http404
    kind = exchange.FORMATS[form]
    response = HttpResponse(exchange.write(queries.scheme(version), form), content_type=kind.media_type)
    name = f"{version.network.slug}-scheme-{version.number}.{kind.ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@managing
def changes(request: HttpRequest, version: SchemeVersion) -> HttpResponseBase:
    """What differs between this version and an earlier one, or its origin: standard by standard, in plain words."""
    others = [row for row in queries.versions_in_series(version) if row.pk != version.pk]
    origin = queries.origin_of(version)
    asked = request.GET.get("against", "")
    chosen = next((row for row in others if str(row.pk) == asked), None)
    if chosen is None and not (asked == "origin" and origin):
        chosen = next((row for row in others if row.number < version.number), None)
    before = chosen.content if chosen else origin.content if origin else None
    found = presentation.difference(before, version.content, language_of()) if before is not None else None
    context = {
        **shown(version),
        "others": others,
        "origin": origin,
        "chosen": chosen,
        "difference": found,
    }
    return render(request, "schemes/changes.html", context)
