"""Whom a manager's cell means, and lines that turn in a circle: over the whole file at once. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ithaca.intake.checks import Problem, is_address
from ithaca.programmes.vocabulary import folded

LONGEST_SHOWN = 6


@dataclass(frozen=True)
class Line:
    """What resolving needs of a row."""

    row: int
    email: str
    name: str
    number: str
    manager: str  # an address, the number or the name of somebody in the file, or ""


@dataclass
class Resolved:
    """By number of the row."""

    managers: dict[int, str] = field(default_factory=dict)
    problems: dict[int, Problem] = field(default_factory=dict)
    notes: dict[int, Problem] = field(default_factory=dict)


def resolve(lines: Iterable[Line], present: Mapping[str, str]) -> Resolved:
    """
    `present` are the lines that stay as they are, {address: manager's address or ""}. A manager in neither is noted:
    the line holds all the same, for an address is enough to lead two people.
    """
    rows = list(lines)
    found = Resolved()
    named = _names(rows)
    numbers = {row.number: row.email for row in rows if row.number}
    addresses = {row.email for row in rows} | set(present)
    for row in rows:
        manager = row.manager
        if manager and not is_address(manager):
            manager = numbers.get(manager) or named.get(folded(manager), "")
            if not manager:
                found.problems[row.row] = ("manager not found", "manager", row.manager[:80])
                continue
        if manager and manager == row.email:
            found.problems[row.row] = ("own manager", "manager", manager)
            continue
        if manager and manager not in addresses:
            found.notes[row.row] = ("manager not listed", "manager", manager)
        found.managers[row.row] = manager
    _refuse_circles(rows, present, found)
    return found


def _names(rows: list[Line]) -> dict[str, str]:
    """{folded name: address}; a name that two people have means nobody."""
    named: dict[str, str] = {}
    for row in rows:
        key = folded(row.name)
        if key:
            named[key] = row.email if named.get(key, row.email) == row.email else ""
    return named


def _refuse_circles(rows: list[Line], present: Mapping[str, str], found: Resolved) -> None:
    above = dict(present) | {row.email: found.managers[row.row] for row in rows if row.row in found.managers}
    turning = _circles(above)
    numbers = {row.email: row.row for row in rows if row.row in found.managers}
    for row in rows:
        circle = turning.get(row.email)
        if circle and row.row in found.managers:
            named = [f"{one} [{numbers[one]}]" if one in numbers else one for one in [*circle, circle[0]]]
            shown = [*named[:LONGEST_SHOWN], "…"] if len(circle) > LONGEST_SHOWN else named
            found.problems[row.row] = ("circle", "manager", " → ".join(shown))


def _circles(above: Mapping[str, str]) -> dict[str, list[str]]:
    """{address: the circle it stands in, from itself on}, of those who stand in one."""
    turning: dict[str, list[str]] = {}
    done: set[str] = set()
    for start in above:
        path: dict[str, int] = {}
        at = start
        while at and at not in done and at not in path:
            path[at] = len(path)
            at = above.get(at, "")
        if at in path:
            circle = list(path)[path[at] :]
            turning |= {one: circle[place:] + circle[:place] for place, one in enumerate(circle)}
        done |= set(path)
    return turning
