"""The assessor's desk: rating, comparing, settling, the interview."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ithaca.access.permissions import Permission
from ithaca.accounts.who import viewer
from ithaca.certification import actions, handover, policies, presentation, queries
from ithaca.certification.figures import is_calibrated
from ithaca.certification.forms import InterviewForm, RatingsForm, SettleForm, ValidationForm
from ithaca.certification.models import File
from ithaca.certification.rules import Mark
from ithaca.certification.states import PartState
from ithaca.certification.views.candidate import frame, language_of
from ithaca.competences.queries import item as portfolio_item
from ithaca.design.views import perform, route, submitted
from ithaca.perspectives import queries as perspectives_queries
from ithaca.perspectives.presentation import shown as as_shown
from ithaca.vault.island import CERTIFICATION, island_page

of_assessor = route(Permission.ASSESS_CANDIDATE, policies.file)


@route(Permission.READ_EVIDENCE, policies.reading)
def read(request: HttpRequest, row: File) -> HttpResponseBase:
    """Ability, evidence and rating side by side; what was shown is opened in the reader's browser: a static page."""
    if _rates(request, row) and not is_calibrated(viewer(request), row.scheme):
        return redirect("certification:calibrate", row.scheme_id)
    return island_page(request, bundle=CERTIFICATION)


def _rates(request: HttpRequest, row: File) -> bool:
    mine = viewer(request).pk
    return any(part.person_id == mine and part.state == PartState.RATING for part in queries.parts_of(row))


@of_assessor
def rate(request: HttpRequest, row: File) -> HttpResponseBase:
    """Evidence and rating side by side, one competence after the other; kept as it goes."""
    person = viewer(request)
    if not is_calibrated(person, row.scheme):
        return redirect("certification:calibrate", row.scheme_id)
    part = next(each for each in queries.parts_of(row) if each.person_id == person.pk)
    given = queries.ratings_of(part)
    groups = presentation.lines(row, language_of())
    if not groups:
        return redirect("certification:file", row.pk)
    slugs = [competence.slug for competence, _title, _lines in groups]
    asked = request.GET.get("competence", "")
    at = slugs.index(asked) if asked in slugs else 0
    form = RatingsForm(request.POST or None, lines=groups[at][2], given=given)
    base = reverse("certification:rate", args=[row.pk])
    if request.method == "POST" and form.is_valid():
        marks = form.marks()
        if perform(request, lambda: actions.rate(actor=person, file=row, marks=marks), form=form):
            if "give" not in request.POST:
                return redirect(f"{base}?competence={slugs[min(at + 1, len(slugs) - 1)]}")
            done = _("Your ratings are handed in.")
            if perform(request, lambda: actions.give_ratings(actor=person, file=row), done=done, form=form):
                return redirect("certification:file", row.pk)
    context = frame(row) | {
        "form": form,
        "part": part,
        "competence": groups[at][0],
        "competence_title": groups[at][1],
        "tabs": [
            {"label": each.code, "url": f"{base}?competence={each.slug}", "current": n == at}
            for n, (each, _title, _lines) in enumerate(groups)
        ],
        "rated": len(given),
        "all": sum(len(each) for _c, _t, each in groups),
        "last": at == len(groups) - 1,
    }
    return render(request, "certification/rate.html", context, status=422 if form.errors else 200)


@of_assessor
def perspectives(request: HttpRequest, row: File) -> HttpResponseBase:
    """What others have answered of the candidate, as far as they showed it when they handed in."""
    rounds = []
    for each in queries.perspectives_in(row):
        questionnaire, result = (
            perspectives_queries.questionnaire_of(each),
            perspectives_queries.result_of(each),
        )
        assert result is not None
        rounds.append((each, as_shown(result, questionnaire, language_of()), questionnaire.scale.high))
    return render(request, "certification/perspectives.html", frame(row) | {"rounds": rounds})


@of_assessor
def step_aside(request: HttpRequest, row: File) -> HttpResponseBase:
    """Something binds the assessor to the candidate after all; another one is named."""
    if request.method == "POST":
        person = viewer(request)
        trainer = "trainer" in request.POST
        done = _("Thank you for saying so. Somebody else will assess.")
        perform(
            request,
            lambda: actions.declare_tie(actor=person, file=row, person=person, trainer=trainer),
            done=done,
        )
        return redirect("certification:hub")
    return render(request, "certification/step_aside.html", frame(row))


