"""Changing the frame of a draft: its areas, the order of areas and competences, the scale."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from ithaca.competences import editing, queries
from ithaca.competences.forms import AreaForm, NewAreaForm, ScaleForm
from ithaca.competences.models import FrameworkVersion
from ithaca.competences.views.drafts import Part, drafts
from ithaca.competences.views.editing import form_of, page
from ithaca.competences.views.mine import language_of

MOVERS = {"area": editing.with_area_moved, "competence": editing.with_competence_moved}


@drafts.of_part
def area(request: HttpRequest, part: Part) -> HttpResponseBase:
    """How an area is called, and what it is about."""
    version, slug = part
    found = queries.framework(version)
    if slug not in {each.slug for each in found.areas}:
        return drafts.dropped(request, version)
    form = form_of(request, version, AreaForm, slug=slug)
    if drafts.saved(request, version, form):
        return redirect("competences:framework", version.pk)
    label = found.text(language_of()).areas[slug].label
    return page(request, version, form, groups=[(label, list(form))])


@drafts.managing
def new_area(request: HttpRequest, version: FrameworkVersion) -> HttpResponseBase:
    """An area at the end, with its first competence and ability."""
    form = form_of(request, version, NewAreaForm, language=language_of())
    if drafts.saved(request, version, form):
        return redirect("competences:framework", version.pk)
    return page(request, version, form, new_area=True)


@drafts.managing
def scale(request: HttpRequest, version: FrameworkVersion) -> HttpResponseBase:
    """The steps on which mentors place themselves."""
    form = form_of(request, version, ScaleForm, language=language_of())
    if drafts.saved(request, version, form):
        return redirect("competences:framework", version.pk)
    return page(request, version, form)


@drafts.managing
@require_POST
def order(request: HttpRequest, version: FrameworkVersion) -> HttpResponseBase:
    """An area or a competence one place up or down."""
    kind = next((each for each in MOVERS if each in request.POST), None)
    slug, found = request.POST.get(kind or "", ""), queries.framework(version)
    known = found.areas if kind == "area" else found.competences
    if kind is None or slug not in {each.slug for each in known}:
        return redirect("competences:framework", version.pk)  # gone in another window
    by = -1 if request.POST.get("by") == "up" else 1
    drafts.changed(request, version, lambda content: MOVERS[kind](content, slug, by))
    return redirect(f"{reverse('competences:framework', args=[version.pk])}#{slug}")
