"""Organisations agree to studies, their programmes take part."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ithaca.access.permissions import Permission
from ithaca.accounts.who import viewer
from ithaca.design.views import perform, route
from ithaca.indicators.tabs import tabs
from ithaca.organisations.models import Organisation
from ithaca.programmes.models import Programme
from ithaca.research import actions, policies, presentation, queries
from ithaca.research.forms import AdultsForm
from ithaca.research.minors import with_minors
from ithaca.research.models import Study

agreeing = route(Permission.AGREE_TO_RESEARCH, policies.study_of_organisation)
joining = route(Permission.TAKE_PART_IN_RESEARCH, policies.study_of_programme)


@route(Permission.AGREE_TO_RESEARCH, policies.organisation)
def organisation(request: HttpRequest, organisation: Organisation) -> HttpResponseBase:
    """What the networks ask of the organisation, and what it has agreed to."""
    agreed = queries.agreed_to(organisation)
    studies = [
        (study, presentation.variables(study), study.pk in agreed)
        for study in queries.asked_of_organisation(organisation)
    ]
    return render(request, "research/organisation.html", {"organisation": organisation, "studies": studies})


@agreeing
@require_POST
def agree(request: HttpRequest, found: tuple[Organisation, Study]) -> HttpResponseBase:
    organisation, study = found
    perform(
        request,
        lambda: actions.agree(actor=viewer(request), study=study, organisation=organisation),
        done=_(
            "Your organisation agrees. Coordinators now decide for their programmes, and each person for themselves."
        ),
    )
    return redirect("research:organisation", organisation.slug)


@agreeing
@require_POST
def end_agreement(request: HttpRequest, found: tuple[Organisation, Study]) -> HttpResponseBase:
    organisation, study = found
    perform(
        request,
        lambda: actions.end_agreement(actor=viewer(request), study=study, organisation=organisation),
        done=_("No later edition tells of your organisation. What was published stays published."),
    )
    return redirect("research:organisation", organisation.slug)


@route(Permission.TAKE_PART_IN_RESEARCH, policies.programme_by_slug)
def programme(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    return _programme(request, programme, AdultsForm())


def _programme(
    request: HttpRequest, programme: Programme, form: AdultsForm, about: Study | None = None
) -> HttpResponseBase:
    """The studies that the programme can take part in; `about` is the one whose form was sent."""
    joined = queries.joined_by(programme)
    studies = [
        (study, presentation.variables(study), study.pk in joined, form if study == about else AdultsForm())
        for study in queries.asked_of_programme(programme)
    ]
    context = {
        "programme": programme,
        "tabs": tabs(programme, "research:programme"),
        "studies": studies,
        "minors": bool(with_minors([programme])),
    }
    return render(request, "research/programme.html", context, status=422 if form.errors else 200)


@joining
@require_POST
def join(request: HttpRequest, found: tuple[Programme, Study]) -> HttpResponseBase:
    programme, study = found
    form = AdultsForm(request.POST)
    if form.is_valid():
        adults = form.cleaned_data["adults"]
        done = perform(
            request,
            lambda: actions.join(actor=viewer(request), study=study, programme=programme, adults=adults),
            done=_("Your programme takes part. Its people are asked, each for themselves."),
            form=form,
        )
        if done:
            return redirect("research:programme", programme.slug)
    return _programme(request, programme, form, study)


@joining
@require_POST
def leave(request: HttpRequest, found: tuple[Programme, Study]) -> HttpResponseBase:
    programme, study = found
    perform(
        request,
        lambda: actions.leave(actor=viewer(request), study=study, programme=programme),
        done=_("No later edition tells of your programme. What was published stays published."),
    )
    return redirect("research:programme", programme.slug)
