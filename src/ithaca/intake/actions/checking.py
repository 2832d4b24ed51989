"""Checks the rows of an import, some at a time, and last what only the whole file can tell."""

from collections import Counter

from ithaca.intake import queries
from ithaca.intake.charts import Line, resolve
from ithaca.intake.checks import (
    Checked,
    Defaults,
    check_person,
    check_position,
    refuse_surplus,
    refuse_twice,
    take,
)
from ithaca.intake.columns import PEOPLE
from ithaca.intake.models import Import, ImportRow, UnknownWord
from ithaca.intake.questions import Asked
from ithaca.intake.states import RowState
from ithaca.intake.values import Words, words_of
from ithaca.organisations.queries import chart
from ithaca.programmes.vocabulary import folded

BATCH = 500
MOST_WORDS = 400  # more are no list of topics, but texts
WRITTEN = ["state", "key", "checked", "problems", "notes"]


def check_some(job: Import) -> bool:
    """The next rows; False where all are checked."""
    rows = list(ImportRow.objects.filter(job=job, state=RowState.NEW).order_by("number")[:BATCH])
    if not rows:
        return False
    words, counted = _words(job), Counter[tuple[str, str]]()
    asked = queries.asked(job, job.started_by.language)
    found = [_check(job, row, words, asked) for row in rows]
    taken = _taken(job, rows[0].number, [one.email for one in found])
    for row, one in zip(rows, found, strict=True):
        refuse_twice(one, taken)
        _settle(row, one)
        if row.state == RowState.GOOD:
            take(one, row.number, taken)
        if not one.problems:
            counted.update(one.unknown)
    _save(rows)
    _count_words(job, counted)
    return True


def _save(rows: list[ImportRow]) -> None:
    """As `bulk_update` does, without a CASE per value, which takes many times as long."""
    ImportRow.objects.bulk_create(
        rows, batch_size=BATCH, update_conflicts=True, unique_fields=["id"], update_fields=WRITTEN
    )


def _words(job: Import) -> Words:
    if job.programme is None:
        return Words({})
    levels = [*job.programme.levels, *job.levels]
    return words_of(own=job.programme.own_topics, levels=levels, choices=job.choices)


def _check(job: Import, row: ImportRow, words: Words, asked: list[Asked]) -> Checked:
    if job.kind != PEOPLE:
        found = check_position(row.cells, job.columns)
    else:
        defaults = Defaults(job.defaults["role"], job.defaults["language"])
        found = check_person(row.cells, job.columns, words, defaults, asked=asked)
    refuse_surplus(found, row.cells, len(job.headings))
    return found


def _taken(job: Import, before: int, addresses: list[str]) -> dict[tuple[str, str], int]:
    """{(address, role): row} of earlier rows that can be taken."""
    good = ImportRow.objects.filter(job=job, number__lt=before, state=RowState.GOOD)
    rows = good.filter(key__in={one for one in addresses if one})
    taken: dict[tuple[str, str], int] = {}
    for number, key, checked in rows.order_by("number").values_list("number", "key", "checked"):
        for role in checked["roles"] or [""]:
            taken.setdefault((key, role), number)
    return taken


def _settle(row: ImportRow, one: Checked) -> None:
    row.checked = {
        name: value for name, value in vars(one).items() if name not in ("problems", "notes", "unknown")
    }
    row.key = one.email[:254]
    row.problems = [*map(list, one.problems)]
    row.notes = [*map(list, one.notes)]
    if not row.problems and one.unknown:
        row.problems = [["unknown word", name, word[:80]] for name, word in one.unknown]
        row.state = RowState.UNDECIDED
    else:
        row.state = RowState.BAD if row.problems else RowState.GOOD


def _count_words(job: Import, counted: Counter[tuple[str, str]]) -> None:
    known = {(word.field, word.key): word for word in UnknownWord.objects.filter(job=job)}
    made: dict[tuple[str, str], UnknownWord] = {}
    for (name, text), count in counted.items():
        key = (name, folded(text)[:200])
        word = known.get(key) or made.get(key)
        if word is None and len(known) + len(made) < MOST_WORDS:
            word = made[key] = UnknownWord(job=job, field=name, key=key[1], text=text[:200])
        if word is not None:
            word.count += count
    UnknownWord.objects.bulk_create(made.values())
    UnknownWord.objects.bulk_update([word for key, word in known.items() if key not in made], ["count"])


def settle_lines(job: Import) -> None:
    """Finds whom the managers' cells mean, and refuses lines that turn in a circle."""
    while "manager" in job.columns and _free_twins(job, _refuse_lines(job)):
        pass  # who stood in the way of a second row no longer does: the lines are other ones


def _refuse_lines(job: Import) -> set[int]:
    """The rows that it refuses."""
    rows = list(ImportRow.objects.filter(job=job).exclude(state=RowState.BAD).order_by("number"))
    lines = [_line(row) for row in rows]
    found = resolve(lines, _present(job, {line.email for line in lines}))
    changed = []
    for row in rows:
        problem, note = found.problems.get(row.number), found.notes.get(row.number)
        row.checked["manager"] = found.managers.get(row.number, "")
        if note and list(note) not in row.notes:
            row.notes = [*row.notes, list(note)]
        if problem:
            row.problems, row.state = [*row.problems, list(problem)], RowState.BAD
        if problem or note or row.checked["manager"]:
            changed.append(row)
    _save(changed)
    return {row.number for row in changed if row.state == RowState.BAD}


def _free_twins(job: Import, refused: set[int]) -> bool:
    """Rows that were refused for an earlier one of the same person, which has been refused since."""
    keys = ImportRow.objects.filter(job=job, number__in=refused).values("key")
    behind = ImportRow.objects.filter(job=job, state=RowState.BAD, key__in=keys).exclude(number__in=refused)
    first: dict[str, int] = {}
    changed = []
    for row in behind.order_by("number"):
        for_whom = [value for code, _field, value in row.problems if code == "twice"]
        if len(row.problems) > 1 or not for_whom or int(for_whom[0]) not in refused:
            continue
        if row.key in first:
            row.problems = [["twice", "email", str(first[row.key])]]
        else:
            first[row.key], row.problems, row.state = row.number, [], RowState.GOOD
        changed.append(row)
    _save(changed)
    return bool(changed)


def _line(row: ImportRow) -> Line:
    told = row.checked
    return Line(row.number, told["email"], told["name"], told["number"], told["manager"] or "")


def _present(job: Import, addresses: set[str]) -> dict[str, str]:
    """The lines that stay: of everybody whom the file does not name, unless it takes the place of the chart."""
    if job.defaults.get("replace"):
        return {}
    positions = {one.pk: one for one in chart(job.organisation)}
    named = {pk: one.address for pk, one in positions.items()}
    return {
        named[pk]: named.get(one.manager_id, "") if one.manager_id else ""
        for pk, one in positions.items()
        if named[pk] not in addresses
    }
