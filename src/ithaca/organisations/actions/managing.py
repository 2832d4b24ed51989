"""What changes organisations, one reporting line and conflicts."""

from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ithaca.access import rules
from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.journal import actions as journal
from ithaca.kernel.errors import Refusal
from ithaca.kernel.folding import slug_of
from ithaca.organisations import events, policies, queries
from ithaca.organisations.models import Administrator, DeclaredConflict, Organisation, Position


@dataclass(frozen=True, kw_only=True)
class Identity:
    """How an organisation is called and where it is."""

    name: str
    country: str  # ISO 3166-1 alpha-2
    region: str = ""  # ISO 3166-2


def free_slug(rows: QuerySet[Any], name: str, otherwise: str) -> str:
    """The name for addresses; numbered where another of these rows has it."""
    base = slug_of(name)[:40] or otherwise
    taken = set(rows.filter(slug__startswith=base).values_list("slug", flat=True))
    candidates = [base, *(f"{base}-{number}" for number in range(2, len(taken) + 3))]
    return next(slug for slug in candidates if slug not in taken | {"new"})


@transaction.atomic
def create_organisation(*, actor: Person, id: UUID, name: str, country: str) -> Organisation:
    """Founds an organisation; whoever founds it administers it until somebody else does."""
    rules.require(policies.roles_above(actor), Permission.CREATE_ORGANISATION)
    return found_organisation(actor=actor, id=id, name=name, country=country)


@transaction.atomic
def found_organisation(*, actor: Person, id: UUID, name: str, country: str) -> Organisation:
    """The same for somebody whom a network has asked to join: that they may is for the caller to have asked."""
    existing = Organisation.objects.filter(pk=id).first()
    if existing is not None:
        policies.require(actor, existing, Permission.SEE_ORGANISATION)
        return existing
    slug = free_slug(Organisation.objects.all(), name, "organisation")
    made = Organisation.objects.create(pk=id, name=name, slug=slug, country=country)
    Administrator.objects.create(person=actor, organisation=made)
    journal.record(events.OrganisationCreated(actor_id=actor.pk, subject_id=made.pk))
    return made


@transaction.atomic
def change_organisation(*, actor: Person, organisation: Organisation, identity: Identity) -> None:
    """Changes name and place; the address of its pages stays."""
    row = _locked(actor, organisation)
    for field, value in asdict(identity).items():
        setattr(row, field, value)
    row.save(update_fields=[*asdict(identity)])
    journal.record(events.OrganisationChanged(actor_id=actor.pk, subject_id=row.pk))


@transaction.atomic
def remove_administrator(*, actor: Person, organisation: Organisation, person: Person) -> None:
    """Takes the management away from somebody; one always remains."""
    row = _locked(actor, organisation)
    others = Administrator.objects.filter(organisation=row).exclude(person=person)
    if not others.exists():
        raise Refusal(_("An organisation needs at least one administrator. Add somebody else first."))
    deleted, _kinds = Administrator.objects.filter(organisation=row, person=person).delete()
    if deleted:
        journal.record(events.AdministratorRemoved(actor_id=actor.pk, subject_id=row.pk, person_id=person.pk))


@transaction.atomic
def set_position(
    *, actor: Person, organisation: Organisation, person: Person, manager: Person | Position | None, unit: str
) -> Position:
    """Says who leads somebody, and in which unit they work; a manager may be one without account."""
    row = _locked(actor, organisation)
    if manager == person:
        raise Refusal(_("Nobody is their own manager. Choose somebody else, or nobody."), field="manager")
    if manager is not None and _leads(person, manager):
        sentence = _("%(person)s is already above %(manager)s: the line would turn in a circle.")
        raise Refusal(sentence % {"person": person.name, "manager": str(manager)}, field="manager")
    if isinstance(manager, Person):
        manager, _new = Position.objects.get_or_create(organisation=row, person=manager, email="")
    position, _new = Position.objects.update_or_create(
        organisation=row, person=person, email="", defaults={"manager": manager, "unit": unit.strip()}
    )
    journal.record(events.PositionSet(actor_id=actor.pk, subject_id=row.pk, person_id=person.pk))
    return position


def _leads(person: Person, manager: Person | Position) -> bool:
    """Whether the person stands above somebody, at any depth."""
    if isinstance(manager, Person):
        return person.pk in queries.above(manager.pk)
    own = Position.objects.filter(organisation=manager.organisation_id, person=person, email="").first()
    managers = dict(
        Position.objects.filter(organisation=manager.organisation_id).values_list("id", "manager")
    )
    at: UUID | None = manager.pk
    seen = set[UUID]()
    while at is not None and at not in seen:
        seen.add(at)
        at = managers.get(at)
    return own is not None and own.pk in seen


@transaction.atomic
def declare_conflict(
    *, actor: Person, organisation: Organisation, person: Person, other: Person
) -> DeclaredConflict:
    """Keeps two people from being paired, whichever way round; no reason is asked for."""
    row = _locked(actor, organisation)
    if person == other:
        raise Refusal(_("Choose two different people."), field="other")
    one, two = sorted([person, other], key=lambda each: each.pk)
    made, new = DeclaredConflict.objects.get_or_create(
        organisation=row, person=one, other=two, defaults={"declared_by": actor}
    )
    if new:
        fact = events.ConflictDeclared(
            actor_id=actor.pk, subject_id=row.pk, person_id=one.pk, other_id=two.pk
        )
        journal.record(fact)
    return made


@transaction.atomic
def end_conflict(*, actor: Person, organisation: Organisation, conflict_id: UUID) -> None:
    """Lets two people be paired again."""
    row = _locked(actor, organisation)
    conflict = DeclaredConflict.objects.filter(organisation=row, pk=conflict_id).first()
    if conflict is None:  # ended already, in another window
        return
    fact = events.ConflictEnded(
        actor_id=actor.pk, subject_id=row.pk, person_id=conflict.person_id, other_id=conflict.other_id
    )
    conflict.delete()
    journal.record(fact)


def _locked(actor: Person, organisation: Organisation) -> Organisation:
    policies.require(actor, organisation, Permission.MANAGE_ORGANISATION)
    return Organisation.objects.select_for_update().get(pk=organisation.pk)
