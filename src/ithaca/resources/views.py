from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ithaca import catalogue
from ithaca.access.permissions import Permission
from ithaca.access.rules import allowed
from ithaca.accounts.who import viewer
from ithaca.design.notices import undoable
from ithaca.design.views import perform, route
from ithaca.kernel.ids import new_id
from ithaca.programmes.models import Programme
from ithaca.programmes.policies import programme_by_slug, roles_in_programme
from ithaca.programmes.wording import reader_language
from ithaca.resources import actions, policies, queries, rules, shelf, wording
from ithaca.resources.forms import ResourceForm, initial_of
from ithaca.resources.models import Audience, Kind, Resource

managing = route(Permission.MANAGE_RESOURCES, policies.resource_in_programme)
FORM = "resources/form.html"


@route(Permission.SEE_RESOURCES, programme_by_slug)
def index(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    """What the programme offers to read, for a phase or for the whole way."""
    person = viewer(request)
    phase = request.GET.get("phase", "")
    phase = phase if phase in wording.PHASES else ""
    items = queries.resources_of(
        programme, audiences=policies.audiences_seen_by(person, programme), phase=phase
    )
    context = {
        "programme": programme,
        "items": items,
        "phases": wording.PHASES,
        "phase": phase,
        "manages": allowed(roles_in_programme(person, programme), Permission.MANAGE_RESOURCES),
    }
    return render(request, "resources/index.html", context)


@route(Permission.SEE_RESOURCES, policies.resource_in_programme)
def open_(request: HttpRequest, row: Resource) -> HttpResponseBase:
    """The guide, the file, or the way to the link."""
    if row.kind == Kind.LINK:
        return redirect(row.url)
    if row.kind == Kind.FILE:
        return _download(row)
    guide = catalogue.guide(row.guide)
    language = reader_language(row.programme)
    context = {
        "programme": row.programme,
        "words": guide.text(language),
        "sections": [guide.text(language).sections[slug] for slug in guide.sections],
        "language": language,
    }
    return render(request, "resources/guide.html", context)


def _download(row: Resource) -> HttpResponseBase:
    assert row.file is not None
    try:
        content = shelf.read(row.file)
    except FileNotFoundError:
        raise Http404
    kind = rules.TYPES[rules.ending(row.file_name)]
    # As an attachment and with nosniff (SecurityMiddleware): the browser keeps it, and never runs it as a page of ours.
    response = FileResponse(content, as_attachment=True, filename=row.file_name, content_type=kind)
    response["Cache-Control"] = "private, no-cache"
    return response


@route(Permission.MANAGE_RESOURCES, programme_by_slug)
def manage(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    """Everything in its order, also what is hidden."""
    items = queries.resources_of(programme, audiences=Audience.values, hidden=True)
    return render(request, "resources/manage.html", {"programme": programme, "items": items})


@route(Permission.MANAGE_RESOURCES, programme_by_slug)
def new(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    kind = Kind.FILE if request.GET.get("kind") == Kind.FILE else Kind.LINK
    initial = {"id": new_id(), "audience": "both", "language": reader_language(programme)}
    form = ResourceForm(
        request.POST or None, request.FILES or None, programme=programme, kind=kind, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        made = perform(
            request,
            lambda: actions.add_resource(
                actor=viewer(request),
                programme=programme,
                id=UUID(str(form.cleaned_data["id"])),
                content=form.content(),
            ),
            done=_("It is there now, at the end of the list."),
            form=form,
        )
        if made is not None:
            return redirect("resources:manage", slug=programme.slug)
    return render(request, FORM, {"programme": programme, "form": form, "kind": kind})


@managing
def change(request: HttpRequest, row: Resource) -> HttpResponseBase:
    form = ResourceForm(
        request.POST or None,
        request.FILES or None,
        programme=row.programme,
        kind=row.kind,
        row=row,
        initial=initial_of(row),
    )
    if request.method == "POST" and form.is_valid():
        changed = perform(
            request,
            lambda: actions.change_resource(actor=viewer(request), resource=row, content=form.content()),
            done=_("Saved."),
            form=form,
        )
        if changed is not None:
            return redirect("resources:manage", slug=row.programme.slug)
    context = {"programme": row.programme, "form": form, "kind": row.kind, "item": queries.item(row)}
    return render(request, FORM, context)


@managing
@require_POST
def move(request: HttpRequest, row: Resource) -> HttpResponseBase:
    steps = -1 if request.POST.get("direction") == "up" else 1
    perform(request, lambda: actions.move_resource(actor=viewer(request), resource=row, steps=steps))
    return redirect(reverse("resources:manage", args=[row.programme.slug]) + f"#r-{row.pk}")


@managing
@require_POST
def hide(request: HttpRequest, row: Resource) -> HttpResponseBase:
    """Hiding is taken back with one press, so nobody is asked beforehand."""
    if perform(request, lambda: actions.hide_resource(actor=viewer(request), resource=row)):
        undo = reverse("resources:show", args=[row.programme.slug, row.pk])
        undoable(request, _("“%(title)s” is hidden.") % {"title": queries.item(row).title}, undo_url=undo)
    return redirect("resources:manage", slug=row.programme.slug)


@managing
@require_POST
def show(request: HttpRequest, row: Resource) -> HttpResponseBase:
    perform(
        request,
        lambda: actions.show_resource(actor=viewer(request), resource=row),
        done=_("“%(title)s” is shown again.") % {"title": queries.item(row).title},
    )
    return redirect("resources:manage", slug=row.programme.slug)


@managing
def remove(request: HttpRequest, row: Resource) -> HttpResponseBase:
    """Asks first: a file that is gone can't be brought back."""
    if request.method == "POST":
        perform(
            request,
            lambda: actions.remove_resource(actor=viewer(request), resource=row),
            done=_("It is removed."),
        )
        return redirect("resources:manage", slug=row.programme.slug)
    return render(request, "resources/remove.html", {"programme": row.programme, "item": queries.item(row)})
