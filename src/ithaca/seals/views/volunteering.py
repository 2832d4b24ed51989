"""Mentors and mentees are asked whether auditors may talk to them."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.who import viewer
from ithaca.design.views import perform, route
from ithaca.seals import actions, policies, queries, wording
from ithaca.seals.forms import VolunteerForm
from ithaca.seals.models import SealFile


@route(Permission.VOLUNTEER_FOR_AUDIT, policies.volunteering)
def volunteer(request: HttpRequest, row: SealFile) -> HttpResponseBase:
    """What it means, what is shared with whom; yes, no, and no longer."""
    person = viewer(request)
    audit = queries.audit_of(row)
    places = queries.places_of(person, row)
    closed = {place.role for place in places if audit and queries.draw_of(audit, place.role)}
    form = VolunteerForm(
        request.POST or None, roles=[(place.role, wording.ROLES[place.role]) for place in places]
    )
    if request.method == "POST" and form.is_valid() and _answered(request, row, form):
        return redirect("seals:volunteer", row.pk)
    context = {
        "file": row,
        "programme": row.programme,
        "network": row.network,
        "form": form,
        "answers": [
            (wording.ROLES[each.participation.role], wording.VOLUNTEERS[each.state], each.state)
            for each in queries.volunteer_of(person, row)
        ],
        "several": len(places) > 1,
        "all_closed": len(closed) == len(places),
    }
    return render(request, "seals/volunteer.html", context, status=422 if form.errors else 200)


def _answered(request: HttpRequest, row: SealFile, form: VolunteerForm) -> bool:
    person, role = viewer(request), form.cleaned_data["role"]
    if "no" in request.POST:
        done = perform(
            request,
            lambda: actions.stay_out(actor=person, file=row, role=role),
            done=_("Noted. Nobody learns of your answer."),
            form=form,
        )
    else:
        of_age = form.cleaned_data["of_age"]
        done = perform(
            request,
            lambda: actions.volunteer(actor=person, file=row, role=role, of_age=of_age),
            done=_("Thank you. You are told if you are drawn."),
            form=form,
        )
    return bool(done)