@route(Permission.READ_ASSESSMENT, policies.assessment)
def assessment(request: HttpRequest, row: File) -> HttpResponseBase:
    """All ratings side by side, with the agreement and what still differs."""
    compared = queries.compared(row)
    parts = queries.parts_of(row)
    person = viewer(request)
    part = next((each for each in parts if each.person_id == person.pk), None)
    context = frame(row) | {
        "groups": presentation.lines(
            row, language_of(), compared=compared, comments=queries.comments_on(row), parts=parts
        ),
        "agreement": presentation.agreement(row, compared),
        "alike": sum(not each.differs for each in compared),
        "all": len(compared),
        "open": [each for each in compared if each.result is None],
        "settles": part is not None and row.state == "settling",
        "refers": part is not None and part.referent and row.state in handover.ASSESSED,
        "parts": parts,
        "marks": list(Mark),
        "person": person,
        "reads_evidence": person in handover.readers_of(row),
        "notes": row.interview_notes,
    }
    return render(request, "certification/assessment.html", context)


@of_assessor
@require_POST
def settle(request: HttpRequest, row: File) -> HttpResponseBase:
    form, place = SettleForm(request.POST), ""
    if form.is_valid():
        data = form.cleaned_data
        place = f"#{data['ability']}"
        perform(
            request,
            lambda: actions.settle(
                actor=viewer(request), file=row, ability=data["ability"], mark=data["mark"]
            ),
        )
    return redirect(f"{reverse('certification:assessment', args=[row.pk])}{place}")


@of_assessor
@require_POST
def finish_comparison(request: HttpRequest, row: File) -> HttpResponseBase:
    done = _("The comparison is finished.")
    if perform(request, lambda: actions.finish_comparison(actor=viewer(request), file=row), done=done):
        return redirect("certification:file", row.pk)
    return redirect("certification:assessment", row.pk)


@of_assessor
def validate(request: HttpRequest, row: File) -> HttpResponseBase:
    """The abilities that a referent mentor has to stand by, each with its evidence."""
    form = ValidationForm(request.POST or None)
    found = portfolio_item(form.item_id()) if form.is_valid() else None
    if request.method != "POST":
        return _validations(request, row)
    if found is not None:
        ability = form.cleaned_data["ability"]
        perform(
            request,
            lambda: actions.validate_item(actor=viewer(request), file=row, item=found, ability=ability),
            done=_("Validated."),
        )
    return redirect("certification:validate", row.pk)


def _validations(request: HttpRequest, row: File) -> HttpResponseBase:
    groups = [
        (competence, title, [line for line in lines if line.ability.referent and line.items])
        for competence, title, lines in presentation.lines(row, language_of())
    ]
    person = viewer(request)
    part = next((each for each in queries.parts_of(row) if each.person_id == person.pk), None)
    context = frame(row) | {
        "groups": [each for each in groups if each[2]],
        "validates": part is not None and part.referent and row.state in handover.ASSESSED,
        "waiting": sum(
            not item.validated for _c, _t, lines in groups for line in lines for item in line.items
        ),
    }
    return render(request, "certification/validate.html", context)


@of_assessor
def interview(request: HttpRequest, row: File) -> HttpResponseBase:
    """The guide: what the ratings left open; and the note afterwards."""
    form = InterviewForm(request.POST or None)
    noted = submitted(
        request,
        form,
        lambda: actions.note_interview(actor=viewer(request), file=row, **form.cleaned_data),
        done=_("Noted. The file goes to the decision."),
    )
    if noted is not None:
        return redirect("certification:file", row.pk)
    results = queries.results_of(row)
    guide = [(slug, mark) for slug, mark in results.items() if mark != Mark.MET]
    context = frame(row) | {
        "form": form,
        "guide": guide,
        "reads_evidence": viewer(request) in handover.readers_of(row),
    }
    return render(request, "certification/interview.html", context, status=422 if form.errors else 200)
