"""What a coordinator sees of a programme, gathered from the facts that the apps and the journal keep."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from ithaca.directory.figures import RequestFigures, request_figures
from ithaca.journal.queries import monthly_counts
from ithaca.kernel import clock
from ithaca.mentorships.figures import Figures, figures, pairs_of
from ithaca.programmes.models import Programme
from ithaca.trainings.queries import Figures as TrainingFigures
from ithaca.trainings.queries import figures as training_figures

MONTHS = 12


@dataclass(frozen=True)
class Month:
    """Meetings of one month."""

    first: date
    held: int
    missed: int


@dataclass(frozen=True)
class Overview:
    figures: Figures
    requests: RequestFigures
    months: list[Month]
    trainings: TrainingFigures

    @property
    def completion(self) -> int | None:
        """Share of the ended mentorships that were completed, in per cent; None as long as none has ended."""
        return round(100 * self.figures.completed / self.figures.ended) if self.figures.ended else None

    @property
    def attendance(self) -> int | None:
        """Share of the recorded meetings that were held, in per cent."""
        recorded = self.figures.contacts + self.figures.missed
        return round(100 * self.figures.contacts / recorded) if recorded else None


HOLDINGS = {"meeting.held": 1, "meeting.contested": -1}
ABSENCES = {"meeting.missed": 1, "meeting.absence disputed": -1, "meeting.absence accepted": 1}


def overview(programme: Programme, cohort: str = "") -> Overview:
    """Of the whole programme, or of the mentees of one cohort; trainings are the mentors', whatever the cohort."""
    return Overview(
        figures(programme, cohort),
        request_figures(programme, cohort),
        months(programme, cohort),
        training_figures(programme),
    )


def months(programme: Programme, cohort: str = "") -> list[Month]:
    """Meetings held and missed in the last twelve months, the journal's dates in UTC; what is disputed does not count."""
    firsts = _firsts(clock.now())
    counts = monthly_counts(
        programme_id=programme.pk,
        verbs=[*HOLDINGS, *ABSENCES],
        since=datetime(firsts[0].year, firsts[0].month, 1, tzinfo=timezone.get_default_timezone()),
        within=pairs_of(programme, cohort) if cohort else None,
    )
    found = {(moment.date().replace(day=1), verb): count for moment, verb, count in counts}

    def balance(first: date, signs: dict[str, int]) -> int:
        return max(0, sum(sign * found.get((first, verb), 0) for verb, sign in signs.items()))

    return [Month(first, balance(first, HOLDINGS), balance(first, ABSENCES)) for first in firsts]


def _firsts(now: datetime) -> list[date]:
    last = now.year * 12 + now.month - 1
    return [date(n // 12, n % 12 + 1, 1) for n in range(last - MONTHS + 1, last + 1)]
