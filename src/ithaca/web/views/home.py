from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from ithaca.access.permissions import Permission
from ithaca.accounts.demo import open_accounts
from ithaca.accounts.queries import has_demo_people
from ithaca.design.views import open_route, own_route
from ithaca.mentorships.queries import counterpart, running_of
from ithaca.web.home import sections_for
from ithaca.web.standing import Standing, standing_of


@open_route(Permission.SEE_PUBLIC_PAGES)
def home(request: HttpRequest) -> HttpResponseBase:
    """What Ithaca is, or what to do now."""
    standing = standing_of(request)
    return _landing(request) if standing is None else _home(request, standing)


def _landing(request: HttpRequest) -> HttpResponseBase:
    demo = not settings.PRODUCTION and has_demo_people()
    return render(request, "web/landing.html", {"demo": demo, "accounts": open_accounts() if demo else []})


def _home(request: HttpRequest, standing: Standing) -> HttpResponseBase:
    running = list(running_of(standing.person)) if standing.participations else []
    sections = sections_for(standing, running)
    steps = [step for section in sections for step in section.steps]
    context = {
        "standing": standing,
        "sections": [section for section in sections if section.steps],
        "waiting": sum(step.urgent for step in steps),
        "more": not all(step.urgent for step in steps),
        "nothing": not (
            standing.participations or standing.coordinated or standing.organisations or standing.networks
        ),
        "mentorships": [(row, counterpart(row, standing.person)) for row in running],
    }
    return render(request, "web/home.html", context)


@own_route(Permission.USE_OWN_ACCOUNT)
def programmes(request: HttpRequest) -> HttpResponseBase:
    """Every programme of a person, with the ways in."""
    return render(request, "web/programmes.html", {"standing": standing_of(request)})
