from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.design.components.charts import Bar
from ithaca.design.views import route
from ithaca.directory import figures as request_rows
from ithaca.indicators.tabs import tabs
from ithaca.mentorships import attention, figures, health
from ithaca.mentorships.health import Concern
from ithaca.mentorships.models import Mentorship, Succession
from ithaca.mentorships.queries import open_successions
from ithaca.mentorships.sentences import SHORT
from ithaca.programmes.forms.queue import cohort_choices
from ithaca.programmes.models import Programme
from ithaca.programmes.policies import programme_by_slug
from ithaca.programmes.texts import localised
from ithaca.steering import queries, sheets
from ithaca.steering.labels import ENDS, MONTHS, STATES, end_label, state_label

PAGE = 25
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _frame(programme: Programme, current: str) -> dict[str, Any]:
    return {
        "programme": programme,
        "programme_name": localised(programme.name, get_language() or "fr"),
        "tabs": tabs(programme, f"steering:{current}"),
    }


def _column(month: queries.Month, value: int, tone: str, first: bool) -> Bar:
    """A column with the month under it, and the year where one begins."""
    # Translators' own abbreviations: Django's French ones ("jun", "jui") are none that anybody writes.
    short = MONTHS[month.first.month - 1]
    year = str(month.first.year) if first or month.first.month == 1 else ""
    label = date_format(month.first, "YEAR_MONTH_FORMAT")
    return Bar(label, value, "", tone, short=short, below=year)


def _cohort(request: HttpRequest, programme: Programme) -> tuple[str, dict[str, Any]]:
    """The cohort that was asked for, and what its choice needs; a wrong one in an address is as if it weren't there."""
    choices = cohort_choices(programme)
    asked = request.GET.get("cohort", "")
    cohort = asked if asked in dict(choices) else ""
    return cohort, {"cohorts": choices, "cohort": cohort, "narrowed": f"?cohort={cohort}" if cohort else ""}


def successions(programme: Programme) -> list[Succession]:
    """Mentees for whom the coordination looks, with those whom the former mentor proposed."""
    return list(open_successions([programme]).prefetch_related("replacements__mentor__person"))


@route(Permission.SEE_STEERING, programme_by_slug)
def overview(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Figures and charts of one programme."""
    cohort, narrowing = _cohort(request, programme)
    found = queries.overview(programme, cohort)
    pairs = reverse("steering:pairs", args=[programme.slug]) + f"?cohort={cohort}&state="
    states = [
        Bar(label, found.figures.by_state.get(state, 0), href=pairs + state)
        for state, label in STATES.items()
        if found.figures.by_state.get(state)
    ]
    ends = [
        Bar(label, found.figures.by_end[kind]) for kind, label in ENDS.items() if kind in found.figures.by_end
    ]
    months = [_column(m, m.held, "done" if m.held else "", m is found.months[0]) for m in found.months]
    missed = [_column(m, m.missed, "attention", m is found.months[0]) for m in found.months]
    return render(
        request,
        "steering/overview.html",
        {
            **_frame(programme, "overview"),
            **narrowing,
            "overview": found,
            "states": states,
            "ends": ends,
            "months": months,
            "missed": missed if any(month.missed for month in found.months) else [],
            "successions": [] if cohort else successions(programme),
            "urgent": request_rows.unanswered(programme, cohort)[:5],
        },
    )


def _rows(page: Iterable[Mentorship]) -> list[dict[str, Any]]:
    shown = list(page)
    facts = attention.facts_of(shown)
    return [
        {
            "pair": row,
            "state": state_label(row.state),
            "end": end_label(row.end_kind) if row.end_kind else "",
            "concerns": [(SHORT[one.concern], one.since) for one in health.findings(facts[row.pk])],
        }
        for row in shown
    ]


@route(Permission.SEE_STEERING, programme_by_slug)
def pairs(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Every pair of a programme as a row of facts."""
    chosen = request.GET.get("state", "")
    state = chosen if chosen in STATES or chosen == "running" else ""
    asked = request.GET.get("concern", "")
    concern = asked if asked in {*Concern, figures.ANY} else ""
    order = "begun" if request.GET.get("order") == "begun" else "attention"
    cohort, narrowing = _cohort(request, programme)
    found = figures.rows(programme, state=state, concern=concern, cohort=cohort)
    if order == "attention":
        found = figures.by_attention(found, programme)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    filters = [("", _("All")), ("running", _("Running")), *STATES.items()]
    counts = attention.counts(programme, cohort)
    concerns = [
        (c.value, _("%(what)s (%(n)s)") % {"what": SHORT[c], "n": n})
        for c, n in counts.items()
        if n or c == concern
    ]
    return render(
        request,
        "steering/pairs.html",
        {
            **_frame(programme, "pairs"),
            **narrowing,
            "page": page,
            "rows": _rows(page),
            "filters": filters,
            "state": state,
            "concerns": [("", _("All")), (figures.ANY, _("Any of them")), *concerns],
            "concern": concern,
            "orders": [("attention", _("What asks for attention first")), ("begun", _("Begun last first"))],
            "order": order,
            "may_pair": programme.state != "ended",
        },
    )


@route(Permission.SEE_STEERING, programme_by_slug)
def requests(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Requests that wait for an answer, and those that lapsed."""
    page = Paginator(request_rows.unanswered(programme), PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "steering/requests.html",
        {
            **_frame(programme, "requests"),
            "page": page,
            "figures": request_rows.request_figures(programme),
            "lapsed": request_rows.lapsed_lately(programme),
        },
    )


def _download(content: bytes, programme: Programme, ending: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{programme.slug}.{ending}"'
    return response


@route(Permission.EXPORT_STEERING, programme_by_slug)
def export_csv(request: HttpRequest, programme: Programme) -> HttpResponse:
    cohort, _choice = _cohort(request, programme)
    return _download(sheets.as_csv(programme, cohort), programme, "csv", "text/csv; charset=utf-8")


@route(Permission.EXPORT_STEERING, programme_by_slug)
def export_xlsx(request: HttpRequest, programme: Programme) -> HttpResponse:
    cohort, _choice = _cohort(request, programme)
    return _download(sheets.as_xlsx(programme, cohort), programme, "xlsx", XLSX)
