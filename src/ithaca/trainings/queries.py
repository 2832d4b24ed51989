"""Reads of trainings, places and hours."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Sum

from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.programmes import queries as programmes
from ithaca.programmes.models import Participation, Programme
from ithaca.trainings import rules
from ithaca.trainings.models import Audience, SignUp, Training, TrainingDate
from ithaca.trainings.states import COMING, SignUpState, TrainingState

BEGUN_SINCE = timedelta(hours=12)  # so long a date of today still stands among those to come
KEPT_DATES = Prefetch(
    "dates", queryset=TrainingDate.objects.filter(dropped=False).order_by("starts_at", "id"), to_attr="kept"
)


# --- One training ---


def training(training_id: UUID) -> Training | None:
    return Training.objects.select_related("programme__organisation").filter(pk=training_id).first()


def dates(row: Training, *, dropped: bool = False) -> list[TrainingDate]:
    """In their order; with the dropped ones where calendars are to be told."""
    rows = TrainingDate.objects.filter(training=row).order_by("starts_at", "id")
    return list(rows if dropped else rows.filter(dropped=False))


def sign_up_of(person: Person, row: Training) -> SignUp | None:
    return SignUp.objects.filter(training=row, person=person).first()


def sign_up_with_person(row: Training, person_id: UUID) -> SignUp | None:
    rows = SignUp.objects.filter(training=row, person=person_id).select_related("person")
    found = rows.first()
    if found is not None:
        found.training = row
    return found


def coming(row: Training) -> list[SignUp]:
    """Whoever holds or held a place, by name."""
    rows = SignUp.objects.filter(training=row, state__in=COMING).select_related("person")
    return list(rows.order_by("person__name", "id"))


def waiting(row: Training) -> list[SignUp]:
    """The line, first come first."""
    rows = SignUp.objects.filter(training=row, state=SignUpState.WAITING).select_related("person")
    return list(rows.order_by("since", "id"))


def obstacle(row: Training) -> rules.Obstacle | None:
    """What stands against signing up now."""
    return rules.obstacle(
        open_=row.state == TrainingState.OPEN,
        starts_at=row.starts_at,
        until=row.sign_up_until,
        now=clock.now(),
    )


def may_be_noted(row: Training) -> bool:
    """Whether the last date has begun, so that it can be noted who came."""
    begun = row.last_starts_at is not None and row.last_starts_at <= clock.now() + rules.EARLY
    return row.state == TrainingState.HELD or (row.state == TrainingState.OPEN and begun)


def _addable(row: Training) -> QuerySet[Participation]:
    taken = SignUp.objects.filter(training=row, state__in=COMING)
    role = "" if row.audience == Audience.BOTH else row.audience
    return programmes.people_in(row.programme, role).exclude(person__in=taken.values("person"))


def addable(row: Training, *, most: int = 200) -> list[Person]:
    """People whom it is for and who have no place, by name; the first few hundred, to propose them."""
    return list({each.person_id: each.person for each in _addable(row)[:most]}.values())


def addable_by_email(row: Training, email: str) -> Person | None:
    found = _addable(row).filter(person__email__iexact=email).first()
    return found.person if found else None


def audience_of(row: Training) -> list[Person]:
    """Everybody inside the programme whom the training is for, once each."""
    role = "" if row.audience == Audience.BOTH else row.audience
    return list({each.person_id: each.person for each in programmes.people_in(row.programme, role)}.values())


# --- A programme's trainings ---


def trainings_of(programme: Programme, *, audiences: Collection[str], drafts: bool) -> list[Training]:
    """Every event of the programme for these audiences, by date, with its dates (`kept`) and its line (`waits`)."""
    rows = Training.objects.filter(programme=programme, audience__in=audiences)
    if not drafts:
        rows = rows.exclude(state=TrainingState.DRAFT)
    rows = rows.annotate(waits=Count("sign_ups", filter=Q(sign_ups__state=SignUpState.WAITING)))
    return list(rows.prefetch_related(KEPT_DATES).order_by("starts_at", "id"))


def states_of(person: Person, rows: Iterable[Training]) -> dict[UUID, str]:
    """{training: state of the person's sign-up}."""
    found = SignUp.objects.filter(person=person, training__in=list(rows))
    return dict(found.values_list("training_id", "state"))


# --- A person's trainings ---


def sign_ups_of(person: Person) -> list[SignUp]:
    """Everything a person has signed up for and not given up, the latest date first."""
    rows = SignUp.objects.filter(person=person).exclude(state=SignUpState.GIVEN_UP)
    rows = rows.select_related("training__programme__organisation")
    kept = Prefetch("training__dates", queryset=KEPT_DATES.queryset, to_attr="kept")
    return list(rows.prefetch_related(kept).order_by("-training__starts_at", "id"))


def attended(person: Person, *, since: datetime | None = None) -> QuerySet[SignUp]:
    """What somebody took part in, with the minutes that count: for certificates, with the training of each."""
    rows = SignUp.objects.filter(person=person, state=SignUpState.PRESENT).select_related(
        "training__programme"
    )
    rows = rows.filter(training__starts_at__gte=since) if since else rows
    return rows.order_by("training__starts_at", "id")


def hours_of(person: Person, *, since: datetime | None = None) -> float:
    """The hours of all trainings and events that somebody took part in."""
    return float((attended(person, since=since).aggregate(n=Sum("minutes"))["n"] or 0) / 60)


def coming_dates(person: Person, *, most: int = 2) -> list[TrainingDate]:
    """The next date of each event that somebody has a place in, today's included; the nearest few."""
    rows = TrainingDate.objects.filter(
        dropped=False,
        starts_at__gte=clock.now() - BEGUN_SINCE,
        training__state=TrainingState.OPEN,
        training__sign_ups__person=person,
        training__sign_ups__state=SignUpState.PLACED,
    )
    near = rows.select_related("training__programme").order_by("starts_at", "id")[: most * rules.MOST_DATES]
    return list({row.training_id: row for row in reversed(near)}.values())[::-1][:most]


def placed_dates(person: Person, *, since: datetime, most: int) -> list[TrainingDate]:
    """Every date of the events that somebody has a place in or took part in, from a moment on."""
    rows = TrainingDate.objects.filter(
        dropped=False,
        starts_at__gte=since,
        training__state__in=[TrainingState.OPEN, TrainingState.HELD],
        training__sign_ups__person=person,
        training__sign_ups__state__in=COMING,
    )
    return list(rows.select_related("training").order_by("starts_at", "id")[:most])


def placed_in(person: Person, rows: Collection[Training]) -> set[UUID]:
    """Which of these somebody has signed up for, or another one of the same series."""
    if not rows:
        return set()
    mine = SignUp.objects.filter(person=person, state__in=[SignUpState.PLACED, SignUpState.WAITING])
    mine = mine.filter(training__series__in={row.series for row in rows}, training__state=TrainingState.OPEN)
    series = set(mine.values_list("training__series", flat=True))
    return {row.pk for row in rows if row.series in series}


# --- Required before pairing ---


def missing(participations: Sequence[Participation]) -> dict[UUID, list[Training]]:
    """{participation: required trainings the person has not followed}, one a series; two queries for any number."""
    if not participations:
        return {}
    required = Training.objects.filter(
        programme__in={each.programme_id for each in participations},
        required=True,
        state__in=[TrainingState.OPEN, TrainingState.HELD],
    )
    asked = list(required.order_by("starts_at", "id"))
    if not asked:
        return {}
    present = SignUp.objects.filter(
        person__in={each.person_id for each in participations},
        state=SignUpState.PRESENT,
        training__series__in={row.series for row in asked},
    )
    followed: dict[UUID, set[UUID]] = defaultdict(set)
    for person_id, series in present.values_list("person_id", "training__series"):
        followed[person_id].add(series)
    found = {}
    for each in participations:
        by_series = {
            row.series: row  # the latest of a series: the one that people can still sign up for
            for row in asked
            if row.programme_id == each.programme_id and row.audience in (each.role, Audience.BOTH)
        }
        lacking = [row for series, row in by_series.items() if series not in followed[each.person_id]]
        if lacking:
            found[each.pk] = lacking
    return found


# --- For the clock and for coordinators ---


def places_held(after: datetime, before: datetime) -> list[tuple[TrainingDate, list[SignUp]]]:
    """Dates of open trainings that begin within this time, with who has a place; three queries."""
    rows = TrainingDate.objects.filter(
        training__state=TrainingState.OPEN, dropped=False, starts_at__gt=after, starts_at__lte=before
    )
    found = list(rows.select_related("training__programme").order_by("starts_at", "id"))
    held: dict[UUID, list[SignUp]] = defaultdict(list)
    places = SignUp.objects.filter(
        training__in={date.training_id for date in found}, state=SignUpState.PLACED
    )
    for place in places.select_related("person"):
        held[place.training_id].append(place)
    return [(date, held[date.training_id]) for date in found]


def to_note(rows: Iterable[Programme]) -> list[Training]:
    """Trainings that are over and still wait for the coordinator to note who came."""
    unnoted = SignUp.objects.filter(training=OuterRef("pk"), state=SignUpState.PLACED)
    found = Training.objects.filter(
        Exists(unnoted),
        programme__in=list(rows),
        state=TrainingState.OPEN,
        last_starts_at__lt=clock.now() - timedelta(hours=1),
    )
    return list(found.select_related("programme").order_by("last_starts_at", "id"))


# --- Figures ---


def followed_by(programme: Programme, people: Iterable[UUID]) -> dict[UUID, tuple[int, int]]:
    """{person: (events followed, minutes that count)} in one programme."""
    rows = SignUp.objects.filter(
        training__programme=programme, person__in=list(people), state=SignUpState.PRESENT
    )
    sums = rows.values("person").annotate(events=Count("id"), total=Sum("minutes"))
    return {row["person"]: (row["events"], row["total"]) for row in sums}


@dataclass(frozen=True)
class Figures:
    """What trainings have brought to a programme."""

    mentors: int
    trained: int  # mentors inside who took part in at least one training
    minutes: int  # of everybody
    held: int

    @property
    def hours(self) -> int:
        return round(self.minutes / 60)


def figures(programme: Programme) -> Figures:
    present = SignUp.objects.filter(training__programme=programme, state=SignUpState.PRESENT)
    inside = programmes.people_in(programme, "mentor").values("person")
    trained = present.filter(person__in=inside, training__kind="training")
    return Figures(
        mentors=programmes.people_in(programme, "mentor").count(),
        trained=trained.values("person").distinct().count(),
        minutes=present.aggregate(n=Sum("minutes"))["n"] or 0,
        held=Training.objects.filter(programme=programme, state=TrainingState.HELD).count(),
    )
