"""Figures and rows of a programme's requests."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from ithaca.directory.models import Request
from ithaca.directory.states import RequestState
from ithaca.kernel import clock
from ithaca.programmes.models import Programme
from ithaca.programmes.queries import of_cohort


@dataclass(frozen=True)
class RequestFigures:
    sent: int
    waiting: int
    accepted: int
    declined: int
    lapsed: int


def request_figures(programme: Programme, cohort: str = "") -> RequestFigures:
    """Of all requests, or of those whose mentee is in a cohort."""
    counts = of_cohort(Request.objects.filter(programme=programme), cohort, "mentee__").aggregate(
        sent=Count("id"),
        **{
            name: Count("id", filter=Q(state=state))
            for name, state in {
                "waiting": RequestState.SENT,
                "accepted": RequestState.ACCEPTED,
                "declined": RequestState.DECLINED,
                "lapsed": RequestState.LAPSED,
            }.items()
        },
    )
    return RequestFigures(**counts)


def unanswered(programme: Programme, cohort: str = "") -> QuerySet[Request]:
    """Requests that wait for a mentor, the most urgent first."""
    rows = of_cohort(Request.objects.filter(programme=programme, state=RequestState.SENT), cohort, "mentee__")
    return rows.select_related("mentor__person", "mentee__person").order_by("reply_by", "id")


def lapsed_lately(programme: Programme, limit: int = 10) -> QuerySet[Request]:
    """Requests that nobody answered in time, the latest first."""
    rows = Request.objects.filter(programme=programme, state=RequestState.LAPSED, reply_by__lte=clock.now())
    return rows.select_related("mentor__person", "mentee__person").order_by("-reply_by")[:limit]
