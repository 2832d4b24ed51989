"""People of a run in words, as a programme or a file knows them. Pure: `matching.problem` makes numbers of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

Nothing: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Someone:
    """One person on one side. Empty where nothing is known."""

    human: str  # the same on both sides, in wishes and in the reporting line: an address
    name: str
    participation: UUID | None = None
    invitation: UUID | None = None
    topics: frozenset[str] = Nothing  # sought by a mentee, offered by a mentor
    sectors: frozenset[str] = Nothing
    languages: frozenset[str] = Nothing
    roles: frozenset[str] = Nothing  # wished for, or offered
    slots: frozenset[str] = Nothing
    place: str = ""
    zone: int | None = None  # minutes from UTC
    level: int | None = None  # the lowest is 0
    units: tuple[str, ...] = ()  # with the organisation, so that two "IT" of two houses differ
    text: str = ""
    wishes: tuple[str, ...] = ()  # humans of the other side, the dearest first
    capacity: int = 1
    least: int = 0
    barred: tuple[str, ...] = ()  # rules of the policy that keep them out of every pair
    facts: Mapping[str, Any] = field(default_factory=dict)  # more, to show at the desk


@dataclass(frozen=True)
class Line:
    """Who reports to whom, over every organisation: somebody may have several managers, and charts may hold circles."""

    managers: Mapping[str, frozenset[str]]  # of each human

    def above(self, human: str) -> frozenset[str]:
        """Everybody above, at any depth."""
        found: set[str] = set()
        waiting = list(self.managers.get(human, ()))
        while waiting:
            manager = waiting.pop()
            if manager not in found:
                found.add(manager)
                waiting.extend(self.managers.get(manager, ()))
        return frozenset(found - {human})


def line_of(edges: Iterable[tuple[str, str]]) -> Line:
    """From (human, manager)."""
    managers: dict[str, set[str]] = defaultdict(set)
    for human, manager in edges:
        if human != manager:
            managers[human].add(manager)
    return Line({human: frozenset(above) for human, above in managers.items()})


@dataclass(frozen=True, kw_only=True)
class Gathering:
    """Everybody of a run, who reports to whom, and which pairs a rule of the people's own history keeps apart."""

    mentees: list[Someone]
    mentors: list[Someone]
    line: Line = Line({})
    apart: Mapping[tuple[int, int], str] = field(default_factory=dict)  # (mentee, mentor) → the rule
    fixed: frozenset[tuple[int, int]] = frozenset()
    levels: int = 0
