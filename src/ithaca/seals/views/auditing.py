"""The auditors' desk: sessions, draws, documents, steps."""

from functools import partial

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ithaca.access.permissions import Permission
from ithaca.accounts.queries import people
from ithaca.accounts.who import viewer
from ithaca.design.views import perform, route
from ithaca.editions.forms import offered
from ithaca.kernel.ids import read_id
from ithaca.schemes.presentation import language_of
from ithaca.seals import actions, policies, queries, seen, wording
from ithaca.seals.forms import DocumentForm, HeldForm, PlanForm, StepsForm
from ithaca.seals.models import Audit, AuditSession, DocumentRequest, SealFile
from ithaca.seals.presentation import auditing
from ithaca.seals.presentation.files import frame
from ithaca.seals.states import FileState

of_auditor = route(Permission.AUDIT_SEAL_FILE, policies.audited)
of_session = route(Permission.AUDIT_SEAL_FILE, policies.session_in_file)


@of_auditor
def audit(request: HttpRequest, subject: tuple[SealFile, Audit]) -> HttpResponseBase:
    """Everything that is to be done, and how far it is."""
    row, audit = subject
    due = queries.report_due(row, audit)
    context = frame(row) | {
        "audit": audit,
        "person": viewer(request),
        "auditors": [part.person for part in queries.parts_of(row)],
        "sessions": [(each, wording.LENGTHS[each.kind]) for each in queries.sessions_of(audit)],
        "draws": auditing.draws_of(row, audit),
        "groups": auditing.groups_of(row, audit),
        "requests": queries.requests_of(audit).count(),
        "findings": auditing.findings_of(row, audit),
        "due": due,
        "left": queries.days_left(row, due) if due else None,
        "over": due is not None
        and due < queries.today_in(row.network),  # also where no working day came since
        "open": row.state == FileState.AUDITING,
        "lacking": actions.lacking_to_report(audit),
    }
    return render(request, "seals/audit.html", context)


@of_session
def session(request: HttpRequest, subject: tuple[SealFile, AuditSession]) -> HttpResponseBase:
    """The guide of a session, its date, and what it showed."""
    row, one = subject
    verb = request.POST.get("verb", "")
    plan = PlanForm(request.POST if verb == "plan" else None, initial={"at": one.planned_at})
    initial = {"held_at": one.held_at, "notes": one.notes}
    make = partial(HeldForm, shown=one, basis=seen.session, initial=initial)
    held = offered(make, request.POST if verb == "hold" else None)
    if _worked_on(request, subject, plan, held):
        return redirect("seals:audit", row.pk)
    guide = auditing.guide_of(one).text(language_of())
    context = (
        frame(row)
        | auditing.whom_and_what(row, one)
        | {
            "session": one,
            "title": wording.SESSIONS[one.kind],
            "length": wording.LENGTHS[one.kind],
            "guide": guide,
            "parts": list(guide.sections.values()),
            "plan": plan,
            "held": held,
            "open": row.state == FileState.AUDITING,
        }
    )
    status = 409 if held.late else 422 if plan.errors or held.errors else 200
    return render(request, "seals/session.html", context, status=status)


def _worked_on(
    request: HttpRequest, subject: tuple[SealFile, AuditSession], plan: PlanForm, held: HeldForm
) -> bool:
    """Plans a session, notes it, or notes that somebody was not reached: as the button says."""
    row, one = subject
    person = viewer(request)
    if plan.is_bound and plan.is_valid():
        at = plan.cleaned_data["at"]
        done = perform(
            request,
            lambda: actions.plan_session(actor=person, file=row, session=one, at=at),
            done=_("Planned. Whoever is invited is told."),
            form=plan,
        )
        return bool(done)
    if held.is_bound and held.is_valid():
        done = perform(
            request,
            lambda: actions.note_session(
                actor=person, file=row, session=one, held=held.held(), seen=held.seen
            ),
            done=_("Noted."),
            form=held,
        )
        return bool(done)
    if request.POST.get("verb") == "miss":
        perform(
            request,
            lambda: actions.note_missed(actor=person, file=row, session=one),
            done=_("Noted. The next one of the order is asked, if there is one."),
        )
        return True
    return held.repeated


@of_auditor
def draws(request: HttpRequest, subject: tuple[SealFile, Audit]) -> HttpResponseBase:
    """Who volunteered is drawn, in an order that anybody can compute from list and seed."""
    row, audit = subject
    if request.method == "POST":
        role = request.POST.get("role", "")
        perform(
            request,
            lambda: actions.draw(actor=viewer(request), file=row, role=role),
            done=_("Drawn. Those drawn are told, and wait for you to get in touch."),
        )
        return redirect("seals:draws", row.pk)
    context = frame(row) | {
        "draws": auditing.draws_of(row, audit),
        "open": row.state == FileState.AUDITING,
    }
    return render(request, "seals/draws.html", context)


