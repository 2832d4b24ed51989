from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from ithaca.access.permissions import Permission
from ithaca.accounts.who import viewer
from ithaca.design.views import own_route, route
from ithaca.programmes.models import Programme
from ithaca.programmes.policies import programme_by_slug
from ithaca.trainings import policies, presentation
from ithaca.trainings.models import Training


@route(Permission.SEE_TRAININGS, programme_by_slug)
def index(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    """The events of a programme: those to come, then what has been; drafts for those who coordinate."""
    everything = request.GET.get("past") == "all"
    context = presentation.index_page(viewer(request), programme, everything=everything)
    return render(request, "trainings/index.html", context)


@route(Permission.SEE_TRAININGS, policies.training_in_programme)
def detail(request: HttpRequest, training: Training) -> HttpResponseBase:
    """One event: when, where, my place; for those who coordinate, who comes and who waits."""
    number = request.GET.get("page", "")
    context = presentation.detail_page(viewer(request), training, number=number)
    return render(request, "trainings/detail.html", context)


@own_route(Permission.USE_OWN_ACCOUNT)
def mine(request: HttpRequest) -> HttpResponseBase:
    """My trainings and hours, of every programme."""
    return render(request, "trainings/mine.html", presentation.own_page(viewer(request)))
