"""One row of a file: what it says, and why it can't be taken. Pure; words for the problems are in `wording`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from ithaca.directory.profile import TEXTS
from ithaca.intake.questions import PREFIX, Asked
from ithaca.intake.values import MANY, YES, Words
from ithaca.programmes.vocabulary import folded

LONGEST = {"name": 120, "headline": 140, "presentation": 3000, "place": 120, "unit": 120, "level": 80}
MOST_WISHES, MOST_CAPACITY = 20, 50

Problem = tuple[str, str, str]  # code, field, what stands there


@dataclass(frozen=True)
class Defaults:
    """What holds for rows that say nothing themselves."""

    role: str = ""  # mentor | mentee; "" where each row must say it
    language: str = "fr"


@dataclass
class Checked:
    """The row as it will be written, what stands against it, what nobody has placed yet."""

    email: str = ""
    roles: list[str] = field(default_factory=list)
    language: str = ""
    name: str = ""
    unit: str | None = None  # None: the file does not speak of it
    manager: str | None = None
    number: str = ""
    prepared: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    unknown: list[tuple[str, str]] = field(default_factory=list)  # field, word


class _Row:
    """The cells of one row by field."""

    def __init__(self, cells: Sequence[str], columns: Mapping[str, int]) -> None:
        self.cells, self.columns = cells, columns

    def has(self, name: str) -> bool:
        return name in self.columns

    def get(self, name: str) -> str:
        return self.cells[self.columns[name]].strip() if name in self.columns else ""


def check_person(
    cells: Sequence[str],
    columns: Mapping[str, int],
    words: Words,
    defaults: Defaults,
    *,
    asked: Sequence[Asked] = (),
) -> Checked:
    """A row of a list of people."""
    row, found = _Row(cells, columns), Checked()
    _formulas(row, found)
    _who(row, found)
    _where(row, found)
    _role(row, found, words, defaults)
    found.language = _one(row, found, words, "language") or defaults.language
    _texts(row, found)
    level = _one(row, found, words, "level")
    if len(level.removeprefix("new:")) > LONGEST["level"]:
        found.problems.append(("too long", "level", row.get("level")[:40]))
    elif level:
        found.prepared["level"] = level
    for name in MANY:
        if row.get(name):
            slugs, unknown = words.many(name, row.get(name))
            found.unknown += [(name, word) for word in unknown]
            if slugs:
                found.prepared[name] = slugs
    _numbers(row, found)
    _wishes(row, found)
    _answers(row, found, asked)
    return found


def check_position(cells: Sequence[str], columns: Mapping[str, int]) -> Checked:
    """A row of an organisation's chart; whom the manager's cell means is found once all rows are read."""
    row, found = _Row(cells, columns), Checked()
    _formulas(row, found)
    _who(row, found)
    _where(row, found)
    found.number = row.get("number")[:80]
    return found


def refuse_surplus(found: Checked, cells: Sequence[str], headings: int) -> None:
    """Most often a separator stands inside a cell, so that none of those after it are what their headings say."""
    surplus = " | ".join(cell for cell in cells[headings:] if cell)
    if surplus:
        found.problems.insert(0, ("beyond", "", surplus[:80]))


def refuse_twice(found: Checked, taken: Mapping[tuple[str, str], int]) -> None:
    """A person has one row for each role, the first that can be taken; a chart knows no roles."""
    earlier = [taken[found.email, role] for role in found.roles or [""] if (found.email, role) in taken]
    if found.email and earlier:
        found.problems.append(("twice", "email", str(earlier[0])))


def take(found: Checked, number: int, taken: dict[tuple[str, str], int]) -> None:
    """Notes a row that can be taken, so that no later one is; a rejected row keeps nobody out."""
    taken |= {(found.email, role): number for role in found.roles or [""]}


def _formulas(row: _Row, found: Checked) -> None:
    """A cell that is computed says nothing here: what it came to is not in the file."""
    found.problems += [
        ("formula", "answers" if name.startswith(PREFIX) else name, row.get(name)[:80])
        for name in row.columns
        if row.get(name).startswith("=")
    ]


def address(text: str) -> str:
    """The address in small letters, without a name before it."""
    return text.strip().rpartition("<")[2].removesuffix(">").removeprefix("mailto:").strip().lower()


def is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= 254


def _who(row: _Row, found: Checked) -> None:
    found.email = address(row.get("email"))
    if not found.email:
        found.problems.append(("no address", "email", ""))
    elif not is_address(found.email):
        found.problems.append(("no such address", "email", row.get("email")[:80]))
    first_and_last = f"{row.get('first_name')} {row.get('last_name')}".strip()
    found.name = " ".join((row.get("name") or first_and_last).split())
    if len(found.name) > LONGEST["name"]:
        found.problems.append(("too long", "name", found.name[:40]))


def _where(row: _Row, found: Checked) -> None:
    if row.has("unit"):
        found.unit = row.get("unit")
        if len(found.unit) > LONGEST["unit"]:
            found.problems.append(("too long", "unit", found.unit[:40]))
    if row.has("manager"):
        text = row.get("manager")
        found.manager = address(text) if "@" in text else text
        if found.manager and found.manager == found.email:
            found.problems.append(("own manager", "manager", found.manager))


def _role(row: _Row, found: Checked, words: Words, defaults: Defaults) -> None:
    role = _one(row, found, words, "role") or defaults.role
    if folded(row.get("both")) in YES:
        role = "both"
    found.roles = ["mentor", "mentee"] if role == "both" else [role] if role else []
    if not found.roles and not any(name == "role" for name, _word in found.unknown):
        found.problems.append(("no role", "role", row.get("role")[:40]))


def _one(row: _Row, found: Checked, words: Words, name: str) -> str:
    text = row.get(name)
    if not text:
        return ""
    slug = words.one(name, text)
    if slug is None:
        found.unknown.append((name, text))
    return slug or ""


def _texts(row: _Row, found: Checked) -> None:
    for name in TEXTS:
        text = row.get(name)
        if len(text) > LONGEST[name]:
            found.problems.append(("too long", name, text[:40]))
        elif text:
            found.prepared[name] = text


def _numbers(row: _Row, found: Checked) -> None:
    text = row.get("capacity")
    if not text:
        return
    # Longer ones are too large anyway, and past some length no integer can be read from them.
    if text.isdecimal() and len(text) < 10 and 0 < int(text) <= MOST_CAPACITY:
        found.prepared["capacity"] = int(text)
    else:
        found.problems.append(("no capacity", "capacity", text[:40]))


def _answers(row: _Row, found: Checked, asked: Sequence[Asked]) -> None:
    """What the file answers to the questions that are asked of this person; who may not join is not invited."""
    answers = {}
    for one in asked:
        text = row.get(one.field)
        if not text or not any(one.question.concerns(role) for role in found.roles):
            continue
        answer = one.read(text)
        if answer is None:
            found.problems.append(("no answer", one.label[:80], text[:80]))
        elif not one.within(answer):
            found.problems.append(("outside", one.label[:80], text[:80]))
        else:
            answers[one.question.id] = answer
    if answers:
        found.prepared["answers"] = answers


def _wishes(row: _Row, found: Checked) -> None:
    parts = row.get("wishes").replace(",", ";").replace("\n", ";").replace("|", ";").split(";")
    wanted = list(dict.fromkeys(address(part) for part in parts if part.strip()))
    wrong = [one for one in wanted if not is_address(one)]
    if wrong:
        found.problems.append(("no such address", "wishes", wrong[0][:80]))
    elif wanted:
        found.prepared["wishes"] = wanted[:MOST_WISHES]
