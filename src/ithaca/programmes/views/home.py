from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from ithaca.access.permissions import Permission
from ithaca.access.rules import allowed
from ithaca.accounts.who import viewer
from ithaca.design.views import perform, route
from ithaca.programmes import actions, policies, queries, wording
from ithaca.programmes.models import Participation, Programme
from ithaca.programmes.states import PARTICIPATION

of_mine = route(Permission.EDIT_OWN_PARTICIPATION, policies.own_participation)


@route(Permission.SEE_PROGRAMME, policies.programme_by_slug)
def home(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    """The programme from the inside: where I stand, what comes next; for coordinators, who waits for what."""
    roles = policies.roles_in_programme(viewer(request), programme)
    manages = allowed(roles, Permission.MANAGE_PARTICIPANTS)
    verbs = ("withdraw application", "set busy", "set available", "pause", "resume", "leave", "apply again")
    mine = [
        {
            "participation": row,
            "can": {verb.replace(" ", "_"): PARTICIPATION.allows(verb, row.state) for verb in verbs},
        }
        for row in queries.participations_of(viewer(request)).filter(programme=programme)
    ]
    context = {
        "programme": programme,
        "mine": mine,
        "manages": manages,
        "counts": queries.head_count(programme) if manages else {},
        "join": request.build_absolute_uri(f"/join/{programme.join_code}/"),
        "charter": queries.charter_in_force(programme),
        "owed": queries.charters_owed(viewer(request)).filter(programme=programme),
        "coordinators": queries.coordinators_of(programme),
        "facts": wording.format_in_words(programme),
        "may_search": policies.may_search(roles, programme),
    }
    return render(request, "programmes/home.html", context)


DONE = {
    "busy": gettext_lazy("You are marked as busy. Requests may still reach you: please answer each of them."),
    "available": gettext_lazy("You are available for a new mentee again."),
    "pause": gettext_lazy("Your participation is paused. Nobody finds you until you come back."),
    "resume": gettext_lazy("Welcome back."),
    "withdraw": gettext_lazy("Your application is withdrawn."),
}


@of_mine
@require_POST
def change(request: HttpRequest, participation: Participation) -> HttpResponseBase:
    """Busy, available, pause, resume, or the application withdrawn."""
    person, verb = viewer(request), request.POST.get("verb", "")
    ways = {
        "busy": lambda: actions.set_busy(person=person, participation=participation),
        "available": lambda: actions.set_available(person=person, participation=participation),
        "pause": lambda: actions.pause(actor=person, participation=participation),
        "resume": lambda: actions.resume(actor=person, participation=participation),
        "withdraw": lambda: actions.withdraw_application(actor=person, participation=participation),
    }
    if verb not in ways:
        raise Http404
    perform(request, ways[verb], done=DONE[verb])
    return redirect("programmes:home", slug=participation.programme.slug)


@of_mine
def leave(request: HttpRequest, participation: Participation) -> HttpResponseBase:
    programme = participation.programme
    if request.method == "POST":
        perform(
            request,
            lambda: actions.leave(person=viewer(request), participation=participation),
            done=_("You have left the programme. Thank you for having taken part."),
        )
        return redirect("programmes:home", slug=programme.slug)
    return render(request, "programmes/leave.html", {"programme": programme, "participation": participation})
