from typing import cast

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.design.views import perform, route
from ithaca.kernel.ids import new_id
from ithaca.mentorships import actions, policies, queries, timeline
from ithaca.mentorships.forms.deciding import NudgeForm
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.views.pair import back
from ithaca.programmes.texts import localised

LINES = 60


@require_POST
@route(Permission.TICK_DUTIES, policies.mentorship_by_id)
def tick(request: HttpRequest, mentorship: Mentorship) -> HttpResponse:
    """Ticks one duty off, or takes the tick back."""
    person, duty = cast(Person, request.user), request.POST.get("duty", "")
    action = actions.tick if request.POST.get("done") else actions.untick
    perform(request, lambda: action(actor=person, mentorship=mentorship, duty=duty))
    # With a script the page comes back where it was, focus included; a fragment would take both away.
    place = "#checklist" if request.POST.get("without_script") else ""
    return redirect(f"{reverse('mentorships:detail', args=[mentorship.pk])}{place}")


@route(Permission.SEE_MENTORSHIP_FACTS, policies.mentorship_by_id)
def facts(request: HttpRequest, mentorship: Mentorship) -> HttpResponse:
    """The whole timeline of a pair, month by month."""
    person = cast(Person, request.user)
    page = Paginator(timeline.lines_of(mentorship), LINES).get_page(request.GET.get("page"))
    mine = person.pk in {one.pk for one in queries.people(mentorship)}
    context = {
        "mentorship": mentorship,
        "programme": mentorship.programme,
        "programme_name": localised(mentorship.programme.name, get_language() or "fr"),
        "other": queries.counterpart(mentorship, person) if mine else None,
        "page": page,
        "months": timeline.by_month(timeline.told(page.object_list, mentorship)),
    }
    return render(request, "mentorships/timeline.html", context)


@route(Permission.NUDGE_PAIR, policies.mentorship_by_id)
def nudge(request: HttpRequest, mentorship: Mentorship) -> HttpResponse:
    """The coordination chooses a ready word for both of a pair."""
    person = cast(Person, request.user)
    form = NudgeForm(request.POST or None, initial={"id": new_id()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if perform(
            request,
            lambda: actions.nudge(actor=person, id=data["id"], mentorship=mentorship, words=data["words"]),
            done=_("Sent. Both receive it by mail and find it on their page."),
            form=form,
        ):
            return back(mentorship)
    context = {"mentorship": mentorship, "programme": mentorship.programme, "form": form}
    return render(request, "mentorships/nudge.html", context, status=422 if form.errors else 200)
