"""Publishing a run, and the table of answers for whoever coordinates."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ithaca.access.permissions import Permission
from ithaca.accounts.who import viewer
from ithaca.design.views import perform, route
from ithaca.directory.rules import reply_by
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import read_id
from ithaca.matching import actions, labels, policies, sentences, wording
from ithaca.matching.forms.consent import DeclineForForm
from ithaca.matching.forms.desk import RevisionForm
from ithaca.matching.labels import name_of
from ithaca.matching.models import MatchProposal, Run
from ithaca.matching.queries import proposals
from ithaca.matching.queries.pairs import blocked
from ithaca.matching.queries.policy import policy_in_force, version_in_force
from ithaca.matching.queries.publishing import Plan, plan
from ithaca.matching.rules import Hindrance
from ithaca.matching.states import MatchProposalState, RunState
from ithaca.programmes.models import Programme
from ithaca.programmes.policies import programme_by_slug
from ithaca.programmes.texts import localised

PAGE = 50


def frame(programme: Programme) -> dict[str, Any]:
    """What every page of answers shows around them."""
    return {
        "programme": programme,
        "programme_name": localised(programme.name, get_language() or "fr"),
    }


@route(Permission.RUN_MATCHING, policies.run_by_id)
def publish(request: HttpRequest, run: Run) -> HttpResponse:
    """What will be sent to whom, and what can no longer be proposed; then one click."""
    slug = run.programme.slug
    if run.state == RunState.PUBLISHED:
        return redirect(f"{reverse('matching:answers', args=[slug])}?run={run.pk}")
    form = RevisionForm(request.POST or None, initial={"revision": run.revision})
    if request.method == "POST" and form.is_valid():
        made = perform(
            request,
            lambda: actions.publish_run(
                actor=viewer(request), run=run, revision=form.cleaned_data["revision"]
            ),
        )
        if made is not None:
            _tell_of(request, made, adopted=run.policy.number is None)
            return redirect(f"{reverse('matching:answers', args=[slug])}?run={run.pk}")
        return redirect("matching:publish", slug, run.pk)
    planned = perform(request, lambda: plan(run))
    if planned is None:
        return redirect("matching:review", slug, run.pk)
    context = {
        **frame(run.programme),
        **_planned(planned),
        "run": run,
        "run_name": name_of(run),
        "form": form,
    }
    context |= {"until": reply_by(clock.now(), run.programme.reply_days), "older": _older(run)}
    return render(request, "matching/publish.html", context)


def _older(run: Run) -> int | None:
    """The version in force, where the run was matched by one before it: its rules are asked, its weights not."""
    current = version_in_force(run.programme)
    return current.number if current and run.policy.number and current.pk != run.policy_id else None


def _tell_of(request: HttpRequest, made: Run, *, adopted: bool) -> None:
    messages.success(request, _("Published. Everybody concerned gets a mail, and answers for themselves."))
    if adopted:
        said = _("What this run tried out is in force now, as version %(number)s of the policy.")
        messages.success(request, said % {"number": made.policy.number})


def _planned(planned: Plan) -> dict[str, Any]:
    people = [one for pair in planned.possible for one in (pair.mentee, pair.mentor)]
    return {
        "possible": len(planned.possible),
        "people": len({one.pk for one in people}),
        "unjoined": len({one.pk for one in people if one.participation_id is None}),
        "just_accepted": len(planned.just_accepted),
        "against": sorted(
            ((each.pair, sentences.hindered(each.hindrance, each.rules)) for each in planned.against),
            key=lambda told: told[1],
        ),
        "adopts": planned.adopted is not None,
        "adopted": [wording.change(one) for one in planned.adopted or ()],
    }


def _blocked(programme: Programme, rows: Sequence[MatchProposal]) -> dict[UUID, tuple[str, ...]]:
    """Open proposals to which nobody can say yes as things stand now."""
    waiting = [row for row in rows if row.state == MatchProposalState.OPEN]
    try:
        return blocked(waiting, policy_in_force(programme))
    except Refusal:  # said where pairs are matched
        return {}


def _row(row: MatchProposal, against: tuple[str, ...] = ()) -> dict[str, Any]:
    declined = row.state == MatchProposalState.DECLINED
    return {
        "row": row,
        "blocked": sentences.hindered(Hindrance.EXCLUDED, against) if against else "",
        "state": labels.STATES[row.state],
        "tone": labels.TONES[row.state],
        "reason": labels.REASONS[row.reason] if declined else labels.CLOSINGS.get(row.reason, ""),
        "sides": [
            {
                "one": one,
                "answer": labels.ANSWERS[answer],
                "given": bool(answer),
                "joined": one.participation_id is not None,
            }
            for one, answer in ((row.mentee, row.mentee_answer), (row.mentor, row.mentor_answer))
        ],
    }


@route(Permission.RUN_MATCHING, programme_by_slug)
def answers(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Every proposal with the answers of both; what a no was for stands here alone."""
    chosen = request.GET.get("state", "")
    state = chosen if chosen in labels.STATES else ""
    run_id = read_id(request.GET.get("run", ""))
    counted = proposals.counts(programme, run=run_id)
    page = Paginator(proposals.proposals_in(programme, state=state, run=run_id), PAGE).get_page(
        request.GET.get("page")
    )
    against = _blocked(programme, list(page))
    context = {
        **frame(programme),
        "page": page,
        "rows": [_row(row, against.get(row.pk, ())) for row in page],
        "counts": {name.value: counted[name] for name in MatchProposalState},
        "states": [("", _("All")), *labels.STATES.items()],
        "state": state,
        "run": run_id or "",
        "total": counted.total(),
    }
    return render(request, "matching/answers.html", context)


@require_POST
@route(Permission.RUN_MATCHING, policies.match_in_programme)
def withdraw(request: HttpRequest, row: MatchProposal) -> HttpResponse:
    """Takes an open proposal back."""
    perform(
        request,
        lambda: actions.withdraw_match(actor=viewer(request), proposal=row),
        done=_("The proposal is taken back. Both are told."),
    )
    return redirect(f"{reverse('matching:answers', args=[row.run.programme.slug])}?run={row.run_id}")


@route(Permission.RUN_MATCHING, policies.match_in_programme)
def decline_for(request: HttpRequest, row: MatchProposal) -> HttpResponse:
    """Somebody has told the coordination that they would rather not: it is noted for them."""
    programme = row.run.programme
    back = f"{reverse('matching:answers', args=[programme.slug])}?run={row.run_id}"
    form = DeclineForForm(request.POST or None, names={"mentee": row.mentee.name, "mentor": row.mentor.name})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        perform(
            request,
            lambda: actions.decline_for(actor=viewer(request), proposal=row, **data),
            done=_("The no is noted. Both are told, and this pair is not proposed again."),
        )
        return redirect(back)
    if row.state != MatchProposalState.OPEN:
        return redirect(back)
    context = {**frame(programme), "form": form, "row": row, "back": back}
    return render(request, "matching/decline_for.html", context, status=422 if form.errors else 200)
