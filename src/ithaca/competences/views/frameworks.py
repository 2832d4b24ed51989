"""The frameworks of an organisation: read, taken over, imported, exported, published."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ithaca import catalogue
from ithaca.access.permissions import Permission
from ithaca.access.rules import allowed
from ithaca.accounts.who import viewer
from ithaca.competences import actions, exchange, policies, queries, wording
from ithaca.competences.forms import FrameworkFile
from ithaca.competences.models import FrameworkVersion
from ithaca.competences.views.drafts import drafts
from ithaca.competences.views.mine import language_of
from ithaca.design.views import perform, route
from ithaca.editions import buttons
from ithaca.editions.document import digest
from ithaca.kernel.ids import new_id
from ithaca.organisations.models import Organisation

managing = route(Permission.MANAGE_FRAMEWORKS, policies.version)


@route(Permission.SEE_FRAMEWORKS, policies.organisation)
def index(request: HttpRequest, organisation: Organisation) -> HttpResponseBase:
    """Every framework with its versions; mentors see the published ones."""
    language = language_of()
    manages = _manages(request, organisation)
    rows = [row for row in queries.versions_of(organisation) if manages or row.state != "draft"]
    series: dict[UUID, list[FrameworkVersion]] = {}
    for row in rows:
        series.setdefault(row.series, []).append(row)
    frameworks = [
        (queries.framework(versions[0]).text(language), queries.framework(versions[0]), versions)
        for versions in series.values()
    ]
    context = {"organisation": organisation, "frameworks": frameworks, "manages": manages}
    return render(request, "competences/frameworks.html", context)


def _manages(request: HttpRequest, organisation: Organisation) -> bool:
    roles = policies.roles_in_organisation(viewer(request), organisation)
    return allowed(roles, Permission.MANAGE_FRAMEWORKS)


@route(Permission.MANAGE_FRAMEWORKS, policies.organisation)
def new(request: HttpRequest, organisation: Organisation) -> HttpResponseBase:
    """A shipped framework as one's own, or one out of a file."""
    form = FrameworkFile(request.POST or None, request.FILES or None, initial={"id": new_id()})
    if request.method == "POST" and "slug" in request.POST:
        return _adopted(request, organisation)
    framework = form.document(exchange.read, wording.FAULTS) if form.is_valid() else None
    if framework is not None:
        id = UUID(str(form.cleaned_data["id"]))
        made = perform(
            request,
            lambda: actions.import_framework(
                actor=viewer(request), organisation=organisation, id=id, framework=framework
            ),
            done=_("It is imported as a draft. Read it through, and publish it when it is right."),
            form=form,
        )
        if made is not None:
            return redirect("competences:framework", made.pk)
    language = language_of()
    shipped = [(each.slug, each.text(language), each) for each in catalogue.frameworks()]
    context = {
        "organisation": organisation,
        "form": form,
        "shipped": shipped,
        "new_id": new_id(),
    }
    return render(request, "competences/new_framework.html", context, status=422 if form.errors else 200)


def _adopted(request: HttpRequest, organisation: Organisation) -> HttpResponseBase:
    slug = request.POST["slug"]
    if slug not in {each.slug for each in catalogue.frameworks()}:
        raise Http404
    try:
        id = UUID(request.POST.get("id", ""))
    except ValueError:
        raise Http404
    made = perform(
        request,
        lambda: actions.adopt_framework(actor=viewer(request), organisation=organisation, id=id, slug=slug),
        done=_("It is a draft of your organisation now: change what you like, then publish it."),
    )
    if made is None:
        return redirect("competences:frameworks", organisation.slug)
    return redirect("competences:framework", made.pk)


@route(Permission.SEE_FRAMEWORKS, policies.version)
def framework(request: HttpRequest, version: FrameworkVersion) -> HttpResponseBase:
    """A version as people read it."""
    found = queries.framework(version)
    context: dict[str, Any] = {
        "edition": version,
        "organisation": version.organisation,
        "framework": found,
        "words": found.text(language_of()),
        "manages": _manages(request, version.organisation),
        "used": queries.is_used(version),
        "versions": queries.versions_in_series(version),
        "draft": queries.draft_of(version),
        "forms": exchange.FORMATS,
        "made_from": digest(version.content),
    }
    if not context["manages"]:
        context["versions"] = context["versions"].exclude(state="draft")
    return render(request, "competences/framework.html", context)


@route(Permission.SEE_FRAMEWORKS, policies.version_as)
def export(request: HttpRequest, subject: tuple[FrameworkVersion, str]) -> HttpResponseBase:
    """A version as a file."""
    version, form = subject
    if form not in exchange.FORMATS:
        raise Http404
    kind = exchange.FORMATS[form]
    data = exchange.write(queries.framework(version), form, address=settings.BASE_URL)
    response = HttpResponse(data, content_type=kind.media_type)
    name = f"{version.organisation.slug}-framework-{version.number}.{kind.ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@managing
@require_POST
def next_version(request: HttpRequest, version: FrameworkVersion) -> HttpResponseBase:
    return drafts.next_version(request, version, actions.begin_next_version)


@managing
@require_POST
def move(request: HttpRequest, version: FrameworkVersion) -> HttpResponseBase:
    """Publishes, retires or brings back, by the button that was pressed."""
    buttons.move(
        request,
        version,
        {
            "publish": (
                actions.publish_framework,
                _("It is published: mentors can begin, and it never changes."),
            ),
            "retire": (actions.retire_framework, _("It is retired: nobody begins by it any more.")),
            "bring back": (actions.bring_back_framework, _("Mentors can begin by it again.")),
        },
    )
    return redirect("competences:framework", version.pk)


@drafts.managing
def discard(request: HttpRequest, version: FrameworkVersion) -> HttpResponseBase:
    """Asks once more, then throws the draft away."""
    return drafts.discard(
        request,
        version,
        act=lambda seen: actions.discard_framework(actor=viewer(request), version=version, seen=seen),
        after=reverse("competences:frameworks", args=[version.organisation.slug]),
        context={
            "words": queries.framework(version).text(language_of()),
            "files": [
                (form.upper(), reverse("competences:export", args=[version.pk, form]))
                for form in exchange.FORMATS
            ],
        },
    )
