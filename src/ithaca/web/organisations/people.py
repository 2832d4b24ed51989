"""The people of an organisation, in one list whatever brought them there."""

from dataclasses import dataclass

from ithaca.accounts.models import Person
from ithaca.organisations import queries
from ithaca.organisations.models import Organisation, Position
from ithaca.programmes import queries as programmes


@dataclass(frozen=True)
class Line:
    """A person and where they stand in the reporting line, if that was said."""

    person: Person
    position: Position | None


def people_of(organisation: Organisation) -> list[Person]:
    """Of its programmes, its reporting lines and its administration, by name; three queries."""
    found = {row.person_id: row.person for row in programmes.people_of(organisation)}
    for position in queries.positions(organisation):
        manager = position.manager.known_as if position.manager else None
        found |= {each.pk: each for each in (position.person, manager) if each is not None}
    found |= {row.person_id: row.person for row in queries.administrators(organisation)}
    return sorted(found.values(), key=lambda person: (person.name.casefold(), person.pk))


def lines_of(organisation: Organisation) -> list[Line]:
    positions = {row.person_id: row for row in queries.positions(organisation)}
    return [Line(person, positions.get(person.pk)) for person in people_of(organisation)]
