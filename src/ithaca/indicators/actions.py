"""Writes of the comparison: who takes part, and the editions."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.indicators import circles, editions, events
from ithaca.indicators.bands import band, size_step
from ithaca.indicators.circles import Member
from ithaca.indicators.definitions import COMPARED, Definition
from ithaca.indicators.models import Circle, Comparing, Edition, GroupBand, Place
from ithaca.indicators.periods import year_before
from ithaca.journal import actions as journal
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.programmes.actions.changes import locked_programme
from ithaca.programmes.models import Programme
from ithaca.programmes.policies import require
from ithaca.programmes.states import ProgrammeState


@transaction.atomic
def join(*, actor: Person, programme: Programme) -> None:
    """A programme compares itself with others, from the next edition on."""
    require(actor, programme, Permission.CONFIGURE_PROGRAMME)
    row = locked_programme(programme)
    if row.state not in (ProgrammeState.OPEN, ProgrammeState.FULL):
        raise Refusal(_("Only programmes that run can be compared."))
    if editions.comparing(row):
        return
    Comparing.objects.update_or_create(programme=row, defaults={"joined_at": clock.now(), "left_at": None})
    journal.record(events.ComparisonJoined(actor_id=actor.pk, subject_id=row.pk, programme_id=row.pk))


@transaction.atomic
def leave(*, actor: Person, programme: Programme) -> None:
    """A programme compares itself no more: no later edition tells of it, and none of its circles."""
    require(actor, programme, Permission.CONFIGURE_PROGRAMME)
    row = locked_programme(programme)
    if not Comparing.objects.filter(programme=row, left_at=None).update(left_at=clock.now()):
        return
    journal.record(events.ComparisonLeft(actor_id=actor.pk, subject_id=row.pk, programme_id=row.pk))


@transaction.atomic
def publish_edition() -> bool:
    """The clock's work: the edition of this month, once, about the twelve months before it."""
    month = clock.today().replace(day=1)
    if Edition.objects.filter(month=month).exists():
        return False
    period = year_before(month)
    members = editions.members(period)
    if not members:
        return False
    edition, made = Edition.objects.get_or_create(month=month)
    if not made:  # another worker was first
        return False
    values = editions.values_of([member.programme for member in members], period)
    Circle.objects.filter(pk__in=editions.to_dissolve(month)).update(dissolved=True)
    standing = editions.standing_circles()
    for definition in COMPARED:
        _publish_fact(edition, definition, members, values[definition.slug], standing[definition.slug])
    journal.record_all(
        events.EditionPublished(
            actor_id=None, subject_id=member.programme, programme_id=member.programme, month=month
        )
        for member in members
    )
    return True


def _publish_fact(
    edition: Edition,
    definition: Definition,
    members: Sequence[Member],
    values: Mapping[UUID, float],
    standing: Mapping[UUID, frozenset[UUID]],
) -> None:
    """Tells of the circles of which everybody has a value; who waits without a circle may make a new one."""
    told = circles.told_of(standing, [member for member in members if member.programme in values])
    Circle.objects.filter(pk__in=list(told.kept)).update(last_shown=edition.month)
    shown = {**told.kept, **_new_circles(definition.slug, edition.month, told.made)}
    GroupBand.objects.bulk_create(
        _band(edition, definition, group, {key: shown[key] for key in keys}, values)
        for group, keys in circles.groups(shown).items()
    )
    counted = {member.programme for circle in shown.values() for member in circle}
    Place.objects.bulk_create(
        Place(
            edition=edition,
            programme_id=member.programme,
            fact=definition.slug,
            value=values.get(member.programme),
            traits=sorted(member.traits),
            counted=member.programme in counted,
        )
        for member in members
    )


def _new_circles(fact: str, month: date, formed: Sequence[circles.Circle]) -> dict[UUID, circles.Circle]:
    made: dict[UUID, circles.Circle] = {}
    for circle in formed:
        programmes = [str(member.programme) for member in circle]
        row = Circle.objects.create(fact=fact, programmes=programmes, last_shown=month)
        made[row.pk] = circle
    return made


def _band(
    edition: Edition,
    definition: Definition,
    group: str,
    told_of: Mapping[UUID, circles.Circle],
    values: Mapping[UUID, float],
) -> GroupBand:
    programmes = [member.programme for circle in told_of.values() for member in circle]
    found = band([values[each] for each in programmes], definition.unit)
    return GroupBand(
        edition=edition,
        fact=definition.slug,
        group=group,
        circles=[str(key) for key in told_of],
        programmes_step=size_step(len(programmes)),
        low=found.low,
        middle=found.middle,
        high=found.high,
    )
