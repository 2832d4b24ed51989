from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.design.components.charts import Bar
from ithaca.design.views import perform, route
from ithaca.evaluations import actions, queries
from ithaca.evaluations.forms import EvaluationForm
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.policies import mentorship_by_id, role_of
from ithaca.programmes.models import Programme
from ithaca.programmes.policies import programme_by_slug
from ithaca.programmes.texts import localised


@route(Permission.EVALUATE, mentorship_by_id)
def give(request: HttpRequest, mentorship: Mentorship) -> HttpResponse:
    """The closing questionnaire of one of the two."""
    person = cast(Person, request.user)
    role = role_of(person, mentorship)
    language = get_language() or "fr"
    questionnaire = queries.questionnaire_for(mentorship.programme, role)
    form = EvaluationForm(request.POST or None, questionnaire=questionnaire, language=language)
    if request.method == "POST" and form.is_valid():
        answers = dict(form.cleaned_data)
        done = _("Thank you. Your answers are kept without your name.")
        if perform(
            request,
            lambda: actions.give_evaluation(actor=person, mentorship=mentorship, answers=answers),
            done=done,
            form=form,
        ):
            return redirect("mentorships:detail", mentorship.pk)
    given = queries.has_evaluated(mentorship, mentorship.mentor if role == "mentor" else mentorship.mentee)
    context = {
        "mentorship": mentorship,
        "form": form,
        "text": questionnaire.text(language),
        "given": given,
        "open": mentorship.state in queries.OPEN_IN,
        "smallest": queries.SMALLEST_GROUP,
    }
    return render(request, "evaluations/give.html", context, status=422 if form.errors else 200)


@route(Permission.SEE_STEERING, programme_by_slug)
def results(request: HttpRequest, programme: Programme) -> HttpResponse:
    """What mentors and mentees think, in groups large enough."""
    language = get_language() or "fr"
    groups = []
    for found in queries.aggregates(programme):
        text = found.questionnaire.text(language)
        bars = [Bar(text.subscales[slug], mean, f"{mean:.1f}") for slug, mean in (found.means or {}).items()]
        groups.append(
            {"found": found, "bars": bars, "title": text.title, "high": found.questionnaire.scale.high}
        )
    context = {
        "programme": programme,
        "programme_name": localised(programme.name, language),
        "groups": groups,
        "smallest": queries.SMALLEST_GROUP,
    }
    return render(request, "evaluations/results.html", context)
