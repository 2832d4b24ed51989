"""`ithaca match --mentees … --mentors …`: people, reporting line and policy from files to the engine's problem."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from ithaca.cli.match import lines, sheets
from ithaca.cli.match.cells import BadCell, integer_of, name_of, shown
from ithaca.cli.match.faults import BadFiles, Fault
from ithaca.engine.pool import BadPool
from ithaca.engine.problem import BadProblem, Problem
from ithaca.matching import policy as policies
from ithaca.matching.people import Gathering, Someone, line_of
from ithaca.matching.policy import Policy, WrongPolicy
from ithaca.matching.problem import TooMany, problem_of

Value = TypeVar("Value")
IDS = ("id", "email", "e-mail", "courriel")
BETWEEN = ";|\n"  # of several values in one cell
YES = ("yes", "oui", "y", "o", "1", "true", "vrai", "x")
NO = ("no", "non", "n", "0", "false", "faux")
MOST_PLACES = 10_000
MOST_ZONE = 14 * 60
MOST_LEVEL = 1_000
# Rules of the policy that a column answers for each person. Those marked need the column where the policy has the rule.
ANSWERED = {"prepared": False, "eligible": True, "checked_mentors": True}


@dataclass(frozen=True)
class Read:
    """What the files came to."""

    gathering: Gathering
    problem: Problem
    policy: Policy
    ignored: dict[str, list[str]]  # file → columns that nothing is known of


@dataclass
class _Sheet:
    """One file of people while it is read."""

    path: Path
    policy: Policy | None
    mentors: bool
    faults: list[Fault] = field(default_factory=list)
    people: list[Someone] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    apart: list[tuple[str, str, str]] = field(default_factory=list)  # one, the other, the rule
    ignored: list[str] = field(default_factory=list)


def read(mentees: Path, mentors: Path, reporting: Path | None, policy: Path) -> Read:
    """Raises BadFiles with every fault of all files."""
    faults: list[Fault] = []
    wanted = _tried(faults, lambda: _policy(policy))
    sides = [_Sheet(mentees, wanted, mentors=False), _Sheet(mentors, wanted, mentors=True)]
    for sheet in sides:
        _tried(faults, lambda sheet=sheet: _read_people(sheet))  # type: ignore[misc]
        faults += sheet.faults
    edges = _tried(faults, lambda: lines.read(reporting, faults)) if reporting else []
    for sheet, other in (sides, sides[::-1]):
        faults += _unknown_wishes(sheet, other)
    faults += _spelt_otherwise(sides, edges or [], reporting)
    if faults or wanted is None:
        raise BadFiles(faults)
    gathering = Gathering(
        mentees=sides[0].people,
        mentors=sides[1].people,
        line=line_of(edges or []),
        apart=_apart(sides, wanted),
    )
    try:
        problem = problem_of(gathering, wanted)
    except (BadProblem, BadPool, TooMany, ValueError) as error:
        raise BadFiles([Fault(policy.name, None, "", str(error))])
    return Read(
        gathering, problem, wanted, {sheet.path.name: sheet.ignored for sheet in sides if sheet.ignored}
    )


def _tried(faults: list[Fault], reading: Callable[[], Value]) -> Value | None:
    try:
        return reading()
    except BadFiles as bad:
        faults += bad.faults
        return None


def _policy(path: Path) -> Policy:
    sheets.refuse_large(path.stat().st_size, path.name)
    try:
        return policies.of_toml(path.read_text("utf-8-sig"))
    except UnicodeDecodeError:
        raise BadFiles([Fault(path.name, None, "", "is no UTF-8 text")])
    except WrongPolicy as wrong:
        raise BadFiles(Fault(path.name, None, each.field, each.message) for each in wrong.problems)


def _read_people(sheet: _Sheet) -> None:
    name = sheet.path.name
    (number, headings), *rows = sheets.read(sheet.path)
    known = [heading.strip().casefold() for heading in headings]
    where = {heading: at for at, heading in enumerate(known) if heading in READERS or heading in ANSWERED}
    ids = [at for at, heading in enumerate(known) if heading in IDS]
    twice = {heading for heading in known if heading and known.count(heading) > 1}
    faults = [Fault(name, number, heading, "stands twice") for heading in sorted(twice)]
    if not ids:
        faults.append(Fault(name, number, "id", "the column is missing"))
    for rule, needed in ANSWERED.items():
        asked = sheet.mentors or rule != "checked_mentors"
        if sheet.policy and needed and asked and getattr(sheet.policy.rules, rule) and rule not in where:
            faults.append(Fault(name, number, rule, "the column is missing, and the policy asks for it"))
    if faults:
        raise BadFiles(faults)
    sheet.ignored = [
        h.strip() for h, plain in zip(headings, known, strict=True) if plain not in (*where, *IDS)
    ]
    seen: dict[str, int] = {}
    for row, cells in rows:
        if len(cells) > len(headings):
            sheet.faults.append(
                Fault(name, row, "", f"has {len(cells)} cells where the headings have {len(headings)}")
            )
            continue
        _read_person(
            sheet, row, [*cells, *[""] * (len(headings) - len(cells))], {"id": ids[0], **where}, seen
        )


def _read_person(
    sheet: _Sheet, row: int, cells: list[str], where: dict[str, int], seen: dict[str, int]
) -> None:
    found: dict[str, Any] = {}
    good = len(sheet.faults)
    for column, at in where.items():
        try:
            if column == "id":
                found["human"] = name_of(cells[at])
            elif cells[at].strip():
                found[column] = (_answer if column in ANSWERED else READERS[column])(cells[at])
        except BadCell as error:
            sheet.faults.append(Fault(sheet.path.name, row, column, str(error)))
    human = found.get("human")
    if human in seen:
        sheet.faults.append(
            Fault(sheet.path.name, row, "id", f"{shown(human)} stands in row {seen[human]} already")
        )
    elif human:
        seen[human] = row
    if len(sheet.faults) == good:
        _take(sheet, row, found)


def _take(sheet: _Sheet, row: int, found: dict[str, Any]) -> None:
    human = found["human"]
    for rule in ("declared_conflicts", "refused_before"):
        sheet.apart += [(human, other, rule) for other in found.pop(rule, ())]
    answers = {rule: found.pop(rule, None) for rule in ANSWERED}
    rules = sheet.policy.rules if sheet.policy else None
    out = tuple(
        rule
        for rule, answer in answers.items()
        if rules and getattr(rules, rule) and (answer is False or (answer is None and ANSWERED[rule]))
        if sheet.mentors or rule != "checked_mentors"
    )
    unit = found.pop("unit", "")
    if sheet.mentors and sheet.policy:
        most = sheet.policy.capacity.most
        places = found.get("capacity", 1) if most is None else min(found.get("capacity", most), most)
        found["capacity"] = places
        found["least"] = min(places, found.get("least", sheet.policy.capacity.least))
    sheet.people.append(Someone(**{"name": human, **found}, units=(unit,) if unit else (), barred=out))
    sheet.rows.append(row)


def _values(cell: str) -> list[str]:
    for separator in BETWEEN[1:]:
        cell = cell.replace(separator, BETWEEN[0])
    return [part.strip() for part in cell.split(BETWEEN[0]) if part.strip()]


def _set(cell: str) -> frozenset[str]:
    return frozenset(value.casefold() for value in _values(cell))


def _ids(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_values(cell)))


def _answer(cell: str) -> bool | None:
    text = cell.strip().casefold()
    if text in YES or text in NO:
        return text in YES
    raise BadCell(f"{shown(cell)} is neither yes nor no")


def _text(cell: str) -> str:
    return cell.strip()


def _places(cell: str) -> int:
    return integer_of(cell, least=0, most=MOST_PLACES)


READERS: dict[str, Callable[[str], Any]] = {
    "name": _text, "topics": _set, "sectors": _set, "languages": _set, "roles": _set, "slots": _set,
    "place": _text, "unit": lambda cell: cell.strip().casefold(), "text": _text,
    "zone": lambda cell: integer_of(cell, least=-MOST_ZONE, most=MOST_ZONE),
    "level": lambda cell: integer_of(cell, least=0, most=MOST_LEVEL),
    "capacity": _places, "least": _places,
    "wishes": _ids, "declared_conflicts": _ids, "refused_before": _ids,
}  # fmt: skip


def _spelt_otherwise(
    sides: list[_Sheet], edges: list[tuple[str, str]], reporting: Path | None
) -> Iterable[Fault]:
    """An address in other letters would be taken for somebody else, whom no rule keeps apart."""
    named: list[tuple[str, int | None, str, str]] = [
        (sheet.path.name, row, "id", each.human)
        for sheet in sides
        for row, each in zip(sheet.rows, sheet.people, strict=True)
    ]
    named += [(sheet.path.name, None, rule, other) for sheet in sides for _one, other, rule in sheet.apart]
    line = reporting.name if reporting else ""
    named += [
        (line, None, column, human)
        for edge in edges
        for column, human in zip(("person", "manager"), edge, strict=True)
    ]
    spelt: dict[str, str] = {}
    told: set[str] = set()
    for file, row, column, human in named:
        known = spelt.setdefault(human.casefold(), human)
        if "@" in human and human != known and human not in told:
            told.add(human)
            yield Fault(
                file, row, column, f"{shown(human)} stands elsewhere as {shown(known)}: write it alike"
            )


def _unknown_wishes(sheet: _Sheet, other: _Sheet) -> Iterable[Fault]:
    known = {each.human for each in other.people}
    if other.faults or not known:
        return
    for row, each in zip(sheet.rows, sheet.people, strict=True):
        for wish in each.wishes:
            if wish not in known:
                yield Fault(
                    sheet.path.name, row, "wishes", f"{shown(wish)} does not stand in {other.path.name}"
                )


def _apart(sides: list[_Sheet], policy: Policy) -> dict[tuple[int, int], str]:
    """Whoever of the two said so, and on whichever side they stand."""
    left, right = ({each.human: n for n, each in enumerate(sheet.people)} for sheet in sides)
    found: dict[tuple[int, int], str] = {}
    for sheet in sides:
        for one, other, rule in sheet.apart:
            if getattr(policy.rules, rule):
                for i, j in ((one, other), (other, one)):
                    if i in left and j in right:
                        found.setdefault((left[i], right[j]), rule)
    return found
