"""The pairs of a run on paper and as files."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ithaca.access.permissions import Permission
from ithaca.design.views import route
from ithaca.matching import policies, sheets
from ithaca.matching.desk import page, rows
from ithaca.matching.models import Run
from ithaca.matching.queries import desk
from ithaca.matching.queries.policy import policy_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
of_run = route(Permission.RUN_MATCHING, policies.run_by_id)


@of_run
def print_(request: HttpRequest, run: Run) -> HttpResponse:
    """Every pair on one page, and who has none."""
    board, context = desk.board_of(run), page.frame(run, "review")
    scale = cast(page.Scale, context["scale"])
    found = rows.rows(board, rows.Wanted(order="mentee"), {})
    context |= {
        "rows": page.shown_rows(found, scale),
        "without": board.without_mentor,
        "figures": page.figures(run, board, scale),
    }
    return render(request, "matching/desk/print.html", context)


def _download(run: Run, content: bytes, *, ending: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{run.programme.slug}-pairs.{ending}"'
    return response


@of_run
def csv(request: HttpRequest, run: Run) -> HttpResponse:
    """Every mentee and their mentor, for a spreadsheet program."""
    found = sheets.as_csv(desk.board_of(run), page.Scale(policy_of(run.policy)))
    return _download(run, found, ending="csv", kind="text/csv; charset=utf-8")


@of_run
def xlsx(request: HttpRequest, run: Run) -> HttpResponse:
    """The same as a workbook."""
    found = sheets.as_xlsx(desk.board_of(run), page.Scale(policy_of(run.policy)))
    return _download(run, found, ending="xlsx", kind=XLSX)
