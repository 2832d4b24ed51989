"""Cohorts, and a programme's own words: levels and topics."""

from uuid import UUID

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ithaca.access.permissions import Permission
from ithaca.accounts.who import viewer
from ithaca.design.views import perform, route
from ithaca.kernel.ids import new_id
from ithaca.programmes import actions, policies, queries
from ithaca.programmes.forms.queue import CohortForm, LevelsForm, OwnTopicsForm
from ithaca.programmes.models import Cohort, Programme
from ithaca.programmes.vocabulary import FACETS
from ithaca.programmes.wording import LANGUAGE_NAMES

configuring = route(Permission.CONFIGURE_PROGRAMME, policies.programme_by_slug)


@route(Permission.MANAGE_PARTICIPANTS, policies.programme_by_slug)
def cohorts(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    form = CohortForm(request.POST or None, initial={"id": new_id()})
    if request.method == "POST" and form.is_valid():
        saved = perform(
            request,
            lambda: actions.save_cohort(actor=viewer(request), programme=programme, **form.cleaned_data),
            done=_("The cohort is saved."),
            form=form,
        )
        if saved is not None:
            return redirect("programmes:cohorts", slug=programme.slug)
    context = {"programme": programme, "form": form, "cohorts": queries.cohorts(programme)}
    return render(request, "programmes/cohorts.html", context)


@route(Permission.MANAGE_PARTICIPANTS, policies.cohort_in_programme)
@require_POST
def remove(request: HttpRequest, cohort: Cohort) -> HttpResponseBase:
    perform(
        request,
        lambda: actions.remove_cohort(
            actor=viewer(request), programme=cohort.programme, cohort_id=UUID(str(cohort.pk))
        ),
        done=_("The cohort is dissolved; its people stay in the programme."),
    )
    return redirect("programmes:cohorts", slug=cohort.programme.slug)


@configuring
def vocabulary(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    """Levels and topics beside the catalogue's."""
    return _vocabulary(request, programme, _levels_form(programme), OwnTopicsForm())


def _levels_form(programme: Programme) -> LevelsForm:
    return LevelsForm(initial={"levels": "\n".join(programme.levels)})


def _vocabulary(
    request: HttpRequest, programme: Programme, levels_form: BaseForm, topics_form: BaseForm
) -> HttpResponseBase:
    own = [
        (
            facet,
            topic["slug"],
            [(code, LANGUAGE_NAMES[code], topic["name"].get(code, "")) for code in programme.languages],
        )
        for facet in FACETS
        for topic in programme.own_topics.get(facet, ())
    ]
    context = {"programme": programme, "levels_form": levels_form, "topics_form": topics_form, "own": own}
    return render(request, "programmes/vocabulary.html", context)


@configuring
@require_POST
def levels(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    form = LevelsForm(request.POST)
    if form.is_valid():
        wanted = form.cleaned_data["levels"].splitlines()
        if perform(
            request,
            lambda: actions.set_levels(actor=viewer(request), programme=programme, levels=wanted),
            done=_("Saved."),
            form=form,
        ):
            return redirect("programmes:vocabulary", slug=programme.slug)
    return _vocabulary(request, programme, form, OwnTopicsForm())


@configuring
@require_POST
def topics(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    """Adds topics; or names and removes those that are there."""
    if request.POST.get("rename"):
        slugs = [topic["slug"] for facet in FACETS for topic in programme.own_topics.get(facet, ())]
        names = {
            slug: {
                code: text
                for code in programme.languages
                if (text := request.POST.get(f"{slug}:{code}", "").strip()[:80])
            }
            for slug in slugs
        }
        removed = [slug for slug in slugs if slug in request.POST.getlist("remove")]
        perform(
            request,
            lambda: actions.rename_own_topics(
                actor=viewer(request), programme=programme, names=names, removed=removed
            ),
            done=_("Saved."),
        )
        return redirect("programmes:vocabulary", slug=programme.slug)
    form = OwnTopicsForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        if perform(
            request,
            lambda: actions.add_own_topics(actor=viewer(request), programme=programme, **data),
            done=_("Saved."),
            form=form,
        ):
            return redirect("programmes:vocabulary", slug=programme.slug)
    return _vocabulary(request, programme, _levels_form(programme), form)
