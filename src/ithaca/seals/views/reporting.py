"""The automatic report, handing in, and leaving."""

from collections.abc import Collection

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ithaca.access.permissions import Permission
from ithaca.accounts.who import viewer
from ithaca.design.views import perform, route
from ithaca.kernel.ids import new_id, read_id
from ithaca.seals import actions, cases, paper, policies, queries
from ithaca.seals.models import SealFile
from ithaca.seals.presentation.assessing import from_last_time, page_of
from ithaca.seals.presentation.files import frame
from ithaca.seals.presentation.moving import axes_of, bars_of, movements, percent, shapes_of
from ithaca.seals.presentation.report import AnswerLine, Report, report_of
from ithaca.seals.queries import Earlier
from ithaca.seals.queries.documents import readers_of
from ithaca.seals.states import SEAL_FILE, FileState

reading = route(Permission.SEE_SEAL_FILE, policies.file)
keeping = route(Permission.KEEP_SEAL_FILE, policies.file)


@reading
def report(request: HttpRequest, row: SealFile) -> HttpResponseBase:
    """What the programme reaches, as of today or as handed in, and why."""
    person = viewer(request)
    own = policies.is_own(person, row)
    today = _today(request, row, own=own)
    found = report_of(row, today=today)
    earlier = queries.earlier_reports(row, today=today) if own else []
    chosen = _chosen(request, earlier)
    then = _day_of(chosen) if chosen else ""
    context = frame(row) | {
        "report": found,
        "own": own,
        "documents_url": _documents(row, own=own, reads=person in readers_of(row)),
        "written": row.state == FileState.ASSESSING,
        "today": today,
        "overall": percent(found.overall),
        "axes": axes_of(found),
        "shapes": shapes_of(found, chosen, then),
        "bars": bars_of(found),
        "earlier": [(each, _day_of(each)) for each in earlier],
        "chosen": chosen,
        "then": then,
        "moved": movements(row, found, chosen) if chosen else [],
        "new_id": new_id(),
    }
    return render(request, "seals/report.html", context)


def _today(request: HttpRequest, row: SealFile, *, own: bool) -> bool:
    """Whether the programme's people ask how a file stands today that was handed in before."""
    return own and cases.is_frozen(row) and "today" in request.GET


def _documents(row: SealFile, *, own: bool, reads: bool) -> str:
    """Where somebody opens the documents behind a claim; nowhere, if they are not for them."""
    if own:
        return reverse("seals:documents", args=[row.pk])
    return reverse("seals:reading", args=[row.pk]) if reads else ""


def _chosen(request: HttpRequest, earlier: list[Earlier]) -> Earlier | None:
    """The report beside which this one is shown: the one asked for, else the last."""
    wanted = read_id(request.GET.get("beside", ""))
    return next((each for each in earlier if each.id == wanted), earlier[0] if earlier else None)


def _day_of(earlier: Earlier) -> str:
    return date_format(localtime(earlier.at), "DATE_FORMAT")


@reading
def report_pdf(request: HttpRequest, row: SealFile) -> HttpResponseBase:
    """The same on paper."""
    own = policies.is_own(viewer(request), row)
    pdf = paper.report_pdf(row, trends=own, today=_today(request, row, own=own))
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{row.programme.slug}-{row.level}.pdf"'
    return response


@keeping
@require_POST
def keep(request: HttpRequest, row: SealFile) -> HttpResponseBase:
    """Keeps today's report, to see later what has moved."""
    id = read_id(request.POST.get("id", "")) or new_id()
    done = _("Kept. From now on the report shows what has moved since today.")
    perform(request, lambda: actions.keep_report(actor=viewer(request), file=row, id=id), done=done)
    return redirect("seals:report", row.pk)


@keeping
def hand_in(request: HttpRequest, row: SealFile) -> HttpResponseBase:
    """What is still missing, what handing in means, and the button."""
    if request.method == "POST":
        done = _("Handed in. Everything is frozen as it stands; the network reads it from now on.")
        if perform(request, lambda: actions.hand_in(actor=viewer(request), file=row), done=done):
            return redirect("seals:file", row.pk)
        return redirect("seals:hand_in", row.pk)
    if row.state != FileState.ASSESSING:
        return redirect("seals:file", row.pk)
    found, open_ones = report_of(row), cases.unanswered(row)
    gates = [each for each in found.gates if each.facts]
    gates_held = all(each.held for each in gates)
    context = frame(row) | {
        "report": found,
        "gates": gates,
        "to_confirm": [each for each in found.gates if not each.facts],
        "open": _lines(row, found, open_ones),
        "carried": _lines(row, found, from_last_time(row)),
        "variants": [
            (each, page_of(row, each.standard, each.requirement)) for each in queries.variants_of(row)
        ],
        "wanted": next(each for each in found.levels if each.wanted),
        "gates_held": gates_held,
        "documents": len(found.document["documents"]),
        "ready": not open_ones and not queries.variants_of(row) and gates_held,
    }
    return render(request, "seals/hand_in.html", context)


def _lines(row: SealFile, report: Report, slugs: Collection[str]) -> list[tuple[AnswerLine, str]]:
    """These standards in the order of the report, each with where it is answered."""
    lines = [line for each in report.requirements for line in each.answers if line.slug in slugs]
    return [(line, page_of(row, line.slug)) for line in lines]


@keeping
def leave(request: HttpRequest, row: SealFile) -> HttpResponseBase:
    if request.method == "POST":
        done = _("The file is ended. You can begin another at any time.")
        state = request.POST.get("state", "")
        perform(request, lambda: actions.leave_file(actor=viewer(request), file=row, state=state), done=done)
        return redirect("seals:file", row.pk)
    if not SEAL_FILE.allows("leave", row.state):
        return redirect("seals:file", row.pk)
    return render(request, "seals/leave.html", frame(row))
