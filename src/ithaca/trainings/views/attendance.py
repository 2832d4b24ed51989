from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ithaca.access.permissions import Permission
from ithaca.accounts.who import viewer
from ithaca.design.views import perform, route
from ithaca.trainings import actions, policies, queries, sheets
from ithaca.trainings.forms import AttendanceForm
from ithaca.trainings.models import Training
from ithaca.trainings.views.places import back

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
managing = route(Permission.MANAGE_TRAININGS, policies.training_in_programme)


@managing
def attendance(request: HttpRequest, training: Training) -> HttpResponseBase:
    """Who came, all on one page; whoever was not noted can be noted as present in one go."""
    if not queries.may_be_noted(training):
        messages.info(request, _("It has not taken place yet: note who came once its last date has begun."))
        return back(training)
    form = AttendanceForm(request.POST or None, training=training, people=queries.coming(training))
    if request.method == "POST" and form.is_valid():
        notes = form.notes(rest="present" if "rest" in request.POST else "")
        noted = perform(
            request,
            lambda: actions.note_attendance(actor=viewer(request), training=training, notes=notes),
            form=form,
        )
        if noted is not None:
            _tell(request, 0 if noted is True else noted)
            return back(training)
    context = {"programme": training.programme, "training": training, "form": form}
    return render(request, "trainings/attendance.html", context)


def _tell(request: HttpRequest, noted: int) -> None:
    if noted:
        text = ngettext("%(n)s person is noted.", "%(n)s people are noted.", noted) % {"n": noted}
        messages.success(request, text)
    else:
        messages.info(request, _("Nothing has changed."))


@managing
def export(request: HttpRequest, training: Training) -> HttpResponseBase:
    response = HttpResponse(sheets.as_xlsx(training), content_type=XLSX)
    name = f"{training.programme.slug}-{training.starts_at:%Y-%m-%d}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
