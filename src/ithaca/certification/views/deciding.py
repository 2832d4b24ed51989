"""Decisions, and what becomes of a certificate."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.accounts.who import viewer
from ithaca.certification import actions, handover, policies, queries
from ithaca.certification.forms import AppealDecisionForm, DecisionForm, ReasonsForm
from ithaca.certification.models import File
from ithaca.certification.states import FILE, FileState
from ithaca.certification.views.candidate import frame
from ithaca.design.views import perform, route, submitted

VERBS = ("suspend", "reinstate", "withdraw")


@route(Permission.DECIDE_ON_CERTIFICATION, policies.file)
def decide(request: HttpRequest, row: File) -> HttpResponseBase:
    """The decision, that on an appeal, or that conditions are met: what the state of the file asks for."""
    forms = {FileState.APPEALED: AppealDecisionForm, FileState.CONDITIONAL: ReasonsForm}
    form = forms.get(FileState(row.state), DecisionForm)(request.POST or None)
    saved = submitted(
        request,
        form,
        lambda: _decide(viewer(request), row, form.cleaned_data),
        done=_("Decided. The candidate is told."),
    )
    if saved is not None:
        return redirect("certification:file", row.pk)
    first = row.state not in (FileState.APPEALED, FileState.CONDITIONAL)
    context = frame(row) | {
        "form": form,
        "lacking": queries.lacking_to_certify(row) if first and row.frozen_id else [],
        "appeals": row.appeals.all(),
        "decisions": row.decisions.all(),
        "reads": policies.reads_assessment(viewer(request), row),
        "reads_evidence": viewer(request) in handover.readers_of(row),
        "first": first,
    }
    return render(request, "certification/decide.html", context, status=422 if form.errors else 200)


def _decide(actor: Person, row: File, data: dict[str, str]) -> None:
    reasons = data["reasons"]
    if row.state == FileState.APPEALED:
        upheld = data["step"] == "uphold"
        actions.decide_appeal(actor=actor, file=row, upheld=upheld, reasons=reasons)
    elif row.state == FileState.CONDITIONAL:
        actions.lift_conditions(actor=actor, file=row, reasons=reasons)
    else:
        conditions = data["conditions"]
        actions.decide(actor=actor, file=row, step=data["step"], reasons=reasons, conditions=conditions)


@route(Permission.CHANGE_CERTIFICATION, policies.file)
def standing(request: HttpRequest, row: File) -> HttpResponseBase:
    """Suspending, reinstating, withdrawing: the button says which."""
    form = ReasonsForm(request.POST or None)
    verb = next((verb for verb in VERBS if verb in request.POST), None)
    if request.method == "POST" and verb and form.is_valid():
        saved = perform(
            request,
            lambda: actions.change_standing(
                actor=viewer(request), file=row, step=verb, reasons=form.cleaned_data["reasons"]
            ),
            done=_("Done. Whoever verifies the certificate sees it within a few minutes."),
            form=form,
        )
        if saved:
            return redirect("certification:file", row.pk)
    possible = [each for each in VERBS if FILE.allows(each, row.state)]
    context = frame(row) | {"form": form, "possible": possible}
    return render(request, "certification/standing.html", context, status=422 if form.errors else 200)
