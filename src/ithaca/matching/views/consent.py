"""What is proposed to somebody, and their answer."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.accounts.who import viewer
from ithaca.design.views import own_route, perform, route
from ithaca.directory import presentation
from ithaca.directory.models import Profile
from ithaca.matching import actions, criteria, labels, policies, sentences
from ithaca.matching.forms.consent import DeclineForm
from ithaca.matching.models import MatchProposal
from ithaca.matching.queries import proposals
from ithaca.matching.states import MatchProposalState
from ithaca.programmes.queries import owes_charter
from ithaca.programmes.texts import localised

answering = route(Permission.ANSWER_MATCH, policies.match_by_id)


def other_of(row: MatchProposal, role: str) -> str:
    """How whoever has this role reads the other."""
    return proposals.shown_name(row.mentee if role == "mentor" else row.mentor)


@own_route(Permission.USE_OWN_ACCOUNT)
def mine(request: HttpRequest) -> HttpResponse:
    """What was proposed to me, and how it ended."""
    person = viewer(request)
    rows = []
    for row in proposals.proposals_of(person):
        role = policies.side_of(person, row)
        rows.append(
            {
                "row": row,
                "role": role,
                "other": other_of(row, role),
                "state": labels.STATES[row.state],
                "tone": labels.TONES[row.state],
                "owed": row.state == "open" and not getattr(row, f"{role}_answer"),
                "programme": localised(row.run.programme.name, get_language() or "fr"),
            }
        )
    return render(request, "matching/mine.html", {"rows": rows})


def _page(person: Person, row: MatchProposal) -> dict[str, Any]:
    role = policies.role_of(person, row)
    side = "mentee" if role == "mentor" else "mentor"
    place = proposals.place_of(row, role)
    own, other = (
        proposals.published_profile(place),
        proposals.published_profile(proposals.place_of(row, side)),
    )
    programme = row.run.programme
    still = row.state == MatchProposalState.OPEN
    answer = getattr(row, f"{role}_answer")
    return {
        **(presentation.shown(other.participation, other) if other else {"profile": None}),
        "photo": reverse("matching:portrait", args=[row.pk]) if other and other.photo else "",
        "proposal": row,
        "programme": programme,
        "programme_name": localised(programme.name, get_language() or "fr"),
        "role": role,
        "other": other_of(row, role),
        "why": criteria.why(row.parts, of=(own, other), own=programme.own_topics),
        "answer": answer,
        "to_answer": still and not answer,
        "owes_charter": still and place is not None and place.inside and owes_charter(place),
        "over": "" if still else sentences.over(row.state),
        "declined_oneself": row.state == MatchProposalState.DECLINED and answer == "no",
    }


@route(Permission.ANSWER_MATCH, policies.portrait_in_match)
def portrait(request: HttpRequest, profile: Profile) -> HttpResponseBase:
    """The picture of the other, where they have published one."""
    return presentation.portrait(profile)


@answering
def detail(request: HttpRequest, row: MatchProposal) -> HttpResponse:
    """One proposal: who, why, until when, and the two answers."""
    return render(request, "matching/proposal.html", _page(viewer(request), row))


@require_POST
@answering
def accept(request: HttpRequest, row: MatchProposal) -> HttpResponse:
    """A yes; with the second the mentorship begins."""
    person = viewer(request)
    made = perform(request, lambda: actions.accept_match(actor=person, proposal=row) or row)
    if isinstance(made, MatchProposal):
        said = _("Thank you. As soon as %(name)s has said yes too, your mentorship begins.")
        messages.success(request, said % {"name": other_of(row, policies.role_of(person, row))})
    elif made is not None:
        messages.success(request, _("You have both said yes: your mentorship begins. We are glad."))
        return redirect("mentorships:detail", made.pk)
    return redirect("matching:proposal", row.pk)


@answering
def decline(request: HttpRequest, row: MatchProposal) -> HttpResponse:
    """A page that says what follows and asks for a reason; then one click."""
    person = viewer(request)
    form = DeclineForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        perform(
            request,
            lambda: actions.decline_match(
                actor=person, proposal=row, reason=data["reason"], words=data["words"]
            ),
            done=_("Your no is noted, and that is fine. The coordination looks for something else."),
        )
        return redirect("matching:proposal", row.pk)
    if row.state != MatchProposalState.OPEN:
        return redirect("matching:proposal", row.pk)
    context = {"form": form, "proposal": row, "other": other_of(row, policies.role_of(person, row))}
    return render(request, "matching/decline.html", context, status=422 if form.errors else 200)
