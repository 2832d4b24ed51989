"""What changes an organisation's chart as a whole."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models.functions import Lower

from ithaca.access.permissions import Permission
from ithaca.access.rules import allowed
from ithaca.accounts.models import Person
from ithaca.journal import actions as journal
from ithaca.organisations import events, policies, queries
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
    """`left` names, by address, what stood in the chart already and was not the actor's to change."""

    made: int
    changed: int
    removed: int
    left: Mapping[str, Sequence[str]]


@dataclass
class _Chart:
    """The positions of an organisation by address, and what becomes of them."""

    organisation: Organisation
    known: dict[str, Position]
    owners: Mapping[str, Person]  # of the proven addresses
    own: dict[UUID, Position | None]  # the organisation's own people, and where they stand so far
    may_change: bool  # what the chart says already
    made: list[Position] = field(default_factory=list)
    changed: dict[object, Position] = field(default_factory=dict)
    left: dict[str, list[str]] = field(default_factory=dict)

    def at(self, address: str, name: str = "") -> Position:
        """The position of an address, a new one where there is none."""
        found = self.known.get(address)
        if found is None:
            found = self.known[address] = self._of_own(address) or self._new(address, name)
        return found

    def _of_own(self, address: str) -> Position | None:
        """Somebody may have more addresses than one."""
        person = self.owners.get(address)
        return self.own.get(person.pk) if person else None

    def _new(self, address: str, name: str) -> Position:
        person = self.owners.get(address)
        made = Position(organisation=self.organisation, person=person)
        if person is None or person.pk not in self.own:
            made.email, made.name = address, name
        else:
            self.own[person.pk] = made
        self.made.append(made)
        return made

    def say(self, address: str, position: Position, field_: str, value: object) -> None:
        """Writes what a file says of somebody's place; what stands there stays where the actor may only add."""
        before = getattr(position, field_)
        if before == value:
            return
        if before and not self.may_change:
            self.left.setdefault(address, []).append(field_.removesuffix("_id"))
            return
        setattr(position, field_, value)
        self.changed[position.pk] = position


@transaction.atomic
def write_positions(
    *,
    actor: Person,
    organisation: Organisation,
    rows: Sequence[Placed],
    own: Collection[UUID],
    replace: bool = False,
) -> Written:
    """
    Writes the places of many people; `replace` takes everybody else out of the chart. Who administers the organisation
    may change it; whoever else brings people in adds what it does not say yet, and that they may is for the caller to
    have asked, for programmes stand above. `own` are the organisation's people, who alone are shown by their account.
    """
    roles = policies.roles_in_organisation(actor, organisation)
    may_change = allowed(roles, Permission.MANAGE_ORGANISATION)
    if replace:
        policies.require(actor, organisation, Permission.MANAGE_ORGANISATION)
    held = Organisation.objects.select_for_update().get(pk=organisation.pk)
    addresses = {row.email for row in rows} | {row.manager for row in rows if row.manager}
    chart = _chart(held, addresses, own, may_change)
    for row in rows:
        position = chart.at(row.email, row.name)
        if row.name and position.email and (may_change or not position.name):
            chart.say(row.email, position, "name", row.name)
        if row.unit is not None:
            chart.say(row.email, position, "unit", row.unit)
    for row in rows:
        if row.manager is not None:
            _lead(chart, row)
    Position.objects.bulk_create(chart.made, batch_size=BATCH)
    new = {position.pk for position in chart.made}
    changed = [position for position in chart.changed.values() if position.pk not in new]
    Position.objects.bulk_update(changed, ["name", "unit", "manager"], batch_size=BATCH)
    removed = _remove_others(held, {chart.known[one].pk for one in addresses}) if replace else 0
    written = Written(len(chart.made), len(changed), removed, chart.left)
    _record(actor, held, written)
    return written


def _chart(
    organisation: Organisation, addresses: Collection[str], own: Collection[UUID], may_change: bool
) -> _Chart:
    known = queries.positions_by_address(organisation, addresses)
    owners = _owners(set(addresses) - set(known))
    ours = {person.pk for person in owners.values()} & set(own)
    met = {row.pk: row for row in known.values()}
    rows = queries.chart(organisation).filter(email="", person__in=ours)
    placed = {row.person_id: met.get(row.pk, row) for row in rows if row.person_id}
    return _Chart(organisation, known, owners, {one: placed.get(one) for one in ours}, may_change)


def _lead(chart: _Chart, row: Placed) -> None:
    manager = chart.at(row.manager) if row.manager else None  # an address is enough, if no row names them
    position = chart.at(row.email)
    if manager is not position:  # two addresses of one person
        chart.say(row.email, position, "manager_id", manager.pk if manager else None)


def _owners(addresses: Collection[str]) -> dict[str, Person]:
    rows = EmailAddress.objects.annotate(low=Lower("email")).filter(verified=True, low__in=addresses)
    return {row.low: row.user for row in rows.select_related("user")}


def _remove_others(organisation: Organisation, kept: Collection[UUID]) -> int:
    gone = [pk for pk in queries.chart(organisation).values_list("pk", flat=True) if pk not in kept]
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
    """Has the charts that hold an address which somebody has proven mean them; no page shows it."""
    proven = EmailAddress.objects.filter(user=person, verified=True).values_list(Lower("email"), flat=True)
    Position.objects.filter(person=None, email__in=list(proven)).update(person=person)


@transaction.atomic
def take_in(*, person: Person, organisation_id: UUID) -> None:
    """Puts somebody who is now one of the organisation's own where its chart had only an address of theirs."""
    claim_positions(person)
    rows = Position.objects.select_for_update().filter(organisation=organisation_id, person=person)
    for position in rows.exclude(email=""):
        known = Position.objects.filter(organisation=organisation_id, person=person, email="").first()
        if known is None:
            position.email, position.name = "", ""
            position.save(update_fields=["email", "name"])
        else:
            _merge(position, known)


def _merge(position: Position, known: Position) -> None:
    """Two positions of one person in one organisation become one, which keeps what it knows."""
    Position.objects.filter(manager=position).exclude(pk=known.pk).update(manager=known)
    if known.manager_id in (None, position.pk):
        known.manager_id = position.manager_id if position.manager_id != known.pk else None
    known.unit = known.unit or position.unit
    known.save(update_fields=["manager", "unit"])
    position.delete()
