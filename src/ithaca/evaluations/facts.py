"""What the indicators count of evaluations: how many answer, and how gladly groups large enough recommend it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from ithaca.evaluations.models import Completion, Response
from ithaca.evaluations.queries import SMALLEST_GROUP
from ithaca.kernel.periods import Period, months_later, start_of
from ithaca.kernel.tallies import Tallies, Tally, mean, shares, summed
from ithaca.mentorships.facts import MONTH, ended_in, pairs
from ithaca.mentorships.states import EndKind

# A month, the group that is shown together, and the mark that one of them gave.
Mark = tuple[date, int, float | None]


def evaluations_answered(programmes: Collection[UUID], periods: Sequence[Period]) -> Tallies:
    """Of both people of the mentorships that had been over for a month: who had answered."""
    rows = pairs(programmes).exclude(end_kind=EndKind.EXCLUDED)

    def answered(role: str) -> Tallies:
        def by(period: Period) -> Q:
            given = Completion.objects.filter(
                mentorship=OuterRef("pk"), participation=OuterRef(role), created_at__lt=period.until
            )
            return Q(Exists(given))

        return shares(rows, periods, case=lambda period: ended_in(period, later=MONTH), hit=by)

    return summed([answered("mentor"), answered("mentee")])


def recommendation(programmes: Collection[UUID], periods: Sequence[Period]) -> Tallies:
    """
    The mean mark of both roles. Marks are shown in bundles of five or more that never change, each in the month that
    completed it: two periods differ by whole bundles, so nobody's mark is what one has and the other has not.
    """
    rows = Response.objects.filter(programme__in=programmes).exclude(group=0)
    found = rows.order_by("programme_id", "role", "questionnaire", "group").values_list(
        "programme_id", "role", "questionnaire", "month", "group", "answers"
    )
    marks: dict[tuple[UUID, int], list[float]] = defaultdict(list)
    for (programme, _role, _which), alike in groupby(found, key=itemgetter(0, 1, 2)):
        given = [(month, group, answers.get("recommendation")) for *_key, month, group, answers in alike]
        for month, bundle in bundles(given):
            for index, period in enumerate(periods):
                if _month_in(month, period):
                    marks[programme, index] += bundle
    return {key: mean(values) if values else Tally() for key, values in marks.items()}


def bundles(marks: Iterable[Mark]) -> Iterator[tuple[date, list[float]]]:
    """Marks by group; where some gave none, they wait for those of the next group, until they are enough."""
    waiting: list[float] = []
    latest = date.min
    for _group, alike in groupby(marks, key=itemgetter(1)):
        for month, _number, mark in alike:
            latest = max(latest, month)
            waiting += [mark] if mark is not None else []
        if len(waiting) >= SMALLEST_GROUP:
            yield latest, waiting
            waiting, latest = [], date.min


def _month_in(month: date, period: Period) -> bool:
    """Whether the whole of a month lies in the period: it counts once it is over."""
    return period.since <= start_of(month) and start_of(months_later(month, 1)) <= period.until
