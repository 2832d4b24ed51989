from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.design.views import own_route, perform, route
from ithaca.mentorships import actions, labels, policies, queries
from ithaca.mentorships.forms.closing import PauseForm
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.presentation.pair import pair_page
from ithaca.vault.island import island_page


@own_route(Permission.USE_OWN_ACCOUNT)
def index(request: HttpRequest) -> HttpResponse:
    """My mentorships, as mentor and as mentee."""
    person = cast(Person, request.user)
    rows = [
        {
            "pair": row,
            "other": queries.counterpart(row, person),
            "state": labels.MENTORSHIP[row.state],
            "end": labels.END.get(row.end_kind, ""),
            "as_mentor": policies.role_of(person, row) == "mentor",
        }
        for row in queries.mentorships_of(person)
    ]
    return render(request, "mentorships/index.html", {"rows": rows})


@route(Permission.SEE_MENTORSHIP_FACTS, policies.mentorship_by_id)
def detail(request: HttpRequest, mentorship: Mentorship) -> HttpResponse:
    """One pair: for its two people what now, for a coordinator the facts."""
    return render(request, "mentorships/detail.html", pair_page(cast(Person, request.user), mentorship))


@route(Permission.OPEN_ROOM, policies.room_by_mentorship)
def room(request: HttpRequest, mentorship: Mentorship) -> HttpResponse:
    return island_page(request)


def back(mentorship: Mentorship) -> HttpResponse:
    return redirect("mentorships:detail", mentorship.pk)


@require_POST
@route(Permission.TAKE_PART_IN_MENTORSHIP, policies.mentorship_by_id)
def agree(request: HttpRequest, mentorship: Mentorship) -> HttpResponse:
    person = cast(Person, request.user)
    perform(
        request,
        lambda: actions.agree(actor=person, mentorship=mentorship),
        done=_("You have agreed. We are glad."),
    )
    return back(mentorship)


@require_POST
@route(Permission.TAKE_PART_IN_MENTORSHIP, policies.mentorship_by_id)
def decline(request: HttpRequest, mentorship: Mentorship) -> HttpResponse:
    person = cast(Person, request.user)
    done = _("You have said no. Your coordinator knows, and looks for something else.")
    perform(request, lambda: actions.decline(actor=person, mentorship=mentorship), done=done)
    return back(mentorship)


@require_POST
@route(Permission.CONFIRM_WILLINGNESS, policies.mentorship_by_id)
def confirm_willingness(request: HttpRequest, mentorship: Mentorship) -> HttpResponse:
    person = cast(Person, request.user)
    done = _("Thank you. Your mentor sees that you wish to go on.")
    perform(request, lambda: actions.confirm_willingness(actor=person, mentorship=mentorship), done=done)
    return back(mentorship)


@route(Permission.TAKE_PART_IN_MENTORSHIP, policies.mentorship_by_id)
def pause(request: HttpRequest, mentorship: Mentorship) -> HttpResponse:
    """A page that says what a pause is and asks for a day, no reason; then one click."""
    person = cast(Person, request.user)
    form = PauseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["returns_on"]
        made = perform(
            request,
            lambda: actions.pause(actor=person, mentorship=mentorship, returns_on=day),
            done=_("The mentorship rests."),
            form=form,
        )
        if made:
            return back(mentorship)
    context = {"mentorship": mentorship, "other": queries.counterpart(mentorship, person), "form": form}
    return render(request, "mentorships/pause.html", context, status=422 if form.errors else 200)


@require_POST
@route(Permission.TAKE_PART_IN_MENTORSHIP, policies.mentorship_by_id)
def resume(request: HttpRequest, mentorship: Mentorship) -> HttpResponse:
    person = cast(Person, request.user)
    perform(
        request,
        lambda: actions.resume(actor=person, mentorship=mentorship),
        done=_("The mentorship goes on."),
    )
    return back(mentorship)
