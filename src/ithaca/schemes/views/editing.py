"""Changing a draft of a scheme in the browser, one part at a time."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from ithaca.schemes import editing, lineage, queries
from ithaca.schemes.document import Content
from ithaca.schemes.forms import (
    GatesForm,
    GeneralForm,
    KindsForm,
    LevelForm,
    RequirementForm,
    ScaleForm,
    StandardForm,
    TiersForm,
)
from ithaca.schemes.forms.base import DraftForm
from ithaca.schemes.models import SchemeVersion
from ithaca.schemes.presentation import language_of
from ithaca.schemes.views.drafts import Part, drafts

Edit = Callable[[Content], Content]
Form = TypeVar("Form", bound=DraftForm)


def _form(request: HttpRequest, version: SchemeVersion, kind: type[Form], **part: object) -> Form:
    used = lineage.keys_used(version) if request.method == "POST" else ()
    make = partial(kind, scheme=queries.scheme(version), language=language_of(), used=used, **part)
    return drafts.form(request, make)


def _without(
    request: HttpRequest, version: SchemeVersion, form: DraftForm, edit: Edit, part: str = ""
) -> HttpResponseBase:
    """Drops the part of a form, else shows what it is now."""
    done = drafts.without(request, version, form, edit)
    return _back(version, part) if done else redirect(request.path)


def _back(version: SchemeVersion, part: str = "") -> HttpResponseBase:
    response = redirect("schemes:scheme", version.pk)
    if part:
        response["Location"] += f"#{part}"
    return response


def _page(
    request: HttpRequest, version: SchemeVersion, page: str, form: DraftForm, **more: object
) -> HttpResponseBase:
    words = queries.scheme(version).text(language_of())
    context = {"edition": version, "network": version.network, "words": words, "form": form, **more}
    status = 409 if form.late else 422 if form.errors else 200
    return render(request, f"schemes/{page}.html", context, status=status)


@drafts.managing
def general(request: HttpRequest, version: SchemeVersion) -> HttpResponseBase:
    """Title, introduction, source, fees."""
    form = _form(request, version, GeneralForm)
    if drafts.saved(request, version, form):
        return _back(version)
    return _page(request, version, "edit", form)


@drafts.managing
def tiers(request: HttpRequest, version: SchemeVersion) -> HttpResponseBase:
    """The kinds of standards, from the least to the furthest."""
    form = _form(request, version, TiersForm)
    if drafts.saved(request, version, form):
        return redirect("schemes:tiers", version.pk) if "more" in request.POST else _back(version, "tiers")
    return _page(request, version, "edit_lines", form, of="tiers")


@drafts.managing
def kinds(request: HttpRequest, version: SchemeVersion) -> HttpResponseBase:
    """What counts as evidence, and for how long."""
    form = _form(request, version, KindsForm)
    if drafts.saved(request, version, form):
        return redirect("schemes:kinds", version.pk) if "more" in request.POST else _back(version, "kinds")
    return _page(request, version, "edit_lines", form, of="kinds")


@drafts.managing
def gates(request: HttpRequest, version: SchemeVersion) -> HttpResponseBase:
    """The conditions under which a programme may apply."""
    form = _form(request, version, GatesForm)
    if drafts.saved(request, version, form):
        if "more" in request.POST:
            return redirect("schemes:gates", version.pk)
        return _back(version, "gates")
    return _page(request, version, "edit_gates", form)


@drafts.of_part
def scale(request: HttpRequest, part: Part) -> HttpResponseBase:
    """A scale of answers."""
    version, slug = part
    if slug not in queries.scheme(version).by_scale:
        return drafts.dropped(request, version)
    form = _form(request, version, ScaleForm, slug=slug)
    if drafts.saved(request, version, form):
        if "more" in request.POST:
            return redirect("schemes:scale", version.pk, slug)
        return _back(version, "scales")
    return _page(request, version, "edit_scale", form)


@drafts.managing
def new_level(request: HttpRequest, version: SchemeVersion) -> HttpResponseBase:
    return _level(request, version, None)


@drafts.of_part
def level(request: HttpRequest, part: Part) -> HttpResponseBase:
    """A level and its rules."""
    version, slug = part
    if slug not in {each.slug for each in queries.scheme(version).levels}:
        return drafts.dropped(request, version)
    return _level(request, version, slug)


def _level(request: HttpRequest, version: SchemeVersion, slug: str | None) -> HttpResponseBase:
    form = _form(request, version, LevelForm, slug=slug)
    if slug and "discard" in request.POST:
        return _without(
            request, version, form, lambda content: editing.without_level(content, slug), "levels"
        )
    if drafts.saved(request, version, form):
        if slug and "more" in request.POST:
            return redirect("schemes:level", version.pk, slug)
        return _back(version, "levels")
    removable = len(queries.scheme(version).levels) > 1
    return _page(request, version, "edit_level", form, slug=slug, removable=removable)


@drafts.managing
def new_requirement(request: HttpRequest, version: SchemeVersion) -> HttpResponseBase:
    return _requirement(request, version, "")


@drafts.of_part
def requirement(request: HttpRequest, part: Part) -> HttpResponseBase:
    """A requirement's own words; dropping it drops its standards."""
    version, slug = part
    if slug not in {each.slug for each in queries.scheme(version).requirements}:
        return drafts.dropped(request, version)
    return _requirement(request, version, slug)


