"""Assessors place themselves on samples; organisers write them and see how far assessors agree."""

from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.accounts.who import viewer
from ithaca.certification import actions, figures, policies, presentation, queries
from ithaca.certification.forms import CalibrationForm, SampleForm
from ithaca.certification.models import Scheme
from ithaca.certification.views.candidate import language_of
from ithaca.design.views import perform, route, submitted
from ithaca.kernel.ids import new_id, read_id


@route(Permission.CALIBRATE, policies.scheme)
def calibrate(request: HttpRequest, scheme: Scheme) -> HttpResponseBase:
    """An assessor rates the samples; what the others said is shown afterwards."""
    person, words = viewer(request), queries.framework_of(scheme).text(language_of())
    open_ones = [
        each for each in figures.samples_of(scheme) if each.pk not in figures.sample_marks_of(person, scheme)
    ]
    form = CalibrationForm(
        request.POST or None, samples=[(each, words.abilities[each.ability]) for each in open_ones]
    )
    rated = submitted(
        request,
        form,
        lambda: actions.rate_samples(actor=person, scheme=scheme, marks=form.marks()),
        done=_("Thank you. Here is how the others found them."),
    )
    if rated is not None:
        return redirect("certification:calibrate", scheme.pk)
    context = _shown(scheme, person) | {"form": form, "open": open_ones}
    return render(request, "certification/calibrate.html", context, status=422 if form.errors else 200)


def _shown(scheme: Scheme, person: Person | None = None) -> dict[str, object]:
    framework = queries.framework_of(scheme)
    words = framework.text(language_of())
    lines, kappa, people = figures.calibration(scheme, person)
    return {
        "scheme": scheme,
        "words": words,
        "lines": [
            (each, f"{framework.abilities[each.sample.ability].code}. {words.abilities[each.sample.ability]}")
            for each in lines
        ],
        "agreement": presentation.kappa_in_words(kappa) if people > 1 else "",
        "people": people,
    }


@route(Permission.MANAGE_CERTIFICATION, policies.scheme)
def samples(request: HttpRequest, scheme: Scheme) -> HttpResponseBase:
    """The samples of a scheme, another one, and how far assessors agree."""
    framework, language = queries.framework_of(scheme), language_of()
    form = SampleForm(request.POST or None, framework=framework, language=language, initial={"id": new_id()})
    made = submitted(
        request,
        form,
        lambda: actions.add_sample(
            actor=viewer(request),
            scheme=scheme,
            id=UUID(str(form.cleaned_data["id"])),
            ability=form.cleaned_data["ability"],
            words=(form.cleaned_data["text"], form.cleaned_data["expected"]),
        ),
        done=_("The sample is there for the assessors."),
    )
    if made is not None:
        return redirect("certification:samples", scheme.pk)
    context = _shown(scheme) | {"form": form, "organisation": scheme.organisation}
    return render(request, "certification/samples.html", context, status=422 if form.errors else 200)


@route(Permission.MANAGE_CERTIFICATION, policies.scheme)
@require_POST
def remove_sample(request: HttpRequest, scheme: Scheme) -> HttpResponseBase:
    id = read_id(request.POST.get("sample", "")) or new_id()
    perform(request, lambda: actions.remove_sample(actor=viewer(request), scheme=scheme, id=id))
    return redirect("certification:samples", scheme.pk)
