from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ithaca.access.permissions import Permission
from ithaca.accounts.who import viewer
from ithaca.design.views import perform, route
from ithaca.indicators import actions, editions, periods, presentation, queries, sheets, standing, wording
from ithaca.indicators.circles import SMALLEST
from ithaca.indicators.forms import PeriodForm
from ithaca.indicators.queries import Readings
from ithaca.indicators.tabs import tabs
from ithaca.kernel import clock
from ithaca.kernel.periods import months_later
from ithaca.programmes.models import Programme
from ithaca.programmes.policies import programme_by_slug

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

seeing = route(Permission.SEE_FACTS, programme_by_slug)
configuring = route(Permission.CONFIGURE_PROGRAMME, programme_by_slug)


def _days(request: HttpRequest) -> tuple[PeriodForm, tuple[date, date]]:
    """The days that were asked for; the last twelve months where none were, or wrong ones."""
    first, last = periods.default_days(clock.today())
    if "first" not in request.GET:
        return PeriodForm(initial={"first": first, "last": last}), (first, last)
    form = PeriodForm(request.GET)
    if form.is_valid():
        first, last = form.cleaned_data["first"], form.cleaned_data["last"]
    return form, (first, last)


def _query(days: tuple[date, date]) -> str:
    return "?" + urlencode({"first": days[0].isoformat(), "last": days[1].isoformat()})


def _presets(days: tuple[date, date]) -> list[dict[str, Any]]:
    return [
        {"label": wording.PRESETS[name], "url": _query(offered), "current": offered == days}
        for name, offered in periods.presets(clock.today()).items()
    ]


@seeing
def facts(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    """Every fact with its value, what it counts, and its trend."""
    form, days = _days(request)
    found = queries.readings(programme.pk, *days)
    context = {
        "programme": programme,
        "tabs": tabs(programme, "indicators:facts"),
        "form": form,
        "presets": _presets(days),
        "chosen": _query(days),
        "period_said": wording.days_of(found.period),
        "themes": presentation.themes(found),
    }
    return render(request, "indicators/facts.html", context, status=422 if form.errors else 200)


def _found(request: HttpRequest, programme: Programme) -> Readings:
    _form, days = _days(request)
    return queries.readings(programme.pk, *days)


def _download(content: bytes, programme: Programme, ending: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{programme.slug}-facts.{ending}"'
    return response


@seeing
def as_csv(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    found = _found(request, programme)
    return _download(sheets.as_csv(found), programme, "csv", "text/csv; charset=utf-8")


@seeing
def as_xlsx(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    found = _found(request, programme)
    return _download(sheets.as_xlsx(found), programme, "xlsx", XLSX)


@seeing
def comparison(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    """Where the programme stands among comparable ones, by the latest edition it is part of."""
    compares = editions.comparing(programme)
    shown = standing.of(programme) if compares else None
    context = {
        "programme": programme,
        "tabs": tabs(programme, "indicators:comparison"),
        "compares": compares,
        "standing": shown,
        "next_edition": months_later(clock.today().replace(day=1), 1),
        "smallest": SMALLEST,
    }
    return render(request, "indicators/comparison.html", context)


@configuring
@require_POST
def join(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    done = _("Your programme takes part from the next edition on.")
    perform(request, lambda: actions.join(actor=viewer(request), programme=programme), done=done)
    return redirect(reverse("indicators:comparison", args=[programme.slug]))


@configuring
@require_POST
def leave(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    done = _("Your programme takes part no more. What earlier editions say of all together stays.")
    perform(request, lambda: actions.leave(actor=viewer(request), programme=programme), done=done)
    return redirect(reverse("indicators:comparison", args=[programme.slug]))
