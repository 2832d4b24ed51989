"""Findings and the report: written by auditors, answered by the programme, read by all who have to do with the file."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ithaca.access.permissions import Permission
from ithaca.access.rules import allowed
from ithaca.accounts.who import viewer
from ithaca.design.views import perform, route
from ithaca.editions.forms import SharedForm, offered
from ithaca.kernel.ids import new_id
from ithaca.seals import actions, policies, queries, seen
from ithaca.seals.actions import Verdict
from ithaca.seals.forms import AnswerFindingForm, FindingForm, JudgeForm, ReportForm, TieForm
from ithaca.seals.forms.auditing import finding_values
from ithaca.seals.models import Audit, Finding, SealFile
from ithaca.seals.presentation import auditing
from ithaca.seals.presentation.files import frame
from ithaca.seals.rules import all_judged
from ithaca.seals.states import FileState, FindingState

of_auditor = route(Permission.AUDIT_SEAL_FILE, policies.audited)
of_finding = route(Permission.AUDIT_SEAL_FILE, policies.finding_in_file)
Reported = tuple[SealFile, Audit]
Found = tuple[SealFile, Finding]
JUDGED: dict[str, str] = {FindingState.SETTLED: "settle", FindingState.STANDS: "let stand"}


@of_auditor
def new(request: HttpRequest, subject: Reported) -> HttpResponseBase:
    row, _audit = subject
    initial = {"id": new_id(), "standard": request.GET.get("standard", "")}
    return _write(request, row, initial, None)


@of_finding
def edit(request: HttpRequest, subject: Found) -> HttpResponseBase:
    row, finding = subject
    return _write(request, row, finding_values(finding), finding)


def _write(
    request: HttpRequest, row: SealFile, initial: dict[str, object], finding: Finding | None
) -> HttpResponseBase:
    make = partial(
        FindingForm, shown=finding, basis=seen.finding, scheme=queries.scheme_of(row), initial=initial
    )
    form = offered(make, request.POST or None)
    if form.repeated:
        return redirect("seals:audit", row.pk)
    if request.method == "POST" and form.is_valid():
        id = finding.pk if finding else UUID(str(form.cleaned_data["id"]))
        if perform(
            request,
            lambda: actions.note_finding(
                actor=viewer(request), file=row, id=id, found=form.found(), seen=form.seen
            ),
            done=_("Saved."),
            form=form,
        ):
            return redirect("seals:audit", row.pk)
    context = frame(row) | {"form": form, "finding": finding}
    return render(request, "seals/finding.html", context, status=_status(form))


def _status(form: SharedForm) -> int:
    return 409 if form.late else 422 if form.errors else 200


@of_finding
@require_POST
def drop(request: HttpRequest, subject: Found) -> HttpResponseBase:
    row, finding = subject
    perform(
        request,
        lambda: actions.drop_finding(actor=viewer(request), file=row, finding=finding),
        done=_("Dropped."),
    )
    return redirect("seals:audit", row.pk)


@of_auditor
def write_report(request: HttpRequest, subject: Reported) -> HttpResponseBase:
    """What the report will say, and the auditors' words for it; then it goes to the programme."""
    row, audit = subject
    form = ReportForm(request.POST or None, initial={"summary": audit.summary})
    if request.method == "POST" and form.is_valid():
        saved = perform(
            request,
            lambda: actions.report(actor=viewer(request), file=row, **form.cleaned_data),
            done=_("The report is with the programme."),
            form=form,
        )
        if saved:
            return redirect("seals:audit_report", row.pk)
    context = frame(row) | auditing.report_of(row, audit)
    context |= {
        "form": form,
        "still": actions.lacking_to_report(audit),
        "open": row.state == FileState.AUDITING,
    }
    return render(request, "seals/write_report.html", context, status=422 if form.errors else 200)


