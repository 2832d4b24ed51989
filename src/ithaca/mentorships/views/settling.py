"""What the two see differently: absences, and meetings that only one has recorded."""

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.design.views import perform, route
from ithaca.mentorships import actions, policies, queries
from ithaca.mentorships.forms.deciding import SettleForm
from ithaca.mentorships.models import Meeting
from ithaca.mentorships.views.pair import back


@require_POST
@route(Permission.TAKE_PART_IN_MENTORSHIP, policies.meeting_by_id)
def dispute(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    return _done(
        request,
        meeting,
        actions.dispute_absence,
        gettext_lazy(
            "Noted: you see it otherwise. The absence does not count until you two have settled it."
        ),
    )


@require_POST
@route(Permission.TAKE_PART_IN_MENTORSHIP, policies.meeting_by_id)
def accept_absence(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    return _done(
        request, meeting, actions.accept_absence, gettext_lazy("Settled: the absence stands as recorded.")
    )


@route(Permission.TAKE_PART_IN_MENTORSHIP, policies.meeting_by_id)
def take_absence_back(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Whoever recorded the absence says what shall stand instead."""
    person = cast(Person, request.user)
    form = SettleForm(request.POST or None, initial={"minutes": meeting.minutes})
    if request.method == "POST" and form.is_valid():
        minutes = form.cleaned_data["minutes"] if form.cleaned_data["outcome"] == "held" else None
        if perform(
            request,
            lambda: actions.take_absence_back(actor=person, meeting=meeting, minutes=minutes),
            done=_("Settled. The absence is taken back."),
            form=form,
        ):
            return back(meeting.mentorship)
    other = queries.counterpart(meeting.mentorship, person)
    context = {"meeting": meeting, "mentorship": meeting.mentorship, "form": form, "other": other}
    return render(request, "mentorships/take_absence_back.html", context, status=422 if form.errors else 200)


@require_POST
@route(Permission.TAKE_PART_IN_MENTORSHIP, policies.meeting_by_id)
def confirm(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    return _done(request, meeting, actions.confirm_contact, gettext_lazy("Confirmed. It counts."))


@require_POST
@route(Permission.TAKE_PART_IN_MENTORSHIP, policies.meeting_by_id)
def refuse(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    return _done(request, meeting, actions.refuse_contact, gettext_lazy("Noted. It does not count."))


@require_POST
@route(Permission.TAKE_PART_IN_MENTORSHIP, policies.meeting_by_id)
def contest(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """A meeting that the other recorded as held did not take place."""
    done = gettext_lazy("Noted. This meeting counts no more, and the other person is told.")
    return _done(request, meeting, actions.contest_meeting, done)


@require_POST
@route(Permission.TAKE_PART_IN_MENTORSHIP, policies.meeting_by_id)
def take_contact_back(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    return _done(request, meeting, actions.take_contact_back, gettext_lazy("Taken back."))


def _done(request: HttpRequest, meeting: Meeting, act: Callable[..., None], done: object) -> HttpResponse:
    person = cast(Person, request.user)
    perform(request, lambda: act(actor=person, meeting=meeting), done=done)
    return back(meeting.mentorship)
