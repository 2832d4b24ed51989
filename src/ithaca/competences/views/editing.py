"""Changing a draft of a framework in the browser."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ithaca.competences import editing, queries
from ithaca.competences.forms import CompetenceForm, GeneralForm, LevelForm, ScaleForm
from ithaca.competences.models import FrameworkVersion
from ithaca.competences.views.drafts import Part, drafts
from ithaca.competences.views.mine import language_of
from ithaca.editions.document import Content
from ithaca.editions.forms import PartForm

PAGES = ((CompetenceForm, "edit_competence"), (ScaleForm, "edit_scale"))
Edit = Callable[[Content], Content]
Form = TypeVar("Form", bound=PartForm)


def form_of(
    request: HttpRequest, version: FrameworkVersion, kind: Callable[..., Form], **part: object
) -> Form:
    return drafts.form(request, partial(kind, framework=queries.framework(version), **part))


def page(request: HttpRequest, version: FrameworkVersion, form: PartForm, **more: object) -> HttpResponseBase:
    context = {
        "edition": version,
        "organisation": version.organisation,
        "words": queries.framework(version).text(language_of()),
        "form": form,
        **more,
    }
    name = next((name for kind, name in PAGES if isinstance(form, kind)), "edit")
    status = 409 if form.late else 422 if form.errors else 200
    return render(request, f"competences/{name}.html", context, status=status)


@drafts.managing
def general(request: HttpRequest, version: FrameworkVersion) -> HttpResponseBase:
    """Title, introduction, source, validity of each kind of evidence."""
    form = form_of(request, version, GeneralForm, language=language_of())
    if drafts.saved(request, version, form):
        return redirect("competences:framework", version.pk)
    groups = [(_("Its texts"), form.texts()), (_("For how many months evidence counts"), form.months())]
    return page(request, version, form, groups=groups)


@drafts.of_part
def level(request: HttpRequest, part: Part) -> HttpResponseBase:
    """What one level asks for."""
    version, slug = part
    found = queries.framework(version)
    if slug not in {each.slug for each in found.levels}:
        return drafts.dropped(request, version)
    form = form_of(request, version, LevelForm, slug=slug)
    if drafts.saved(request, version, form):
        return redirect("competences:framework", version.pk)
    label = found.text(language_of()).levels[slug].label
    return page(
        request, version, form, groups=[(label, form.words()), (_("What it asks for"), form.figures())]
    )


@drafts.of_part
def competence(request: HttpRequest, part: Part) -> HttpResponseBase:
    """A competence with its abilities; removing it is a button of its own."""
    version, slug = part
    found = queries.framework(version)
    if slug not in {each.slug for each in found.competences}:
        return drafts.dropped(request, version)
    form = form_of(request, version, CompetenceForm, slug=slug, language=language_of())
    if "discard" in request.POST:
        if drafts.without(request, version, form, lambda content: editing.without_competence(content, slug)):
            return redirect("competences:framework", version.pk)
        return redirect(request.path)
    if drafts.saved(request, version, form):
        if "more" in request.POST:
            return redirect("competences:edit_competence", version.pk, slug)
        return redirect("competences:framework", version.pk)
    return page(request, version, form, slug=slug, removable=len(found.competences) > 1)


@drafts.of_part
def new_competence(request: HttpRequest, part: Part) -> HttpResponseBase:
    """A competence at the end of an area, with its first ability."""
    version, area = part
    if area not in {each.slug for each in queries.framework(version).areas}:
        return drafts.dropped(request, version)
    form = form_of(request, version, CompetenceForm, area=area, language=language_of())
    if drafts.saved(request, version, form):
        return redirect("competences:framework", version.pk)
    return page(request, version, form, area=area)
