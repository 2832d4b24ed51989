from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ithaca.access.permissions import Permission
from ithaca.accounts.who import viewer
from ithaca.design.views import perform, route
from ithaca.programmes import actions, policies, queries, wording
from ithaca.programmes.forms.questions import QuestionForm
from ithaca.programmes.models import EligibilityQuestion, Programme
from ithaca.programmes.views.setting_up import configuring
from ithaca.programmes.wording import reader_language

of_question = route(Permission.CONFIGURE_PROGRAMME, policies.question_in_programme)


@configuring
def questions(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    language = reader_language(programme)
    rows = [
        (q, wording.KINDS[q.kind], wording.ASKED_OF[q.asked_of], wording.rule_in_words(q, language))
        for q in queries.questions(programme)
    ]
    return render(
        request,
        "programmes/set_up_questions.html",
        {"programme": programme, "rows": rows, "kinds": wording.KINDS},
    )


@configuring
def new_question(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    kind = request.GET.get("kind", "")
    if kind not in wording.KINDS:
        raise Http404
    return _edit(request, EligibilityQuestion(programme=programme, kind=kind, label={}), new=True)


@of_question
def question(request: HttpRequest, question: EligibilityQuestion) -> HttpResponseBase:
    return _edit(request, question, new=False)


def _edit(request: HttpRequest, question: EligibilityQuestion, *, new: bool) -> HttpResponseBase:
    programme = question.programme
    form = QuestionForm(request.POST or None, question=question, languages=programme.languages)
    if request.method == "POST" and form.is_valid():
        # A new question takes the id that the form was rendered with: a second click finds the row.
        id = form.cleaned_data["id"] if new else question.pk
        kept = perform(
            request,
            lambda: actions.save_question(
                actor=viewer(request), programme=programme, id=id, content=form.content()
            ),
            done=_("The question is saved."),
            form=form,
        )
        if kept is not None:
            return redirect("programmes:questions", slug=programme.slug)
    context = {"programme": programme, "form": form, "kind": wording.KINDS[question.kind], "new": new}
    return render(request, "programmes/set_up_question.html", context)


@of_question
@require_POST
def move_question(request: HttpRequest, question: EligibilityQuestion) -> HttpResponseBase:
    steps = 1 if request.POST.get("direction") == "down" else -1
    programme = question.programme
    perform(
        request,
        lambda: actions.move_question(
            actor=viewer(request), programme=programme, id=question.pk, steps=steps
        ),
    )
    return redirect("programmes:questions", slug=programme.slug)


@of_question
def remove_question(request: HttpRequest, question: EligibilityQuestion) -> HttpResponseBase:
    """Asks before two languages of text are lost."""
    programme = question.programme
    if request.method == "POST":
        perform(
            request,
            lambda: actions.remove_question(actor=viewer(request), programme=programme, id=question.pk),
            done=_("The question is removed."),
        )
        return redirect("programmes:questions", slug=programme.slug)
    return render(request, "programmes/remove_question.html", {"programme": programme, "question": question})
