from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.design.views import perform, route
from ithaca.directory import queries
from ithaca.directory.forms import ReplacementForm
from ithaca.mentorships import actions
from ithaca.mentorships import queries as mentorships
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.policies import mentorship_by_id


@route(Permission.PROPOSE_REPLACEMENTS, mentorship_by_id)
def replace(request: HttpRequest, mentorship: Mentorship) -> HttpResponse:
    """Asks the mentor who withdrew whom they propose: up to three mentors, the coordination, or both."""
    succession = mentorships.succession(mentorship)
    if succession is None or succession.answered_at is not None or succession.state == "settled":
        return redirect("mentorships:detail", mentorship.pk)
    form, searching = _form(request, mentorship)
    if request.method == "POST" and not searching and form.is_valid():
        person = cast(Person, request.user)
        chosen = [UUID(pk) for pk in form.cleaned_data["mentors"]]
        hand_over = form.cleaned_data["hand_over"] or "hand-over" in request.POST
        done = _("Thank you. Your mentee knows what comes next.")
        made = perform(
            request,
            lambda: actions.propose_replacements(
                actor=person, mentorship=mentorship, mentors=chosen, hand_over=hand_over
            ),
            done=done,
            form=form,
        )
        if made or not form.errors:
            return redirect("mentorships:detail", mentorship.pk)
    context: dict[str, Any] = {"mentorship": mentorship, "form": form, "words": request.POST.get("words", "")}
    return render(request, "directory/replace.html", context, status=422 if form.errors else 200)


def _form(request: HttpRequest, mentorship: Mentorship) -> tuple[ReplacementForm, bool]:
    """The form with those found and those ticked before; and whether its search was pressed."""
    searching = "search" in request.POST
    ticked = request.POST.getlist("mentors")
    words = request.POST.get("words", "")[:200]
    found = queries.candidates(mentorship, words, ticked)
    if searching:
        kept = {"mentors": ticked, "hand_over": request.POST.get("hand_over") == "on"}
        return ReplacementForm(initial=kept, profiles=found), True
    return ReplacementForm(request.POST if request.method == "POST" else None, profiles=found), False
