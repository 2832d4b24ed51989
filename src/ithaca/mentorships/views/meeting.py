from typing import cast
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.design.views import perform, route
from ithaca.kernel.ids import new_id
from ithaca.mentorships import actions, policies, queries
from ithaca.mentorships.forms import PastMeetingForm, PlanForm, RecordForm
from ithaca.mentorships.models import Meeting, Mentorship
from ithaca.mentorships.views.pair import back


def _form_page(
    request: HttpRequest, mentorship: Mentorship, form: PlanForm, meeting: Meeting | None = None
) -> HttpResponse:
    other = queries.counterpart(mentorship, cast(Person, request.user))
    context = {"mentorship": mentorship, "form": form, "other": other, "meeting": meeting}
    return render(request, "mentorships/meeting_form.html", context, status=422 if form.errors else 200)


@route(Permission.TAKE_PART_IN_MENTORSHIP, policies.mentorship_by_id)
def plan(request: HttpRequest, mentorship: Mentorship) -> HttpResponse:
    """Plans a meeting; the invitation goes to both."""
    person = cast(Person, request.user)
    initial = {"id": new_id(), "minutes": mentorship.programme.contact_minutes}
    form = PlanForm(request.POST or None, initial=initial, mentorship=mentorship, time_zone=person.time_zone)
    if request.method == "POST" and form.is_valid():
        chosen = form.plan()
        done = _("The meeting is planned. You both receive the invitation.")
        row_id = form.cleaned_data["id"]
        if perform(
            request,
            lambda: actions.plan_meeting(actor=person, id=row_id, mentorship=mentorship, plan=chosen),
            done=done,
            form=form,
        ):
            return back(mentorship)
    return _form_page(request, mentorship, form)


@route(Permission.TAKE_PART_IN_MENTORSHIP, policies.mentorship_by_id)
def record_past(request: HttpRequest, mentorship: Mentorship) -> HttpResponse:
    """Records a meeting that took place without having been planned here."""
    person = cast(Person, request.user)
    initial = {"id": new_id(), "minutes": mentorship.programme.contact_minutes}
    form = PastMeetingForm(
        request.POST or None, initial=initial, mentorship=mentorship, time_zone=person.time_zone
    )
    if request.method == "POST" and form.is_valid():
        chosen, row_id = form.plan(), form.cleaned_data["id"]
        if perform(
            request,
            lambda: actions.record_past_meeting(actor=person, id=row_id, mentorship=mentorship, plan=chosen),
            done=_("Recorded. This meeting counts."),
            form=form,
        ):
            return back(mentorship)
    context = {"mentorship": mentorship, "form": form, "other": queries.counterpart(mentorship, person)}
    return render(request, "mentorships/past_meeting.html", context, status=422 if form.errors else 200)


@route(Permission.TAKE_PART_IN_MENTORSHIP, policies.meeting_by_id)
def move(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Changes a planned meeting."""
    person = cast(Person, request.user)
    local = meeting.starts_at.astimezone(ZoneInfo(person.time_zone))
    initial = {
        "id": meeting.pk,
        "contact_type": meeting.contact_type,
        "date": local.date(),
        "time": local.time(),
        "minutes": meeting.minutes,
        "place": meeting.place,
    }
    mentorship = meeting.mentorship
    form = PlanForm(request.POST or None, initial=initial, mentorship=mentorship, time_zone=person.time_zone)
    if request.method == "POST" and form.is_valid():
        chosen = form.plan()
        done = _("The meeting is changed. You both receive the new invitation.")
        if perform(
            request,
            lambda: actions.move_meeting(actor=person, meeting=meeting, plan=chosen),
            done=done,
            form=form,
        ):
            return back(mentorship)
    return _form_page(request, mentorship, form, meeting)


@route(Permission.TAKE_PART_IN_MENTORSHIP, policies.meeting_by_id)
def cancel(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Asks once more, since the other's calendar is told at once."""
    person = cast(Person, request.user)
    if request.method != "POST":
        other = queries.counterpart(meeting.mentorship, person)
        context = {"meeting": meeting, "mentorship": meeting.mentorship, "other": other}
        return render(request, "mentorships/cancel_meeting.html", context)
    done = _("The meeting is cancelled. You are both told by mail.")
    perform(request, lambda: actions.cancel_meeting(actor=person, meeting=meeting), done=done)
    return back(meeting.mentorship)


@route(Permission.TAKE_PART_IN_MENTORSHIP, policies.meeting_by_id)
def record(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Records how a meeting went: held and how long, or missed and by whom."""
    person = cast(Person, request.user)
    form = RecordForm(request.POST or None, initial={"minutes": meeting.minutes})
    if request.method == "POST" and form.is_valid():
        outcome, minutes = form.cleaned_data["outcome"], form.cleaned_data["minutes"]
        if outcome == "held":
            done = _("Recorded. This meeting counts.")
            made = perform(
                request,
                lambda: actions.hold_meeting(actor=person, meeting=meeting, minutes=minutes),
                done=done,
                form=form,
            )
        else:
            done = _("Recorded. Plan a new date when you are ready.")
            made = perform(
                request,
                lambda: actions.miss_meeting(actor=person, meeting=meeting, missed_by=outcome),
                done=done,
                form=form,
            )
        if made:
            return back(meeting.mentorship)
    context = {"meeting": meeting, "mentorship": meeting.mentorship, "form": form}
    return render(request, "mentorships/record.html", context, status=422 if form.errors else 200)
