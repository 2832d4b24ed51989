from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.programmes.models import Programme
from ithaca.programmes.policies import require as require_in_programme
from ithaca.trainings import events, policies, rules
from ithaca.trainings.actions.changes import locked, move, move_up, record
from ithaca.trainings.models import Training, TrainingDate
from ithaca.trainings.rules import When
from ithaca.trainings.states import TRAINING, TrainingState


@dataclass(frozen=True, kw_only=True)
class Content:
    """What a coordinator writes of a training; without `credit_minutes` the dates' length counts."""

    kind: str
    audience: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    time_zone: str
    dates: tuple[When, ...]
    place: str = ""
    link: str = ""
    places: int | None = None
    sign_up_until: datetime | None = None
    credit_minutes: int | None = None
    required: bool = False

    def columns(self) -> dict[str, object]:
        found = {name: value for name, value in asdict(self).items() if name != "dates"}
        if self.credit_minutes is None:
            found["credit_minutes"] = rules.length(self.dates)
        return found


@transaction.atomic
def write_training(
    *, actor: Person, programme: Programme, id: UUID, content: Content, again: Training | None = None
) -> Training:
    """Writes a draft, which only those who coordinate see; `again` is the training that it offers once more."""
    require_in_programme(actor, programme, Permission.MANAGE_TRAININGS)
    existing = Training.made_before(id, programme=programme)
    if existing is not None:
        return existing
    _check(content)
    series = again.series if again is not None and again.programme_id == programme.pk else new_id()
    row = Training.objects.create(id=id, programme=programme, series=series, **content.columns())
    _set_dates(row, content.dates)
    record(events.Written, actor, row)
    return row


def _spread_requirement(row: Training, actor: Person) -> None:
    """A training is required as a whole, however often it is offered; a draft says nothing of the others yet."""
    if row.state == TrainingState.DRAFT:
        return
    others = Training.objects.select_for_update(of=("self",)).filter(series=row.series)
    for other in others.exclude(required=row.required).order_by("pk"):
        other.required = row.required
        other.save(update_fields=["required"])
        if other.state != TrainingState.DRAFT:
            was_open = other.state == TrainingState.OPEN
            record(events.Changed, actor, other, what=["required"], was_open=was_open)


@transaction.atomic
def change_training(*, actor: Person, training: Training, content: Content) -> None:
    """Changes a draft, or an open training; whoever has a place is told of a new date, place or name."""
    row = locked(training.pk)
    policies.require(actor, row, Permission.MANAGE_TRAININGS)
    move(row, "change")
    _check(content)
    if content.places is not None and content.places < row.taken:
        raise Refusal(
            _("%(n)s people have a place already: give at least that number.") % {"n": row.taken},
            field="places",
        )
    what = _changes(row, content)
    for name, value in content.columns().items():
        setattr(row, name, value)
    row.save()
    _spread_requirement(row, actor)
    if _set_dates(row, content.dates) and "dates" not in what:
        what.append("dates")
    was_open = row.state == TrainingState.OPEN
    if was_open and {"title", "where"} & set(what):
        _number_up(row)
    if not what:
        return
    record(events.Changed, actor, row, what=what, was_open=was_open)
    move_up(row)


def _changes(row: Training, content: Content) -> list[str]:
    """The names of what changes, the moments aside."""
    names = {"place": "where", "link": "where", "time_zone": "dates"}
    columns = content.columns().items()
    return sorted({names.get(name, name) for name, value in columns if getattr(row, name) != value})


def _check(content: Content) -> None:
    if not 1 <= len(content.dates) <= rules.MOST_DATES:
        raise Refusal(
            _("Give from one to %(most)s dates.") % {"most": rules.MOST_DATES},
            field="date_1",
        )
    if content.link and not content.link.startswith("https://"):
        raise Refusal(_("Give a link that begins with https://."), field="link")
    zone = ZoneInfo(content.time_zone)
    first = min(when.starts_at for when in content.dates).astimezone(zone).date()
    if content.sign_up_until is not None and content.sign_up_until.astimezone(zone).date() > first:
        raise Refusal(_("The last day to sign up lies after the beginning."), field="sign_up_until")


