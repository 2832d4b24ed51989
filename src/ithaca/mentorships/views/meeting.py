from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.design.views import perform, route
from ithaca.kernel.ids import new_id
from ithaca.mentorships import actions, policies, queries
from ithaca.mentorships.forms.deciding import RecordForm
from ithaca.mentorships.forms.meetings import PastMeetingForm, PlanForm
from ithaca.mentorships.models import Meeting, Mentorship
from ithaca.mentorships.views.clashing import to_ask_about
from ithaca.mentorships.views.pair import back


def new_meeting(mentorship: Mentorship) -> dict[str, Any]:
    """What a form for a new meeting begins with."""
    known = {"minutes": mentorship.programme.contact_minutes, "link": mentorship.video_link}
    return {"id": new_id(), **known}


def zone_name(person: Person) -> str:
    return person.time_zone.replace("_", " ")


def _form_page(request: HttpRequest, mentorship: Mentorship, form: PlanForm, **more: object) -> HttpResponse:
    person = cast(Person, request.user)
    other = queries.counterpart(mentorship, person)
    zones = {"own_zone": zone_name(person), "other_zone": zone_name(other)}
    context = {"mentorship": mentorship, "form": form, "other": other, **zones, **more}
    status = 422 if form.errors or more.get("clashes") else 200
    return render(request, "mentorships/meeting_form.html", context, status=status)


@route(Permission.TAKE_PART_IN_MENTORSHIP, policies.mentorship_by_id)
def plan(request: HttpRequest, mentorship: Mentorship) -> HttpResponse:
    """Plans a meeting on an agreed date; the invitation goes to both."""
    person = cast(Person, request.user)
    form = PlanForm(
        request.POST or None,
        initial=new_meeting(mentorship),
        mentorship=mentorship,
        time_zone=person.time_zone,
    )
    if request.method == "POST" and form.is_valid():
        chosen, row_id = form.plan(), form.cleaned_data["id"]
        clashes = to_ask_about(request, mentorship, [chosen.starts_at], chosen.minutes, besides=row_id)
        if clashes:
            return _form_page(request, mentorship, form, clashes=clashes)
        if perform(
            request,
            lambda: actions.plan_meeting(actor=person, id=row_id, mentorship=mentorship, plan=chosen),
            done=_("The meeting is planned. You both receive the invitation."),
            form=form,
        ):
            return back(mentorship)
    return _form_page(request, mentorship, form)


@route(Permission.TAKE_PART_IN_MENTORSHIP, policies.mentorship_by_id)
def record_past(request: HttpRequest, mentorship: Mentorship) -> HttpResponse:
    """Records a meeting that took place without having been planned here."""
    person = cast(Person, request.user)
    form = PastMeetingForm(
        request.POST or None,
        initial=new_meeting(mentorship),
        mentorship=mentorship,
        time_zone=person.time_zone,
    )
    other = queries.counterpart(mentorship, person)
    if request.method == "POST" and form.is_valid():
        chosen, row_id = form.plan(), form.cleaned_data["id"]
        if perform(
            request,
            lambda: actions.record_past_meeting(actor=person, id=row_id, mentorship=mentorship, plan=chosen),
            done=_to_confirm(other),
            form=form,
        ):
            return back(mentorship)
    context = {"mentorship": mentorship, "form": form, "other": other, "own_zone": zone_name(person)}
    return render(request, "mentorships/past_meeting.html", context, status=422 if form.errors else 200)


def _to_confirm(other: Person) -> str:
    return _("Recorded. It counts as soon as %(name)s confirms it.") % {"name": other.name}


@route(Permission.TAKE_PART_IN_MENTORSHIP, policies.meeting_by_id)
def move(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Changes a planned meeting."""
    person, mentorship = cast(Person, request.user), meeting.mentorship
    initial = PlanForm.initial_moment(meeting, person.time_zone)
    form = PlanForm(request.POST or None, initial=initial, mentorship=mentorship, time_zone=person.time_zone)
    if request.method == "POST" and form.is_valid():
        chosen = form.plan()
        clashes = to_ask_about(request, mentorship, [chosen.starts_at], chosen.minutes, besides=meeting.pk)
        if clashes:
            return _form_page(request, mentorship, form, meeting=meeting, clashes=clashes)
        if perform(
            request,
            lambda: actions.move_meeting(actor=person, meeting=meeting, plan=chosen),
            done=_("The meeting is changed. You both receive the new invitation."),
            form=form,
        ):
            return back(mentorship)
    return _form_page(request, mentorship, form, meeting=meeting)


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
    row = meeting.mentorship
    other = queries.counterpart(row, person)
    form = RecordForm(
        request.POST or None,
        initial={"minutes": meeting.minutes},
        role="mentor" if row.mentor.person_id == person.pk else "mentee",
        other=other.name,
    )
    if request.method == "POST" and form.is_valid():
        outcome, minutes = form.cleaned_data["outcome"], form.cleaned_data["minutes"]
        if outcome == "held":
            made = perform(
                request,
                lambda: actions.hold_meeting(actor=person, meeting=meeting, minutes=minutes),
                done=_("Recorded. This meeting counts.")
                if queries.is_agreed_upon(person, meeting)
                else _to_confirm(other),
                form=form,
            )
        else:
            made = perform(
                request,
                lambda: actions.miss_meeting(actor=person, meeting=meeting, missed_by=outcome),
                done=_("Recorded. Plan a new date when you are ready."),
                form=form,
            )
        if made:
            return back(meeting.mentorship)
    agreed = queries.is_agreed_upon(person, meeting)
    context = {"meeting": meeting, "mentorship": meeting.mentorship, "form": form, "other": other}
    context["counts_at_once"] = agreed
    return render(request, "mentorships/record.html", context, status=422 if form.errors else 200)
