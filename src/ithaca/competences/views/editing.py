"""Changing a draft of a framework in the browser."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.who import viewer
from ithaca.competences import actions, editing, policies, queries
from ithaca.competences.document import Content
from ithaca.competences.forms import CompetenceForm, GeneralForm, LevelForm, ScaleForm
from ithaca.competences.models import FrameworkVersion
from ithaca.competences.views.mine import language_of
from ithaca.design.views import perform, route
from ithaca.editions.forms import InLanguages

Part = tuple[FrameworkVersion, str]
PAGES = ((CompetenceForm, "edit_competence"), (ScaleForm, "edit_scale"))
managing = route(Permission.MANAGE_FRAMEWORKS, policies.draft)
of_part = route(Permission.MANAGE_FRAMEWORKS, policies.part_of_draft)


def save(request: HttpRequest, version: FrameworkVersion, content: Content, form: InLanguages) -> bool:
    return bool(
        perform(
            request,
            lambda: actions.change_framework(actor=viewer(request), version=version, content=content),
            done=_("Saved in the draft."),
            form=form,
        )
    )


def page(
    request: HttpRequest, version: FrameworkVersion, form: InLanguages, **more: object
) -> HttpResponseBase:
    context = {
        "edition": version,
        "organisation": version.organisation,
        "words": queries.framework(version).text(language_of()),
        "form": form,
        **more,
    }
    name = next((name for kind, name in PAGES if isinstance(form, kind)), "edit")
    return render(request, f"competences/{name}.html", context, status=422 if form.errors else 200)


@managing
def general(request: HttpRequest, version: FrameworkVersion) -> HttpResponseBase:
    """Title, introduction, source, validity of each kind of evidence."""
    found = queries.framework(version)
    form = GeneralForm(request.POST or None, framework=found, language=language_of())
    valid = request.method == "POST" and form.is_valid()
    if valid and save(request, version, form.changed(version.content), form):
        return redirect("competences:framework", version.pk)
    return page(
        request,
        version,
        form,
        groups=[(_("Its texts"), form.texts()), (_("For how many months evidence counts"), form.months())],
    )


@of_part
def level(request: HttpRequest, part: Part) -> HttpResponseBase:
    """What one level asks for."""
    version, slug = part
    found = queries.framework(version)
    if slug not in {each.slug for each in found.levels}:
        raise Http404
    form = LevelForm(request.POST or None, framework=found, slug=slug)
    valid = request.method == "POST" and form.is_valid()
    if valid and save(request, version, form.changed(version.content), form):
        return redirect("competences:framework", version.pk)
    label = found.text(language_of()).levels[slug].label
    return page(
        request, version, form, groups=[(label, form.words()), (_("What it asks for"), form.figures())]
    )


@of_part
def competence(request: HttpRequest, part: Part) -> HttpResponseBase:
    """A competence with its abilities; removing it is a button of its own."""
    version, slug = part
    found = queries.framework(version)
    if slug not in {each.slug for each in found.competences}:
        raise Http404
    form = CompetenceForm(
        None if "discard" in request.POST else request.POST or None,
        framework=found,
        slug=slug,
        language=language_of(),
    )
    if request.method == "POST" and "discard" in request.POST:
        if save(request, version, editing.without_competence(version.content, slug), form):
            return redirect("competences:framework", version.pk)
    elif request.method == "POST" and form.is_valid():
        content = editing.with_competence(version.content, slug, form.said("title"), form.edits())
        if save(request, version, content, form):
            again = "more" in request.POST
            where = (
                ("competences:edit_competence", version.pk, slug)
                if again
                else ("competences:framework", version.pk)
            )
            return redirect(*where)
    return page(request, version, form, slug=slug, removable=len(found.competences) > 1)


@of_part
def new_competence(request: HttpRequest, part: Part) -> HttpResponseBase:
    """A competence at the end of an area, with its first ability."""
    version, area = part
    found = queries.framework(version)
    if area not in {each.slug for each in found.areas}:
        raise Http404
    form = CompetenceForm(request.POST or None, framework=found, slug=None, language=language_of())
    if request.method == "POST" and form.is_valid():
        content, _slug = editing.with_new_competence(
            version.content, area, form.said("title"), form.edits()[0]
        )
        if save(request, version, content, form):
            return redirect("competences:framework", version.pk)
    return page(request, version, form, area=area)
