"""What facts already say of a programme that has not begun yet."""

from dataclasses import dataclass
from datetime import date

from ithaca.programmes.models import Programme
from ithaca.schemes import queries as schemes
from ithaca.schemes.models import SchemeVersion
from ithaca.schemes.presentation import language_of
from ithaca.seals import cases
from ithaca.seals.presentation.facts import FactLine, fact_line


@dataclass(frozen=True)
class Spoken:
    """A standard of which facts ask something, and what they say today."""

    code: str
    label: str
    facts: list[FactLine]

    @property
    def holds(self) -> bool:
        return all(each.holds for each in self.facts)


@dataclass(frozen=True)
class AtFirstSight:
    standards: list[Spoken]
    first_day: date
    last_day: date

    @property
    def held(self) -> int:
        return sum(each.holds for each in self.standards)


def at_first_sight(programme: Programme, version: SchemeVersion) -> AtFirstSight:
    scheme = schemes.scheme(version)
    words, known = scheme.text(language_of()).standards, cases.known_by_facts(programme, scheme)
    found = [
        Spoken(
            scheme.codes[slug],
            words[slug].label,
            [fact_line(programme, known, test) for test in one.facts if test.asks],
        )
        for slug, one in scheme.standards.items()
        if not one.minors and any(test.asks for test in one.facts)
    ]
    return AtFirstSight(found, known.first_day, known.last_day)
