"""Pages of whoever asks, and the one page of whoever answers."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from ithaca.access.permissions import Permission
from ithaca.accounts.who import viewer
from ithaca.design.views import open_route, own_route, perform, route
from ithaca.kernel.ids import new_id
from ithaca.perspectives import actions, policies, presentation, queries, rules
from ithaca.perspectives.forms import AnswerForm, AskForm, BeginForm
from ithaca.perspectives.models import Round

own = route(Permission.ASK_PERSPECTIVES, policies.round)


def language_of() -> str:
    return get_language() or "fr"


@own_route(Permission.USE_OWN_ACCOUNT)
def index(request: HttpRequest) -> HttpResponseBase:
    """One's rounds, and the beginning of another."""
    person = viewer(request)
    form = BeginForm(request.POST or None, initial={"id": new_id()})
    if request.method == "POST" and form.is_valid():
        id, days = UUID(str(form.cleaned_data["id"])), form.cleaned_data["days"]
        made = perform(request, lambda: actions.begin(person=person, id=id, days=days), form=form)
        if made is not None:
            return redirect("perspectives:round", made.pk)
    rounds = queries.rounds_of(person)
    context = {
        "rounds": [(row, queries.is_over(row), queries.result_of(row)) for row in rounds],
        "form": form,
        "can_begin": bool(queries.mentees_of(person)) and queries.open_round(person) is None,
        "smallest": rules.SMALLEST,
    }
    return render(request, "perspectives/index.html", context, status=422 if form.errors else 200)


@own
def round(request: HttpRequest, row: Round) -> HttpResponseBase:
    """Whom it asks, and once it is over, what came of it."""
    person, asked = viewer(request), queries.asked_in(row)
    named = {each.person_id for each in asked}
    mentees = [each for each in queries.mentees_of(person) if each.pk not in named]
    over, result = queries.is_over(row), queries.result_of(row)
    form = AskForm(request.POST or None, mentees=mentees)
    if request.method == "POST" and form.is_valid():
        chosen = [each for each in mentees if str(each.pk) in form.cleaned_data.get("mentees", [])]
        emails = form.cleaned_data["emails"]
        done = _("They get a mail with their link.")
        act = lambda: actions.ask(actor=person, row=row, mentees=chosen, emails=emails)  # noqa: E731
        if perform(request, act, done=done, form=form) is not None:
            return redirect("perspectives:round", row.pk)
    questionnaire = queries.questionnaire_of(row)
    context = {
        "round": row,
        "over": over,
        "asked": asked,
        "form": form,
        "shown": presentation.shown(result, questionnaire, language_of()) if result else None,
        "text": questionnaire.text(language_of()),
        "high": questionnaire.scale.high,
        "smallest": rules.SMALLEST,
    }
    return render(request, "perspectives/round.html", context, status=422 if form.errors else 200)


@own
@require_POST
def move(request: HttpRequest, row: Round) -> HttpResponseBase:
    """Ends the round, or shows its result to assessors, or no longer."""
    verb = request.POST.get("verb", "")
    if verb == "end":
        perform(
            request, lambda: actions.end(actor=viewer(request), row=row), done=_("Nobody answers any more.")
        )
    elif verb in ("show", "hide"):
        done = _("It is part of your evidence.") if verb == "show" else _("Nobody but you sees it any more.")
        perform(
            request, lambda: actions.show(actor=viewer(request), row=row, shown=verb == "show"), done=done
        )
    return redirect("perspectives:round", row.pk)


@never_cache
@open_route(Permission.ANSWER_PERSPECTIVE)
def answer(request: HttpRequest, perspective: str) -> HttpResponseBase:
    """The questionnaire, by one's own link; the same page whether or not one is signed in."""
    invitation = queries.invitation_by_token(perspective)
    if invitation is None:
        raise Http404
    row = invitation.round
    questionnaire, language = queries.questionnaire_of(row), language_of()
    form = AnswerForm(request.POST or None, questionnaire=questionnaire, language=language)
    if request.method == "POST" and form.is_valid():
        answers = form.answers()
        if perform(request, lambda: actions.answer(token=perspective, answers=answers), form=form):
            return redirect("perspectives:answer", perspective)
    asked = queries.asked_in(row)
    context = {
        "mentor": row.person.name,
        "round": row,
        "asked": len(asked),
        "by_address": sum(bool(each.email) for each in asked),
        "text": questionnaire.text(language),
        "form": form,
        "answered": invitation.answered,
        "over": queries.is_over(row),
        "smallest": rules.SMALLEST,
    }
    return render(request, "perspectives/answer.html", context, status=422 if form.errors else 200)
