"""What the indicators count of requests."""

from collections.abc import Collection, Sequence
from uuid import UUID

from django.db.models import F, Q

from ithaca.directory.models import Request
from ithaca.directory.states import RequestState
from ithaca.kernel.periods import Period
from ithaca.kernel.tallies import Tallies, middles, shares, within

ANSWERED = (RequestState.ACCEPTED, RequestState.DECLINED)


def requests_answered(programmes: Collection[UUID], periods: Sequence[Period]) -> Tallies:
    """Of those whose answer was owed in the period, which the mentor answered; not those withdrawn before that day."""
    taken_back = Q(state=RequestState.WITHDRAWN, answered_at__lt=F("reply_by"))
    return shares(
        Request.objects.filter(programme__in=programmes),
        periods,
        case=lambda period: within("reply_by", period.since, period.until) & ~taken_back,
        hit=lambda period: Q(state__in=ANSWERED, answered_at__lt=period.until),
    )


def first_answer_days(programmes: Collection[UUID], periods: Sequence[Period]) -> Tallies:
    """From the request to the mentor's yes or no."""
    rows = Request.objects.filter(
        programme__in=programmes,
        state__in=ANSWERED,
        answered_at__gte=min(period.since for period in periods),
    )
    return middles(rows.values_list("programme_id", "answered_at", "created_at"), periods)
