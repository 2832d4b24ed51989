"""The demo's people, as `people.toml` tells of them."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any


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
MENTORS, MENTEES, STAFF = (
    tuple(_told(row) for row in _PEOPLE[group]) for group in ("mentors", "mentees", "staff")
)
