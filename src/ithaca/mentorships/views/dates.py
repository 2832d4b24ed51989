from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.design.views import perform, route
from ithaca.mentorships import actions, policies, queries
from ithaca.mentorships.forms.meetings import DatesForm
from ithaca.mentorships.models import Meeting, Mentorship
from ithaca.mentorships.views.clashing import to_ask_about
from ithaca.mentorships.views.meeting import new_meeting, zone_name
from ithaca.mentorships.views.pair import back


def _form_page(request: HttpRequest, mentorship: Mentorship, form: DatesForm, **more: object) -> HttpResponse:
    rows = form.rows()
    # The first three are enough for most; the others unfold, and stand open where something is in them.
    unfolded = any(field.errors or field.value() for row in rows[3:] for field in row)
    person = cast(Person, request.user)
    other = queries.counterpart(mentorship, person)
    zones = {"own_zone": zone_name(person), "other_zone": zone_name(other)}
    context = {"mentorship": mentorship, "form": form, "other": other, **zones, "unfolded": unfolded, **more}
    context |= {"first_rows": rows[:3], "more_rows": rows[3:]}
    status = 422 if form.errors or more.get("clashes") else 200
    return render(request, "mentorships/dates_form.html", context, status=status)


@route(Permission.TAKE_PART_IN_MENTORSHIP, policies.mentorship_by_id)
def propose(request: HttpRequest, mentorship: Mentorship) -> HttpResponse:
    """Offers dates to choose from."""
    person = cast(Person, request.user)
    form = DatesForm(
        request.POST or None,
        initial=new_meeting(mentorship),
        mentorship=mentorship,
        time_zone=person.time_zone,
    )
    if request.method == "POST" and form.is_valid():
        offer, row_id = form.offer(), form.cleaned_data["id"]
        clashes = to_ask_about(request, mentorship, offer.dates, offer.minutes, besides=row_id)
        if clashes:
            return _form_page(request, mentorship, form, clashes=clashes)
        if perform(
            request,
            lambda: actions.propose_dates(actor=person, id=row_id, mentorship=mentorship, offer=offer),
            done=_offered(mentorship, person),
            form=form,
        ):
            return back(mentorship)
    return _form_page(request, mentorship, form)


@route(Permission.TAKE_PART_IN_MENTORSHIP, policies.meeting_by_id)
def others(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Offers other dates in place of those that stand to choice, or of the planned one."""
    person, mentorship = cast(Person, request.user), meeting.mentorship
    form = DatesForm(
        request.POST or None,
        initial={"id": meeting.pk},
        mentorship=mentorship,
        time_zone=person.time_zone,
        only_dates=True,
    )
    if request.method == "POST" and form.is_valid():
        dates = form.dates()
        clashes = to_ask_about(request, mentorship, dates, meeting.minutes, besides=meeting.pk)
        if clashes:
            return _form_page(request, mentorship, form, meeting=meeting, clashes=clashes)
        if perform(
            request,
            lambda: actions.propose_other_dates(
                actor=person, meeting=meeting, dates=dates, time_zone=person.time_zone
            ),
            done=_offered(mentorship, person),
            form=form,
        ):
            return back(mentorship)
    return _form_page(request, mentorship, form, meeting=meeting)


def _offered(mentorship: Mentorship, person: Person) -> str:
    name = queries.counterpart(mentorship, person).name
    return _("Your dates are offered. %(name)s is asked to choose one.") % {"name": name}


@require_POST
@route(Permission.TAKE_PART_IN_MENTORSHIP, policies.date_by_id)
def accept(request: HttpRequest, chosen: tuple[Meeting, UUID]) -> HttpResponse:
    """Chooses one of the dates."""
    person, (meeting, slot_id) = cast(Person, request.user), chosen
    perform(
        request,
        lambda: actions.accept_date(actor=person, meeting=meeting, slot_id=slot_id),
        done=_("The meeting is planned. You both receive the invitation."),
    )
    return back(meeting.mentorship)


@require_POST
@route(Permission.TAKE_PART_IN_MENTORSHIP, policies.meeting_by_id)
def decline(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """None of the dates suits."""
    person = cast(Person, request.user)
    done = _("The other person is told that none of the dates suits you.")
    perform(request, lambda: actions.decline_dates(actor=person, meeting=meeting), done=done)
    return back(meeting.mentorship)


@require_POST
@route(Permission.TAKE_PART_IN_MENTORSHIP, policies.meeting_by_id)
def take_back(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """The dates are offered no longer."""
    person = cast(Person, request.user)
    done = _("Your dates are taken back.")
    perform(request, lambda: actions.take_dates_back(actor=person, meeting=meeting), done=done)
    return back(meeting.mentorship)
