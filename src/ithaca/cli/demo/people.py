"""The demo's people: those of whom `people.toml` tells, and others who have a name and nothing else."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from allauth.account.models import EmailAddress

from ithaca.accounts.models import Person
from ithaca.programmes.models import EligibilityQuestion

FOLDED = str.maketrans("éèêëïîôâàûüçœ", "eeeeiioaauuco")


@dataclass(frozen=True)
class Told:
    """Somebody and what they would say of themselves; tuples hold slugs of the catalogue's topics."""

    first: str
    last: str
    place: str
    headline: str = ""
    story: str = ""
    expertise: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    roles: tuple[str, ...] = ("adviser",)
    languages: tuple[str, ...] = ("fr",)
    zone: str = "Europe/Paris"

    @property
    def name(self) -> str:
        return f"{self.first} {self.last}"


def _told(row: dict[str, Any]) -> Told:
    return Told(**{key: _fixed(value) for key, value in row.items()})


def _fixed(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


_PEOPLE = tomllib.loads(files(__package__).joinpath("people.toml").read_text(encoding="utf-8"))
MENTORS, MENTEES, STAFF, JUDGES = (
    tuple(_told(row) for row in _PEOPLE[group]) for group in ("mentors", "mentees", "staff", "judges")
)


def address_of(first: str) -> str:
    return f"{first.lower().translate(FOLDED)}@demo.example.org"


def somebody(name: str, **fields: object) -> Person:
    """An account whose address is proven; without keys."""
    email = address_of(name.split()[0])
    person = Person.objects.create(email=email, name=name, is_demo=True, **fields)
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    return person


def fitting_answer(question: EligibilityQuestion) -> bool | int | str:
    """An answer that meets the question's rule."""
    rule = question.rule
    if question.kind == "yes_no":
        return bool(rule.get("must_be", True))
    if question.kind == "number":
        return max(int(rule.get("at_least") or 0), min(int(rule.get("at_most") or 12), 12))
    if question.kind == "choice":
        return str((rule.get("one_of") or [option["value"] for option in question.options])[0])
    return "J’ai envie d’apprendre des autres et de tenir parole."