@route(Permission.SEE_SEAL_FILE, policies.reported)
def report(request: HttpRequest, subject: Reported) -> HttpResponseBase:
    """The report, the findings, what was answered and what became of it."""
    row, audit = subject
    roles = policies.roles_in_file(viewer(request), row)
    running = row.state == FileState.REPORTED
    audits = running and allowed(roles, Permission.AUDIT_SEAL_FILE)
    states = [each.state for each in queries.findings_of(audit)]
    context = frame(row) | auditing.report_of(row, audit)
    context |= {
        "answers": running and allowed(roles, Permission.KEEP_SEAL_FILE),
        "audits": audits,
        "can_hand_over": audits and all_judged(states),
    }
    return render(request, "seals/audit_report.html", context)


@route(Permission.KEEP_SEAL_FILE, policies.finding_in_file)
def answer(request: HttpRequest, subject: Found) -> HttpResponseBase:
    """What the programme says to one finding."""
    row, finding = subject
    make = partial(AnswerFindingForm, shown=finding, basis=seen.exchange, initial={"words": finding.answer})
    form = offered(make, request.POST or None)
    if form.repeated:
        return redirect("seals:audit_report", row.pk)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        if perform(
            request,
            lambda: actions.answer_finding(
                actor=viewer(request), file=row, finding=finding, words=words, seen=form.seen
            ),
            done=_("Answered. Once every finding has its answer, the auditors are told."),
            form=form,
        ):
            return redirect("seals:audit_report", row.pk)
    return _about(request, "seals/answer.html", row, finding, form)


@of_finding
def judge(request: HttpRequest, subject: Found) -> HttpResponseBase:
    """Whether an answer settles a finding."""
    row, finding = subject
    initial = {"step": JUDGED.get(finding.state, ""), "remark": finding.remark}
    form = offered(
        partial(JudgeForm, shown=finding, basis=seen.exchange, initial=initial), request.POST or None
    )
    if form.repeated:
        return redirect("seals:audit_report", row.pk)
    if request.method == "POST" and form.is_valid():
        verdict = Verdict(**form.cleaned_data)
        if perform(
            request,
            lambda: actions.judge_finding(
                actor=viewer(request), file=row, finding=finding, verdict=verdict, seen=form.seen
            ),
            done=_("Noted."),
            form=form,
        ):
            return redirect("seals:audit_report", row.pk)
    return _about(request, "seals/judge.html", row, finding, form)


def _about(
    request: HttpRequest, template: str, row: SealFile, finding: Finding, form: AnswerFindingForm | JudgeForm
) -> HttpResponseBase:
    lines = auditing.findings_of(row, finding.audit)
    line = next(each for each in lines if each.finding.pk == finding.pk)
    context = frame(row) | {"form": form, "line": line, "finding": line.finding}
    return render(request, template, context, status=_status(form))


@of_auditor
@require_POST
def hand_over(request: HttpRequest, subject: Reported) -> HttpResponseBase:
    row, _audit = subject
    done = perform(
        request,
        lambda: actions.hand_over(actor=viewer(request), file=row),
        done=_("The file is with the committee."),
    )
    return redirect("seals:file" if done else "seals:audit_report", row.pk)


@route(Permission.KEEP_SEAL_FILE, policies.file)
def ties(request: HttpRequest, row: SealFile) -> HttpResponseBase:
    """The programme says that an auditor should not audit it."""
    form = TieForm(request.POST or None, people=[part.person for part in queries.parts_of(row)])
    if request.method == "POST" and form.is_valid():
        saved = perform(
            request,
            lambda: actions.declare_tie(actor=viewer(request), file=row, person=form.chosen()),
            done=_("Said. The network names somebody else."),
            form=form,
        )
        if saved:
            return redirect("seals:file", row.pk)
    left = queries.left_to_set_aside(row)
    context = frame(row) | {
        "form": form,
        "left": left,
        "no_more": "" if left else actions.no_more_to_set_aside(),
    }
    return render(request, "seals/ties.html", context, status=422 if form.errors else 200)
