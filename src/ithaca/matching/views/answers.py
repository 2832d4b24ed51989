"""Publishing a run, and the table of answers for whoever coordinates."""

from typing import Any

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
from ithaca.kernel.ids import read_id
from ithaca.matching import actions, labels, policies
from ithaca.matching.forms.desk import RevisionForm
from ithaca.matching.models import MatchProposal, Run
from ithaca.matching.queries import pairs, proposals
from ithaca.matching.queries.runs import name_of
from ithaca.matching.states import MatchProposalState, RunState
from ithaca.programmes.models import Programme
from ithaca.programmes.policies import programme_by_slug
from ithaca.programmes.texts import localised

PAGE = 50


def frame(programme: Programme) -> dict[str, Any]:
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
            done=_("Published. Everybody concerned gets a mail, and answers for themselves."),
        )
        if made is not None:
            return redirect(f"{reverse('matching:answers', args=[slug])}?run={run.pk}")
        return redirect("matching:publish", slug, run.pk)
    found = pairs.pairs_of(run)
    against = proposals.hindrances(run.programme, found, pairs.excluded_by_now(run, found))
    possible = [pair for pair in found if pair.pk not in against]
    people = [one for pair in possible for one in (pair.mentee, pair.mentor)]
    context = {
        **frame(run.programme),
        "run": run,
        "run_name": name_of(run),
        "form": form,
        "possible": len(possible),
        "people": len({one.pk for one in people}),
        "unjoined": len({one.pk for one in people if one.participation_id is None}),
        "against": sorted(
            ((pair, str(labels.HINDRANCES[against[pair.pk]])) for pair in found if pair.pk in against),
            key=lambda told: told[1],
        ),
        "until": reply_by(clock.now(), run.programme.reply_days),
    }
    return render(request, "matching/publish.html", context)


def _row(row: MatchProposal) -> dict[str, Any]:
    declined = row.state == MatchProposalState.DECLINED
    return {
        "row": row,
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
    context = {
        **frame(programme),
        "page": page,
        "rows": [_row(row) for row in page],
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
