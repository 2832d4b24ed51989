"""What changes an organisation's chart as a whole."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models.functions import Lower

from ithaca.accounts.models import Person
from ithaca.journal import actions as journal
from ithaca.organisations import events, queries
from ithaca.organisations.models import Organisation, Position

BATCH = 500


@dataclass(frozen=True, kw_only=True)
class Placed:
    """What a file says of somebody's place, by address in small letters. None: it says nothing of it; "": nobody."""

    email: str
    name: str = ""
    manager: str | None = None
    unit: str | None = None


@dataclass(frozen=True)
class Written:
    made: int
    changed: int
    removed: int


@dataclass
class _Chart:
    """The positions of an organisation by address, and what becomes of them."""

    organisation: Organisation
    known: dict[str, Position]
    owners: Mapping[str, Person]  # of the proven addresses
    made: list[Position] = field(default_factory=list)
    changed: dict[object, Position] = field(default_factory=dict)

    def at(self, address: str, name: str = "") -> Position:
        """The position of an address, a new one where there is none."""
        found = self.known.get(address)
        if found is None:
            person = self.owners.get(address)
            found = Position(organisation=self.organisation, person=person)
            if person is None:
                found.email, found.name = address, name
            self.known[address] = found
            self.made.append(found)
        return found

    def change(self, position: Position, **values: object) -> None:
        if any(getattr(position, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(position, name, value)
            self.changed[position.pk] = position


@transaction.atomic
def write_positions(
    *, actor: Person, organisation: Organisation, rows: Sequence[Placed], replace: bool = False
) -> Written:
    """
    Writes the places of many people; `replace` takes everybody else out of the chart. Whether the actor may is for the
    caller to have asked: coordinators of the organisation's programmes may, and programmes stand above.
    """
    held = Organisation.objects.select_for_update().get(pk=organisation.pk)
    addresses = {row.email for row in rows} | {row.manager for row in rows if row.manager}
    known = {_address(position): position for position in queries.chart(held)} if replace else {}
    known = known or queries.positions_by_address(held, addresses)
    chart = _Chart(held, known, _owners(addresses - set(known)))
    for row in rows:
        position = chart.at(row.email, row.name)
        if row.name and position.email:
            chart.change(position, name=row.name)
        if row.unit is not None:
            chart.change(position, unit=row.unit)
    Position.objects.bulk_create(chart.made, batch_size=BATCH)
    for row in rows:
        if row.manager is not None:
            _lead(chart, row)
    new = [position for position in chart.made if position.pk not in chart.changed]
    Position.objects.bulk_update(chart.changed.values(), ["name", "unit", "manager"], batch_size=BATCH)
    removed = _remove_others(held, addresses) if replace else 0
    changed = len(chart.changed) - (len(chart.made) - len(new))
    written = Written(len(chart.made), changed, removed)
    _record(actor, held, written)
    return written


def _lead(chart: _Chart, row: Placed) -> None:
    before = len(chart.made)
    manager = chart.at(row.manager) if row.manager else None
    if len(chart.made) > before:  # a manager whom no row names: an address is enough for the line
        chart.made[-1].save(force_insert=True)
    chart.change(chart.at(row.email), manager_id=manager.pk if manager else None)


def _address(position: Position) -> str:
    return position.person.email.lower() if position.person else position.email


def _owners(addresses: Collection[str]) -> dict[str, Person]:
    rows = EmailAddress.objects.annotate(low=Lower("email")).filter(verified=True, low__in=addresses)
    return {row.low: row.user for row in rows.select_related("user")}


def _remove_others(organisation: Organisation, addresses: Collection[str]) -> int:
    gone = [one.pk for one in queries.chart(organisation) if _address(one) not in addresses]
    for start in range(0, len(gone), BATCH):
        Position.objects.filter(pk__in=gone[start : start + BATCH]).delete()
    return len(gone)


def _record(actor: Person, organisation: Organisation, written: Written) -> None:
    if written.made or written.changed or written.removed:
        fact = events.ChartWritten(
            actor_id=actor.pk,
            subject_id=organisation.pk,
            made=written.made,
            changed=written.changed,
            removed=written.removed,
        )
        journal.record(fact)


@transaction.atomic
def claim_positions(person: Person) -> None:
    """Puts somebody where the charts had only an address: one that they have proven to be theirs."""
    proven = EmailAddress.objects.filter(user=person, verified=True).values_list(Lower("email"), flat=True)
    for position in Position.objects.select_for_update().filter(person=None, email__in=list(proven)):
        known = Position.objects.filter(organisation=position.organisation_id, person=person).first()
        if known is None:
            position.person, position.email, position.name = person, "", ""
            position.save(update_fields=["person", "email", "name"])
        else:
            _merge(position, known)


def _merge(position: Position, known: Position) -> None:
    """Two positions of one person in one organisation become one, which keeps what it knows."""
    Position.objects.filter(manager=position).exclude(pk=known.pk).update(manager=known)
    if known.manager_id in (None, position.pk) and position.manager_id != known.pk:
        known.manager_id = position.manager_id
    known.unit = known.unit or position.unit
    known.save(update_fields=["manager", "unit"])
    position.delete()
