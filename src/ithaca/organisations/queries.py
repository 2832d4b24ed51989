"""Reads of organisations, reporting lines and conflicts."""

from collections.abc import Collection, Iterator
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from ithaca.accounts.models import Person
from ithaca.organisations.models import (
    Administrator,
    AdministratorLetter,
    DeclaredConflict,
    Organisation,
    Position,
)

# Up and down the line in one statement each; UNION (not ALL) ends on a cycle. Somebody's line goes on in every
# organisation in which they stand, so each step takes the other positions of the same person along.
STEP = """
WITH RECURSIVE line(id) AS (
    SELECT id FROM organisations_position WHERE person_id = %s
    UNION
    SELECT same.id FROM line
    JOIN organisations_position one ON one.{here} = line.id
    JOIN organisations_position other ON other.id = one.{there}
    JOIN organisations_position same ON same.id = other.id OR same.person_id = other.person_id
) SELECT DISTINCT p.person_id FROM line JOIN organisations_position p ON p.id = line.id WHERE p.person_id IS NOT NULL"""
ABOVE = STEP.format(here="id", there="manager_id")
BELOW = STEP.format(here="manager_id", there="id")


def _line(statement: str, person_id: UUID) -> set[UUID]:
    key = Person._meta.pk.get_db_prep_value(person_id, connection)
    with connection.cursor() as cursor:
        cursor.execute(statement, [key])
        return {UUID(str(row[0])) for row in cursor.fetchall()} - {person_id}


def above(person_id: UUID) -> set[UUID]:
    """Everybody above in the reporting line, at any depth."""
    return _line(ABOVE, person_id)


def not_independent_of(person_id: UUID, *, same_unit: bool) -> frozenset[UUID]:
    """Everybody who must not be paired with this person: above or below in the line, of the same unit where the
    programme says so, or in a declared conflict. Over all organisations; four queries whatever their size."""
    found = above(person_id) | _line(BELOW, person_id)
    conflicts = DeclaredConflict.objects.filter(Q(person=person_id) | Q(other=person_id))
    for one, other in conflicts.values_list("person_id", "other_id"):
        found |= {one, other}
    if same_unit:
        mine = Position.objects.filter(person=person_id).exclude(unit="")
        units = Q(pk__in=[])
        for organisation, unit in mine.values_list("organisation_id", "unit"):
            units |= Q(organisation=organisation, unit__iexact=unit)
        found |= set(Position.objects.filter(units, person__isnull=False).values_list("person_id", flat=True))
    return frozenset(found - {person_id})


def organisations_of(person: Person) -> QuerySet[Organisation]:
    """The organisations that a person administers, by name."""
    return Organisation.objects.filter(administrators__person=person).order_by("name")


def letters_of(organisation: Organisation) -> QuerySet[AdministratorLetter]:
    """Whom the organisation has asked to administer it, and who hasn't answered."""
    return AdministratorLetter.objects.filter(organisation=organisation).order_by("email")


def letters_to(addresses: Collection[str]) -> QuerySet[AdministratorLetter]:
    rows = AdministratorLetter.objects.filter(email__in=addresses)
    return rows.select_related("organisation", "sent_by").order_by("organisation__name")


def letter(letter_id: UUID) -> AdministratorLetter | None:
    rows = AdministratorLetter.objects.select_related("organisation", "sent_by")
    return rows.filter(pk=letter_id).first()


def administrators(organisation: Organisation) -> QuerySet[Administrator]:
    return (
        Administrator.objects.filter(organisation=organisation)
        .select_related("person")
        .order_by("created_at")
    )


def positions(organisation: Organisation) -> QuerySet[Position]:
    """Where its own people stand, by name."""
    rows = Position.objects.filter(organisation=organisation, email="")
    return rows.select_related("person", "manager__person").order_by("person__name", "id")


def by_address(organisation: Organisation) -> QuerySet[Position]:
    """Those of its chart whom a file named and who are none of its own people, by name."""
    rows = Position.objects.filter(organisation=organisation).exclude(email="")
    return rows.select_related("manager__person").order_by("name", "email")


def chart(organisation: Organisation) -> QuerySet[Position]:
    """Every position of an organisation, of its own people and of others, with their addresses."""
    return Position.objects.filter(organisation=organisation).select_related("person")


def positions_by_address(organisation: Organisation, addresses: Collection[str]) -> dict[str, Position]:
    """The positions of these people, whether the address is their account's or the chart's."""
    wanted = {address.lower() for address in addresses}
    rows = chart(organisation).filter(Q(email__in=wanted) | Q(email="", person__email__in=wanted))
    return {row.address: row for row in rows}


def chart_around(
    organisation_id: UUID, people: QuerySet[Any]
) -> Iterator[tuple[UUID, str, UUID | None, str, UUID]]:
    """
    Every position in an organisation and in those where one of these people stands: (id, address in small letters,
    position of the manager, unit, organisation). One query.
    """
    houses = Position.objects.filter(person__in=people).values("organisation")
    rows = Position.objects.filter(Q(organisation__in=houses) | Q(organisation=organisation_id))
    columns = rows.values_list("id", "person__email", "email", "manager_id", "unit", "organisation_id")
    for pk, account, address, manager, unit, house in columns:
        yield pk, (account or address).lower(), manager, unit, house


def conflicts_among(addresses: Collection[str]) -> list[tuple[str, str]]:
    """Declared conflicts, in whatever organisation, between people with these addresses."""
    rows = DeclaredConflict.objects.filter(person__email__in=addresses, other__email__in=addresses)
    return list(rows.values_list("person__email", "other__email"))


def conflicts(organisation: Organisation) -> QuerySet[DeclaredConflict]:
    rows = DeclaredConflict.objects.filter(organisation=organisation).select_related("person", "other")
    return rows.order_by("created_at")


def administered_by(people: Collection[UUID]) -> list[tuple[UUID, UUID]]:
    """(person, organisation) wherever one of these people administers one."""
    rows = Administrator.objects.filter(person__in=people)
    return list(rows.values_list("person_id", "organisation_id"))


def organisation_by_slug(slug: str) -> Organisation | None:
    return Organisation.objects.filter(slug=slug).first()


def organisations(ids: QuerySet[Any]) -> QuerySet[Organisation]:
    """Those that a query names by id, by name."""
    return Organisation.objects.filter(pk__in=ids).order_by("name")
