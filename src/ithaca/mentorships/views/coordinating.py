from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.design.views import perform, route
from ithaca.kernel.ids import new_id
from ithaca.mentorships import actions, policies, queries
from ithaca.mentorships.forms.deciding import PairForm
from ithaca.mentorships.models import Mentorship
from ithaca.programmes.models import Programme
from ithaca.programmes.policies import programme_by_slug
from ithaca.programmes.queries import participation, people_in
from ithaca.programmes.texts import localised


@route(Permission.PAIR_PEOPLE, programme_by_slug)
def new_pair(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Proposes a pair by hand; both are asked."""
    person = cast(Person, request.user)
    taken = queries.mentees_with_mentor(programme)
    mentors = [
        (
            str(p.pk),
            _("%(name)s (%(free)s places free)") % {"name": p.person.name, "free": p.capacity - p.pairs},
        )
        for p in people_in(programme, "mentor")
        if p.pairs < p.capacity
    ]
    mentees = [(str(p.pk), p.person.name) for p in people_in(programme, "mentee") if p.pk not in taken]
    initial = {"id": new_id(), "mentee": request.GET.get("mentee", "")}
    form = PairForm(request.POST or None, initial=initial, mentors=mentors, mentees=mentees)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        mentor, mentee = participation(UUID(data["mentor"])), participation(UUID(data["mentee"]))
        made = perform(
            request,
            lambda: actions.propose(actor=person, id=data["id"], mentor=mentor, mentee=mentee),
            done=_("Proposed. Both are asked; the mentorship begins when both agree."),
            form=form,
        )
        if made:
            return redirect("mentorships:detail", made.pk)
    context = {
        "programme": programme,
        "programme_name": localised(programme.name, get_language() or "fr"),
        "form": form,
        "possible": bool(mentors and mentees),
    }
    return render(request, "mentorships/new_pair.html", context, status=422 if form.errors else 200)


@route(Permission.EXCLUDE_FROM_MENTORSHIP, policies.mentorship_by_id)
def exclude(request: HttpRequest, mentorship: Mentorship) -> HttpResponse:
    """The organisation ends a mentorship; a page first, then one click."""
    person = cast(Person, request.user)
    if request.method == "POST":
        perform(
            request,
            lambda: actions.exclude(actor=person, mentorship=mentorship),
            done=_("The mentorship is ended."),
        )
        return redirect("mentorships:detail", mentorship.pk)
    return render(request, "mentorships/exclude.html", {"mentorship": mentorship})
