from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.design.views import own_route, perform, route
from ithaca.directory import actions, policies, queries
from ithaca.directory.models import Request
from ithaca.directory.states import RequestState
from ithaca.programmes.texts import localised
from ithaca.vault.island import REQUEST, island_page

LABELS: dict[str, Promise] = {
    RequestState.SENT: pgettext_lazy("request", "Waiting for an answer"),
    RequestState.ACCEPTED: pgettext_lazy("request", "Accepted"),
    RequestState.DECLINED: pgettext_lazy("request", "Declined"),
    RequestState.WITHDRAWN: pgettext_lazy("request", "Withdrawn"),
    RequestState.LAPSED: pgettext_lazy("request", "Without an answer"),
}
TONES = {RequestState.SENT: "waiting", RequestState.ACCEPTED: "done", RequestState.LAPSED: "attention"}


def _rows(person: Person, *, as_mentor: bool) -> list[dict[str, object]]:
    return [
        {
            "request": row,
            "other": row.mentee.person if as_mentor else row.mentor.person,
            "programme": localised(row.programme.name, get_language() or "fr"),
            "label": LABELS[row.state],
            "tone": TONES.get(RequestState(row.state), "ended"),
            "waits": row.state == RequestState.SENT,
        }
        for row in queries.requests_of(person)
        if (row.mentor.person_id == person.pk) == as_mentor
    ]


@own_route(Permission.USE_OWN_ACCOUNT)
def index(request: HttpRequest) -> HttpResponse:
    """My requests: those I owe an answer to, and those I sent."""
    person = cast(Person, request.user)
    received, sent = _rows(person, as_mentor=True), _rows(person, as_mentor=False)
    return render(request, "directory/requests.html", {"received": received, "sent": sent})


@own_route(Permission.USE_OWN_ACCOUNT)
def new(request: HttpRequest) -> HttpResponse:
    """The island writes the request; its API says to whom and whether."""
    return island_page(request, bundle=REQUEST)


@route(Permission.SEE_REQUEST, policies.request_by_id)
def detail(request: HttpRequest, found: Request) -> HttpResponse:
    return island_page(request, bundle=REQUEST)


@require_POST
@route(Permission.WITHDRAW_REQUEST, policies.request_by_id)
def withdraw(request: HttpRequest, found: Request) -> HttpResponse:
    person = cast(Person, request.user)
    done = _("Your request is withdrawn. You may ask somebody else.")
    perform(request, lambda: actions.withdraw_request(actor=person, request=found), done=done)
    return redirect("directory:requests")