def _set_dates(row: Training, given: tuple[When, ...]) -> bool:
    """Makes the dates those that were given; says whether any changed."""
    kept = {each.pk: each for each in TrainingDate.objects.filter(training=row, dropped=False)}
    change = rules.moves([rules.Kept(pk, each.when) for pk, each in kept.items()], given)
    seen = row.state != TrainingState.DRAFT
    if seen and any(when.starts_at < clock.now() for when in (*(w for _k, w in change.moved), *change.added)):
        raise Refusal(_("A new date lies in the past. Choose one to come."), field="date_1")
    for key, when in change.moved:
        date = kept[UUID(str(key))]
        date.starts_at, date.minutes = when.starts_at, when.minutes
        date.sequence += seen
        date.save()
    for key in change.dropped:
        _drop(kept[UUID(str(key))], seen=seen)
    for when in change.added:
        TrainingDate.objects.create(training=row, starts_at=when.starts_at, minutes=when.minutes)
    starts = [when.starts_at for when in given]
    row.starts_at, row.last_starts_at = min(starts), max(starts)
    row.save(update_fields=["starts_at", "last_starts_at"])
    return change.any


def _drop(date: TrainingDate, *, seen: bool) -> None:
    if not seen:
        date.delete()
        return
    date.dropped = True
    date.sequence += 1
    date.save(update_fields=["dropped", "sequence"])


def _number_up(row: Training) -> None:
    """Calendars take a change only with a higher sequence."""
    for date in TrainingDate.objects.filter(training=row, dropped=False):
        date.sequence += 1
        date.save(update_fields=["sequence"])


@transaction.atomic
def open_training(*, actor: Person, training: Training) -> None:
    """Opens a draft for signing up; whom it is for hears of it by mail."""
    row = locked(training.pk)
    policies.require(actor, row, Permission.MANAGE_TRAININGS)
    if row.state == TrainingState.OPEN:
        return
    TRAINING.after("open", row.state)
    if row.starts_at is None or row.starts_at <= clock.now():
        raise Refusal(_("The first date is past. Change the dates, then open it."))
    if not row.place and not row.link:
        raise Refusal(_("Say where it takes place first: give a place or a link."))
    row.opened_at = clock.now()
    move(row, "open", "opened_at")
    _spread_requirement(row, actor)
    record(events.Opened, actor, row)


@transaction.atomic
def require_training(*, actor: Person, training: Training, required: bool) -> None:
    """Says whether people must have followed a training before they can be paired; also long after it was held."""
    row = locked(training.pk)
    policies.require(actor, row, Permission.MANAGE_TRAININGS)
    if row.required == required:
        return
    row.required = required
    row.save(update_fields=["required"])
    _spread_requirement(row, actor)
    record(events.Changed, actor, row, what=["required"], was_open=row.state == TrainingState.OPEN)


@transaction.atomic
def cancel_training(*, actor: Person, training: Training) -> None:
    """Cancels an open training; everybody who signed up is told, and their calendars too."""
    row = locked(training.pk)
    policies.require(actor, row, Permission.MANAGE_TRAININGS)
    if row.state == TrainingState.CANCELLED:
        return
    row.closed_at = clock.now()
    move(row, "cancel", "closed_at")
    _number_up(row)
    record(events.Cancelled, actor, row)


@transaction.atomic
def discard_training(*, actor: Person, training: Training) -> None:
    """Throws a draft away; nobody else has seen it."""
    row = Training.objects.select_for_update(of=("self",)).filter(pk=training.pk).first()
    if row is None:
        return
    policies.require(actor, row, Permission.MANAGE_TRAININGS)
    if row.state != TrainingState.DRAFT:
        raise Refusal(
            _("Only a draft can be thrown away. Cancel the event instead, so that people are told.")
        )
    record(events.Discarded, actor, row)
    row.delete()
