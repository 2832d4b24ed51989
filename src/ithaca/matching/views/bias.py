from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from ithaca.access.permissions import Permission
from ithaca.design.views import route
from ithaca.matching import wording
from ithaca.matching.desk.page import tabs_of
from ithaca.matching.models import Run
from ithaca.matching.policies import run_by_id
from ithaca.matching.queries import bias


@route(Permission.RUN_MATCHING, run_by_id)
def groups(request: HttpRequest, run: Run) -> HttpResponseBase:
    """Whether the run treats groups alike, where the programme asks for groups; as counts, never by name."""
    shown = [
        {
            "question": each.question,
            "side": wording.SIDES[each.side],
            "told": each.told,
            "report": each.report,
            "rows": [wording.group_row(group) for group in each.report.groups],
            "proxies": [wording.proxy(proxy) for proxy in each.report.proxies],
        }
        for each in bias.group_reports(run)
    ]
    asks = bool(shown) or bool(bias.group_questions(run.programme))
    context = {
        "programme": run.programme,
        "run": run,
        "reports": shown,
        "asks": asks,
        "tabs": tabs_of(run, "groups"),
    }
    return render(request, "matching/groups.html", context)
