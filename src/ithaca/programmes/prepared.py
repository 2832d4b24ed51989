"""
What a coordination knows of somebody before they join, as `Invitation.prepared` holds it. Pure.

It is a proposal: the person reads it when they join, changes what they like, and nobody else sees it before they
have published it, save the coordination and its matching.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypedDict
from uuid import UUID


class Prepared(TypedDict, total=False):
    """Only what is known stands there. Slugs are the catalogue's or the programme's own."""

    headline: str
    presentation: str
    expertise: list[str]
    sectors: list[str]
    languages: list[str]
    mentor_roles: list[str]
    place: str
    slots: list[str]  # of `slots.SLOTS`
    level: str  # of `Programme.levels`
    capacity: int  # mentors
    wishes: list[str]  # addresses, the dearest first
    answers: dict[str, Any]  # {question id: answer}, within the rules as they were when it was prepared


# The organisation's facts: an import goes on telling them after somebody has joined.
FACTS = ("level",)


def person_owns(prepared: Mapping[str, Any]) -> list[str]:
    """What of it is no longer the import's to say once the person has joined."""
    return [name for name in prepared if name not in FACTS]


@dataclass(frozen=True, kw_only=True)
class Guest:
    """Somebody to invite: the address in small letters."""

    email: str
    role: str
    language: str
    name: str = ""
    cohort: UUID | None = None
    prepared: Prepared = field(default_factory=Prepared)


@dataclass(frozen=True)
class Outcome:
    """
    What became of a guest: `prepared` (a new invitation), `updated`, `unchanged`, `joined` (takes part already or has
    applied), `excluded` (left alone). `kept` names what the person's own words were kept for.
    """

    what: str
    kept: tuple[str, ...] = ()
