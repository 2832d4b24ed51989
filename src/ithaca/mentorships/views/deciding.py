from collections.abc import Callable
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.design.views import perform, route
from ithaca.mentorships import actions, policies, queries
from ithaca.mentorships.forms.deciding import DecisionForm
from ithaca.mentorships.models import Mentorship, Proposal
from ithaca.mentorships.presentation.pair import pair_page, possible_decisions
from ithaca.mentorships.views.pair import back

ANSWERS: dict[str, Callable[..., None]] = {
    "agree": actions.agree_decision,
    "decline": actions.decline_decision,
    "take-back": actions.take_decision_back,
    "talked": actions.confirm_discussion,
}


@require_POST
@route(Permission.TAKE_PART_IN_MENTORSHIP, policies.mentorship_by_id)
def propose(request: HttpRequest, mentorship: Mentorship) -> HttpResponse:
    """Proposes a joint decision."""
    person = cast(Person, request.user)
    form = DecisionForm(request.POST, kinds=possible_decisions(mentorship), phase=mentorship.state)
    if not form.is_valid():
        context = {**pair_page(person, mentorship), "decision_form": form}
        return render(request, "mentorships/detail.html", context, status=422)
    data = form.cleaned_data
    done = _("Your proposal is made. It takes effect when the other person agrees.")
    perform(
        request,
        lambda: actions.propose_decision(
            actor=person,
            id=data["id"],
            mentorship=mentorship,
            kind=data["kind"],
            talked=data.get("talked") == "yes",
        ),
        done=done,
    )
    return back(mentorship)


@require_POST
@route(Permission.TAKE_PART_IN_MENTORSHIP, policies.proposal_by_id_and_answer)
def answer(request: HttpRequest, chosen: tuple[Proposal, str]) -> HttpResponse:
    """Agrees to a proposal, declines it, or takes it back."""
    proposal, verb = chosen
    if verb not in ANSWERS:
        raise Http404
    person = cast(Person, request.user)
    more = {"talked": request.POST.get("talked") == "on"} if verb == "agree" else {}
    act = ANSWERS[verb]
    perform(request, lambda: act(actor=person, proposal=proposal, **more), done=_("Your answer is recorded."))
    return back(proposal.mentorship)


@route(Permission.TAKE_PART_IN_MENTORSHIP, policies.mentorship_by_id)
def withdraw(request: HttpRequest, mentorship: Mentorship) -> HttpResponse:
    """The right to withdraw: a page that says what happens, then one click."""
    person = cast(Person, request.user)
    if request.method == "POST":
        done = _("You have withdrawn. The other person is told kindly; nothing you wrote is lost.")
        perform(request, lambda: actions.withdraw(actor=person, mentorship=mentorship), done=done)
        asked = policies.role_of(person, mentorship) == "mentor" and queries.is_asked(mentorship)
        return redirect("directory:replace" if asked else "mentorships:detail", mentorship.pk)
    context = {
        "mentorship": mentorship,
        "other": queries.counterpart(mentorship, person),
        "as_mentor": policies.role_of(person, mentorship) == "mentor",
    }
    return render(request, "mentorships/withdraw.html", context)