@of_auditor
def steps(request: HttpRequest, subject: tuple[SealFile, Audit]) -> HttpResponseBase:
    """One requirement: the answer, the frozen facts and what the others found, beside one's own step."""
    row, audit = subject
    person, groups = viewer(request), auditing.groups_of(row, audit)
    if not groups:
        return redirect("seals:audit", row.pk)
    slugs = [group.slug for group in groups]
    asked = request.GET.get("requirement", "")
    at = slugs.index(asked) if asked in slugs else 0
    group = groups[at]
    form = StepsForm(
        request.POST or None,
        choices={line.slug: line.steps for line in group.lines},
        given={line.slug: line.mine(person) for line in group.lines},
    )
    if request.method == "POST" and form.is_valid():
        saved = perform(
            request,
            lambda: actions.judge(actor=person, file=row, steps=form.steps()),
            done=_("Saved."),
            form=form,
        )
        if saved:
            following = slugs[min(at + 1, len(slugs) - 1)]
            return redirect(f"{request.path}?requirement={following}")
    context = frame(row) | {
        "form": form,
        "group": group,
        "person": person,
        "lines": [(line, form[line.slug], form[f"{line.slug}-reasons"]) for line in group.lines],
        "differences": [line for line in group.lines if line.differs and line.mine(person)[0]],
        "tabs": _tabs(request.path, groups, group),
        "last": at == len(groups) - 1,
        "open": row.state == FileState.AUDITING,
    }
    return render(request, "seals/steps.html", context, status=422 if form.errors else 200)


def _tabs(path: str, groups: list[auditing.Group], current: auditing.Group) -> list[dict[str, object]]:
    return [
        {
            "label": f"{each.code}. {each.label}",
            "url": f"{path}?requirement={each.slug}",
            "current": each is current,
        }
        for each in groups
    ]


@of_auditor
@require_POST
def agree(request: HttpRequest, subject: tuple[SealFile, Audit]) -> HttpResponseBase:
    """Takes another auditor's step over."""
    row, _audit = subject
    standard, step = (request.POST.get(name, "") for name in ("standard", "step"))
    id = read_id(request.POST.get("other", ""))
    other = next(iter(people([id])), None) if id else None
    if other is not None:
        perform(
            request,
            lambda: actions.agree(actor=viewer(request), file=row, standard=standard, other=other, step=step),
            done=_("Settled."),
        )
    home = queries.scheme_of(row).home.get(standard)
    address = redirect("seals:steps", row.pk)
    if home is not None:
        address["Location"] += f"?requirement={home.slug}"
    return address


@of_auditor
def documents(request: HttpRequest, subject: tuple[SealFile, Audit]) -> HttpResponseBase:
    """What is to be shown for each standard, and what the auditors ask for beside it."""
    row, audit = subject
    form = DocumentForm(request.POST or None, scheme=queries.scheme_of(row))
    if request.method == "POST" and form.is_valid():
        saved = perform(
            request,
            lambda: actions.ask_for_document(actor=viewer(request), file=row, **form.cleaned_data),
            done=_("Asked for. The programme is told."),
            form=form,
        )
        if saved:
            return redirect("seals:document_list", row.pk)
    context = frame(row) | {
        "groups": auditing.groups_of(row, audit),
        "form": form,
        "open": row.state == FileState.AUDITING,
    }
    return render(request, "seals/document_list.html", context, status=422 if form.errors else 200)


@route(Permission.AUDIT_SEAL_FILE, policies.request_in_file)
@require_POST
def take_request_back(request: HttpRequest, subject: tuple[SealFile, DocumentRequest]) -> HttpResponseBase:
    row, asked = subject
    perform(
        request,
        lambda: actions.take_request_back(actor=viewer(request), file=row, request=asked),
        done=_("No longer asked for."),
    )
    return redirect("seals:document_list", row.pk)


@of_auditor
def step_aside(request: HttpRequest, subject: tuple[SealFile, Audit]) -> HttpResponseBase:
    """Something binds the auditor to the organisation after all; another one is named."""
    row, _audit = subject
    if request.method == "POST":
        person = viewer(request)
        perform(
            request,
            lambda: actions.declare_tie(actor=person, file=row, person=person),
            done=_("Thank you for saying so. Somebody else will audit."),
        )
        return redirect("seals:desk")
    return render(request, "seals/step_aside.html", frame(row))
