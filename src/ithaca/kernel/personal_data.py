"""
What each app keeps of people: how long each of its tables, what it does when an account is closed, and what somebody
can take along. An app registers its part in its own `personal_data.py`; whoever closes accounts calls them all and
knows none of them. A person is `Any` here: the kernel lies below accounts.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet


class Kept(StrEnum):
    """How long a table's rows say something of a person."""

    ACCOUNT = "as long as the account"
    PERIOD = "for a time"
    FACT = "as a fact of a former member, without name or address"
    PROOF = "as long as a document, a signature or a decision rests on it"
    NOBODY = "tells of nobody"


@dataclass(frozen=True)
class Rule:
    """How long rows of one table are kept, of whom and of what they tell, and what to know beyond that."""

    kept: Kept
    what: str
    more: str = ""


def with_account(what: str, more: str = "") -> Rule:
    return Rule(Kept.ACCOUNT, what, more)


def for_a_time(what: str, how_long: str) -> Rule:
    return Rule(Kept.PERIOD, what, how_long)


def as_fact(what: str, more: str = "") -> Rule:
    return Rule(Kept.FACT, what, more)


def as_proof(what: str, more: str = "") -> Rule:
    return Rule(Kept.PROOF, what, more)


def of_nobody(what: str) -> Rule:
    return Rule(Kept.NOBODY, what)


@dataclass(frozen=True)
class Obstacle:
    """Why an account can't be closed yet, as a sentence, and the page where that is changed."""

    sentence: str
    path: str


@dataclass(frozen=True)
class Attached:
    """A file that somebody has uploaded, as it goes into their archive."""

    name: str
    content: bytes


def _nothing(_person: Any) -> None:
    """Of an app that has nothing to do."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """What one app does about personal data. `rules` are by the names of its models."""

    app: str
    title: object = ""  # of its file in an archive, translated
    rules: Mapping[str, Rule]
    obstacles: Callable[[Any], Iterable[Obstacle]] = lambda _person: ()
    hold: Callable[[Any], None] = _nothing  # takes the rows for which others queue, before any app erases
    erase: Callable[[Any], None] = _nothing  # ends what runs, deletes what goes; part of closing the account
    export: Callable[[Any], Mapping[str, object]] = lambda _person: {}
    files: Callable[[Any], Iterable[Attached]] = lambda _person: ()
    forget: Sequence[Callable[[], object]] = field(default=())  # what the clock deletes, each hour


_parts: dict[str, Part] = {}


def register(part: Part) -> None:
    """Makes an app's part known; once each."""
    if part.app in _parts:
        raise ValueError(f"{part.app} has said already what it keeps.")
    _parts[part.app] = part


def parts() -> list[Part]:
    """All, from the ground up, as the apps are installed."""
    return list(_parts.values())


def forget_due() -> None:
    """The clock's work: deletes what is kept for a time and whose time is over."""
    for part in parts():
        for forget in part.forget:
            forget()


def rows(found: QuerySet[Any], *fields: str, **named: str) -> list[dict[str, object]]:
    """Rows for an archive: fields under their own names, and under others that are given as `name="field"`."""
    names = {**{each: each for each in fields}, **named}
    values = found.values_list(*names.values())
    return [dict(zip(names, row, strict=True)) for row in values]
