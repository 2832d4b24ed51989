"""What the page of a file is made of: sections, and the buttons of its head."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from ithaca.access.roles import Role
from ithaca.accounts.models import Person
from ithaca.seals.models import SealFile

Roles = Collection[Role]


@dataclass(frozen=True)
class Section:
    """A part of the page: its template finds what `frame` says, the reader as `person`, and its own context."""

    title: object
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    aside: bool = False  # beside the others, where there is room


@dataclass(frozen=True)
class Link:
    """A button of the page's head: what this reader can do next."""

    label: object
    url: str
    icon: str = ""
    kind: str = "primary"


Finds = Callable[[SealFile, Person, Roles], Section | None]
Offers = Callable[[SealFile, Person, Roles], list[Link]]
