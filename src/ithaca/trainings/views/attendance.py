from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ithaca.access.permissions import Permission
from ithaca.accounts.who import viewer
from ithaca.design.views import perform, route
from ithaca.programmes.models import Programme
from ithaca.programmes.policies import programme_by_slug
from ithaca.programmes.queries import people_in
from ithaca.trainings import actions, policies, presentation, queries, sheets
from ithaca.trainings.forms import AttendanceForm
from ithaca.trainings.models import Training
from ithaca.trainings.views.places import back

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PER_PAGE = 50
managing = route(Permission.MANAGE_TRAININGS, policies.training_in_programme)


@managing
def attendance(request: HttpRequest, training: Training) -> HttpResponseBase:
    """Who came, all on one page; whoever was not noted can be noted as present in one go."""
    if not queries.may_be_noted(training):
        messages.info(request, _("It has not taken place yet: note who came once its last date has begun."))
        return back(training)
    page = Paginator(queries.coming(training), PER_PAGE).get_page(request.GET.get("page"))
    form = AttendanceForm(request.POST or None, training=training, people=list(page))
    if request.method == "POST" and form.is_valid():
        notes = form.notes(rest="present" if "rest" in request.POST else "")
        noted = perform(
            request,
            lambda: actions.note_attendance(actor=viewer(request), training=training, notes=notes),
            form=form,
        )
        if noted is not None:
            _tell(request, 0 if noted is True else noted)
            return _next(training, page.next_page_number()) if page.has_next() else back(training)
    context = {"programme": training.programme, "training": training, "form": form, "page": page}
    return render(request, "trainings/attendance.html", context)


def _next(training: Training, number: int) -> HttpResponseBase:
    address = reverse("trainings:attendance", args=[training.programme.slug, training.pk])
    return redirect(f"{address}?page={number}")


def _tell(request: HttpRequest, noted: int) -> None:
    if noted:
        text = ngettext("%(n)s person is noted.", "%(n)s people are noted.", noted) % {"n": noted}
        messages.success(request, text)
    else:
        messages.info(request, _("Nothing has changed."))


@managing
def export(request: HttpRequest, training: Training) -> HttpResponseBase:
    return _sheet(sheets.as_xlsx(training), f"{training.programme.slug}-{training.starts_at:%Y-%m-%d}")


def _sheet(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


@route(Permission.MANAGE_TRAININGS, programme_by_slug)
def hours(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    """What each person of the programme has followed, and what they still have to."""
    page = Paginator(people_in(programme), PER_PAGE).get_page(request.GET.get("page"))
    lines = presentation.lines(programme, list(page))
    return render(request, "trainings/hours.html", {"programme": programme, "page": page, "lines": lines})


@route(Permission.MANAGE_TRAININGS, programme_by_slug)
def export_hours(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    return _sheet(sheets.hours_as_xlsx(programme), f"{programme.slug}-hours")