def _requirement(request: HttpRequest, version: SchemeVersion, slug: str) -> HttpResponseBase:
    form = _form(request, version, RequirementForm, slug=None, requirement=slug)
    if slug and "discard" in request.POST:
        return _without(request, version, form, lambda content: editing.without_requirement(content, slug))
    if drafts.saved(request, version, form):
        return _back(version, slug)
    removable = bool(slug) and len(queries.scheme(version).requirements) > 1
    return _page(request, version, "edit_requirement", form, slug=slug, removable=removable)


@drafts.of_part
def new_standard(request: HttpRequest, part: Part) -> HttpResponseBase:
    """A standard at the end of a requirement."""
    version, slug = part
    if slug not in {each.slug for each in queries.scheme(version).requirements}:
        return drafts.dropped(request, version)
    return _standard(request, version, None, slug)


@drafts.of_part
def standard(request: HttpRequest, part: Part) -> HttpResponseBase:
    """A standard: its words, its requirement, what it asks for."""
    version, slug = part
    if slug not in queries.scheme(version).standards:
        return drafts.dropped(request, version)
    return _standard(request, version, slug, "")


def _standard(request: HttpRequest, version: SchemeVersion, slug: str | None, home: str) -> HttpResponseBase:
    found = queries.scheme(version)
    form = _form(request, version, StandardForm, slug=slug, requirement=home)
    if slug and "discard" in request.POST:
        home = found.home[slug].slug
        return _without(request, version, form, lambda content: editing.without_standard(content, slug), home)
    if drafts.saved(request, version, form):
        return _back(version, form.cleaned_data["requirement"])
    code = found.codes[slug] if slug else ""
    removable = bool(slug) and len(found.standards) > 1
    return _page(request, version, "edit_standard", form, slug=slug, code=code, removable=removable)


@drafts.managing
@require_POST
def move_part(request: HttpRequest, version: SchemeVersion) -> HttpResponseBase:
    """A requirement or a standard one place up or down: the button says `kind slug way`."""
    told = request.POST.get("move", "").split()
    if len(told) != 3 or told[0] not in ("requirement", "standard") or told[2] not in ("up", "down"):
        return _back(version)
    kind, slug, way = told
    drafts.changed(
        request, version, lambda content: editing.moved(content, kind, slug, "up" if way == "up" else "down")
    )
    found = queries.scheme(version)
    home = found.home[slug].slug if kind == "standard" and slug in found.home else slug
    return _back(version, home)
