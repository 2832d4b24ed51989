"""The way out of a mentorship, and what comes after it."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.design.views import perform, route
from ithaca.kernel import clock
from ithaca.mentorships import actions, policies, queries
from ithaca.mentorships.forms.closing import AfterwardsForm, CheckInForm
from ithaca.mentorships.models import Mentorship, Replacement
from ithaca.mentorships.presentation.endings import closing_page
from ithaca.mentorships.states import MentorshipState, SuccessionState
from ithaca.mentorships.views.pair import back


def _to_closing(mentorship: Mentorship) -> HttpResponse:
    return redirect("mentorships:closing", mentorship.pk)


@route(Permission.TAKE_PART_IN_MENTORSHIP, policies.mentorship_by_id)
def closing(request: HttpRequest, mentorship: Mentorship) -> HttpResponse:
    """Leads the two through the closing; saves how one of them would like to go on."""
    person = cast(Person, request.user)
    if mentorship.state != MentorshipState.SEPARATION:
        return back(mentorship)
    context = closing_page(person, mentorship)
    if request.method == "POST":
        form = AfterwardsForm(request.POST)
        if form.is_valid():
            data = form.cleaned_data
            made = perform(
                request,
                lambda: actions.wish_afterwards(
                    actor=person,
                    mentorship=mentorship,
                    kind=data["kind"],
                    rhythm_weeks=data["rhythm_weeks"],
                ),
                done=_("Noted. You can change it until the end."),
                form=form,
            )
            if made:
                return _to_closing(mentorship)
        return render(request, "mentorships/closing.html", {**context, "form": form}, status=422)
    return render(request, "mentorships/closing.html", context)


@require_POST
@route(Permission.TAKE_PART_IN_MENTORSHIP, policies.mentorship_by_id)
def goals_reviewed(request: HttpRequest, mentorship: Mentorship) -> HttpResponse:
    return _step(request, mentorship, "goals")


@require_POST
@route(Permission.TAKE_PART_IN_MENTORSHIP, policies.mentorship_by_id)
def handed_over(request: HttpRequest, mentorship: Mentorship) -> HttpResponse:
    return _step(request, mentorship, "handover")


def _step(request: HttpRequest, mentorship: Mentorship, step: str) -> HttpResponse:
    person = cast(Person, request.user)
    perform(
        request,
        lambda: actions.take_closing_step(actor=person, mentorship=mentorship, step=step),
        done=_("Noted."),
    )
    return _to_closing(mentorship)


@route(Permission.ANSWER_FOLLOW_UP, policies.mentorship_by_id)
def follow_up(request: HttpRequest, mentorship: Mentorship) -> HttpResponse:
    """Three questions, some months after the end."""
    person = cast(Person, request.user)
    found = queries.follow_up(mentorship)
    if found is None:
        return back(mentorship)
    mine = policies.own_participation(person, mentorship).pk
    form = CheckInForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made = perform(
            request,
            lambda: actions.check_in(
                actor=person,
                mentorship=mentorship,
                in_touch=data["in_touch"],
                lasts=data["lasts"],
                wants_contact=data["wants_contact"] == "yes",
            ),
            done=_("Thank you for your answers."),
            form=form,
        )
        if made:
            return back(mentorship)
    context = {
        "mentorship": mentorship,
        "other": queries.counterpart(mentorship, person),
        "form": form,
        "follow_up": found,
        "open": found.due_on <= clock.today(),
        "answered": mine in queries.check_ins(mentorship),
    }
    return render(request, "mentorships/follow_up.html", context, status=422 if form.errors else 200)


@require_POST
@route(Permission.ANSWER_REPLACEMENT, policies.replacement_by_id)
def decline_replacement(request: HttpRequest, replacement: Replacement) -> HttpResponse:
    person = cast(Person, request.user)
    found = perform(request, lambda: actions.decline_replacement(actor=person, replacement=replacement))
    if found is not None:
        looks = found.state == SuccessionState.WITH_COORDINATOR
        done = _("Noted. The coordination looks for you now.") if looks else _("Noted. Nobody is told.")
        messages.success(request, done)
    return back(replacement.succession.mentorship)


@require_POST
@route(Permission.SETTLE_SUCCESSION, policies.mentorship_by_id)
def settle(request: HttpRequest, mentorship: Mentorship) -> HttpResponse:
    """The search for the next mentor is over."""
    person = cast(Person, request.user)
    perform(
        request,
        lambda: actions.settle_succession(actor=person, mentorship=mentorship),
        done=_("Noted: nobody is looked for any more."),
    )
    return back(mentorship)
