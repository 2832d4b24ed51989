"""The committee votes and writes its minutes; a programme appeals; whoever audits or decides has a list of their own."""

from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.accounts.who import viewer
from ithaca.design.views import own_route, perform, route, stale_page
from ithaca.editions.entered import too_late
from ithaca.seals import actions, cases, policies, queries, wording
from ithaca.seals.forms import AppealForm, MinutesForm, VoteForm
from ithaca.seals.models import SealFile
from ithaca.seals.presentation import auditing
from ithaca.seals.presentation.files import frame
from ithaca.seals.states import FileState

of_committee = route(Permission.DECIDE_ON_SEAL, policies.file)


@of_committee
def decide(request: HttpRequest, row: SealFile) -> HttpResponseBase:
    """One's own vote, the others' once one has voted, and the minutes at the end."""
    if row.state not in actions.VOTES:
        return _over(request, row)
    person, form = viewer(request), _vote(request, row, request.POST or None)
    if request.method == "POST" and form.is_valid():
        saved = perform(
            request,
            lambda: actions.vote(actor=person, file=row, **form.cleaned_data),
            done=_("Your vote is kept. You can change it until the minutes are written."),
            form=form,
        )
        if saved:
            return redirect("seals:decide", row.pk)
    return _page(request, row, form, None)


def _over(request: HttpRequest, row: SealFile) -> HttpResponseBase:
    """There is nothing to vote on or to write down any more: whoever was writing keeps their words."""
    if request.method != "POST":
        return redirect("seals:file", row.pk)
    back = reverse("seals:file", args=[row.pk])
    return too_late(request, why=stale_page(), back=back, fields={"reasons": _("Your words")})


def _vote(request: HttpRequest, row: SealFile, data: QueryDict | None = None) -> VoteForm:
    """One's own vote, as it stands."""
    mine = next((each for each in queries.votes_on(row) if each.person_id == viewer(request).pk), None)
    initial = {"step": mine.step, "reasons": mine.reasons} if mine else None
    return VoteForm(data, steps=actions.possible_votes(row), initial=initial)


def _page(
    request: HttpRequest, row: SealFile, form: VoteForm, minutes: MinutesForm | None
) -> HttpResponseBase:
    person, votes, audit = viewer(request), queries.votes_on(row), queries.audit_of(row)
    voted, outcome = any(each.person_id == person.pk for each in votes), queries.outcome_of(row)
    told = frame(row)
    context = told | {
        "form": form,
        "votes": [(each, wording.VOTES[each.step]) for each in votes] if voted else [],
        "count": len(votes),
        "quorum": queries.procedure_of(row.network).quorum,
        "outcome": wording.VOTES[outcome] if outcome else "",
        "step": outcome or "",
        "minutes": (minutes or _minutes(row, outcome)) if voted and outcome else None,
        "nothing_reached": row.state == FileState.DECIDING and not actions.levels_to_award(row),
        "unconfirmed": [told["words"].gates[slug] for slug in _unconfirmed(row)],
        "decisions": queries.decisions_on(row),
        "appeals": queries.appeals_on(row),
    }
    if audit is not None and audit.reported_at is not None:
        context |= auditing.report_of(row, audit)
    errors = form.errors or (minutes and minutes.errors)
    return render(request, "seals/decide.html", context, status=422 if errors else 200)


def _unconfirmed(row: SealFile) -> list[str]:
    """What the network has left open, and what alone keeps the committee from awarding anything."""
    if row.state != FileState.DECIDING:
        return []
    return cases.unconfirmed_alone(row, steps=queries.audited_steps(row))


def _minutes(row: SealFile, outcome: str, data: QueryDict | None = None) -> MinutesForm:
    labels = frame(row)["words"].levels
    slugs = actions.levels_to_award(row) if outcome == "award" else []
    # The vote stands on the same page, with words of the same name.
    return MinutesForm(data, auto_id="minutes-%s", levels=[(slug, labels[slug].label) for slug in slugs])


@of_committee
@require_POST
def write_minutes(request: HttpRequest, row: SealFile) -> HttpResponseBase:
    """What the majority wants becomes the decision."""
    outcome = queries.outcome_of(row)
    if row.state not in actions.VOTES or outcome is None:
        return _over(request, row)
    form = _minutes(row, outcome, request.POST)
    if form.is_valid():
        told = form.cleaned_data | {"outcome": request.POST.get("outcome", "")}
        if perform(
            request,
            lambda: actions.decide(actor=viewer(request), file=row, **told),
            done=_("Decided. The programme is told."),
            form=form,
        ):
            return redirect("seals:file", row.pk)
    return _page(request, row, _vote(request, row), form)


@route(Permission.KEEP_SEAL_FILE, policies.file)
def appeal(request: HttpRequest, row: SealFile) -> HttpResponseBase:
    """Why the programme thinks that the refusal is wrong."""
    form = AppealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        saved = perform(
            request,
            lambda: actions.appeal(actor=viewer(request), file=row, **form.cleaned_data),
            done=_("Your appeal is with the committee: others than before decide on it."),
            form=form,
        )
        if saved:
            return redirect("seals:file", row.pk)
    context = frame(row) | {"form": form, "until": queries.appeal_until(row)}
    return render(request, "seals/appeal.html", context, status=422 if form.errors else 200)


@own_route(Permission.USE_OWN_ACCOUNT)
def desk(request: HttpRequest) -> HttpResponseBase:
    """What somebody audits, and what waits for their vote."""
    person: Person = viewer(request)
    files = queries.to_decide(person)
    votes = queries.votes_in(files)
    context = {
        "audits": [frame(row) for row in queries.audited_by(person)],
        "decisions": [
            (frame(row), any(each.person_id == person.pk for each in votes[row.pk])) for row in files
        ],
    }
    return render(request, "seals/desk.html", context)
