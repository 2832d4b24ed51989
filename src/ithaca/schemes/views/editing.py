"""Changing a draft of a scheme in the browser, one part at a time."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ithaca.access.permissions import Permission
from ithaca.accounts.who import viewer
from ithaca.design.views import perform, route
from ithaca.schemes import actions, editing, policies, queries
from ithaca.schemes.document import Content
from ithaca.schemes.forms import GatesForm, GeneralForm, LevelForm, RequirementForm, ScaleForm, StandardForm
from ithaca.schemes.forms.base import DraftForm
from ithaca.schemes.models import SchemeVersion
from ithaca.schemes.presentation import language_of

Part = tuple[SchemeVersion, str]
managing = route(Permission.MANAGE_SCHEMES, policies.draft)
of_part = route(Permission.MANAGE_SCHEMES, policies.part_of_draft)


def _saved(request: HttpRequest, version: SchemeVersion, form: DraftForm) -> bool:
    return request.method == "POST" and form.is_valid() and _changed(request, version, form.edited, form)


def _changed(
    request: HttpRequest,
    version: SchemeVersion,
    edit: Callable[[Content], Content],
    form: DraftForm | None = None,
) -> bool:
    return bool(
        perform(
            request,
            lambda: actions.change_scheme(actor=viewer(request), version=version, edit=edit),
            done=_("Saved in the draft."),
            form=form,
        )
    )


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
    return render(request, f"schemes/{page}.html", context, status=422 if form.errors else 200)


def _data(request: HttpRequest) -> Any:
    """What a form was sent; a button that drops the part sends none."""
    return None if "discard" in request.POST else request.POST or None


@managing
def general(request: HttpRequest, version: SchemeVersion) -> HttpResponseBase:
    """Title, introduction, source, fees; validity of each kind of evidence."""
    form = GeneralForm(request.POST or None, scheme=queries.scheme(version), language=language_of())
    if _saved(request, version, form):
        return _back(version)
    return _page(request, version, "edit", form, groups=form.groups())


@managing
def gates(request: HttpRequest, version: SchemeVersion) -> HttpResponseBase:
    """The conditions under which a programme may apply."""
    form = GatesForm(request.POST or None, scheme=queries.scheme(version), language=language_of())
    if _saved(request, version, form):
        if "more" in request.POST:
            return redirect("schemes:gates", version.pk)
        return _back(version, "gates")
    return _page(request, version, "edit_gates", form)


@of_part
def scale(request: HttpRequest, part: Part) -> HttpResponseBase:
    """A scale of answers."""
    version, slug = part
    found = queries.scheme(version)
    if slug not in found.by_scale:
        raise Http404
    form = ScaleForm(request.POST or None, scheme=found, language=language_of(), slug=slug)
    if _saved(request, version, form):
        if "more" in request.POST:
            return redirect("schemes:scale", version.pk, slug)
        return _back(version, "scales")
    return _page(request, version, "edit_scale", form)


@managing
def new_level(request: HttpRequest, version: SchemeVersion) -> HttpResponseBase:
    return _level(request, version, None)


@of_part
def level(request: HttpRequest, part: Part) -> HttpResponseBase:
    """A level and its rules."""
    version, slug = part
    if slug not in {each.slug for each in queries.scheme(version).levels}:
        raise Http404
    return _level(request, version, slug)


def _level(request: HttpRequest, version: SchemeVersion, slug: str | None) -> HttpResponseBase:
    found = queries.scheme(version)
    form = LevelForm(_data(request), scheme=found, language=language_of(), slug=slug)
    if slug and "discard" in request.POST:
        _changed(request, version, lambda content: editing.without_level(content, slug))
        return _back(version, "levels")
    if _saved(request, version, form):
        if slug and "more" in request.POST:
            return redirect("schemes:level", version.pk, slug)
        return _back(version, "levels")
    return _page(request, version, "edit_level", form, slug=slug, removable=len(found.levels) > 1)


@managing
def new_requirement(request: HttpRequest, version: SchemeVersion) -> HttpResponseBase:
    return _requirement(request, version, "")


@of_part
def requirement(request: HttpRequest, part: Part) -> HttpResponseBase:
    """A requirement's own words; dropping it drops its standards."""
    version, slug = part
    if slug not in {each.slug for each in queries.scheme(version).requirements}:
        raise Http404
    return _requirement(request, version, slug)


def _requirement(request: HttpRequest, version: SchemeVersion, slug: str) -> HttpResponseBase:
    found = queries.scheme(version)
    form = RequirementForm(_data(request), scheme=found, language=language_of(), slug=None, requirement=slug)
    if slug and "discard" in request.POST:
        _changed(request, version, lambda content: editing.without_requirement(content, slug))
        return _back(version)
    if _saved(request, version, form):
        return _back(version, slug)
    removable = bool(slug) and len(found.requirements) > 1
    return _page(request, version, "edit_requirement", form, slug=slug, removable=removable)


@of_part
def new_standard(request: HttpRequest, part: Part) -> HttpResponseBase:
    """A standard at the end of a requirement."""
    version, slug = part
    if slug not in {each.slug for each in queries.scheme(version).requirements}:
        raise Http404
    return _standard(request, version, None, slug)


@of_part
def standard(request: HttpRequest, part: Part) -> HttpResponseBase:
    """A standard: its words, its requirement, what it asks for."""
    version, slug = part
    if slug not in queries.scheme(version).standards:
        raise Http404
    return _standard(request, version, slug, "")


def _standard(request: HttpRequest, version: SchemeVersion, slug: str | None, home: str) -> HttpResponseBase:
    found = queries.scheme(version)
    form = StandardForm(_data(request), scheme=found, language=language_of(), slug=slug, requirement=home)
    if slug and "discard" in request.POST:
        home = found.home[slug].slug
        _changed(request, version, lambda content: editing.without_standard(content, slug))
        return _back(version, home)
    if _saved(request, version, form):
        return _back(version, form.cleaned_data["requirement"])
    code = found.codes[slug] if slug else ""
    removable = bool(slug) and len(found.standards) > 1
    return _page(request, version, "edit_standard", form, slug=slug, code=code, removable=removable)


@managing
@require_POST
def move_part(request: HttpRequest, version: SchemeVersion) -> HttpResponseBase:
    """A requirement or a standard one place up or down: the button says `kind slug way`."""
    told = request.POST.get("move", "").split()
    if len(told) != 3 or told[0] not in ("requirement", "standard") or told[2] not in ("up", "down"):
        return _back(version)
    kind, slug, way = told
    _changed(
        request, version, lambda content: editing.moved(content, kind, slug, "up" if way == "up" else "down")
    )
    found = queries.scheme(version)
    home = found.home[slug].slug if kind == "standard" and slug in found.home else slug
    return _back(version, home)
