"""`ithaca import participants`: invites the people of a CSV or XLSX file to a programme, by the rules of the browser's import."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import click
from django.utils.translation import override

from ithaca.intake import questions, sheets
from ithaca.intake.checks import Checked, Defaults, Problem, check_person, refuse_surplus, refuse_twice, take
from ithaca.intake.columns import PEOPLE, fields_of, guessed
from ithaca.intake.queries import asked_in
from ithaca.intake.questions import Asked
from ithaca.intake.values import words_of
from ithaca.intake.wording import problem
from ithaca.kernel.errors import Refusal
from ithaca.programmes import actions, queries
from ithaca.programmes.models import Programme
from ithaca.programmes.prepared import Guest, Prepared

FIELDS = [field for field in fields_of(PEOPLE) if field not in ("unit", "manager")]


@dataclass(frozen=True)
class Bad:
    """A row that can't be imported, by its number in the file, and why."""

    number: int
    cells: list[str]
    reason: str


def columns(headings: list[str], given: tuple[str, ...], asked: Sequence[Asked] = ()) -> dict[str, int]:
    """Field → number of the column: what --map says, else what such headings, or the questions themselves, usually hold."""
    found = guessed(PEOPLE, headings, {}, questions.headings(asked))
    fields = {each: each for each in FIELDS} | {one.label: one.field for one in asked}
    for pair in given:
        # A question may hold the sign itself.
        field, _equals, heading = (
            pair.rpartition("=") if pair.rpartition("=")[0] in fields else pair.partition("=")
        )
        if field not in fields or heading not in headings:
            raise click.ClickException(
                f"--map {pair!r} fits nothing. Write FIELD=COLUMN with a field of: {', '.join(fields)}; "
                f"the file's columns are: {', '.join(headings)}."
            )
        found[fields[field]] = headings.index(heading)
    if "email" not in found:
        raise click.ClickException(
            f"No column holds the e-mail address. Name it with --map 'email=COLUMN'; the columns are: {', '.join(headings)}."
        )
    return {field: number for field, number in found.items() if field in fields.values()}


def read(file: Path) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """(headings, rows with their numbers); ends the command with a sentence where the file can't be read."""
    try:
        with file.open("rb") as opened, sheets.opened(opened, file.name) as sheet:
            return sheet.headings, list(sheet.lines)
    except Refusal as refusal:
        raise click.ClickException(f"{file.name}: {refusal}")


@dataclass(frozen=True)
class Reading:
    """How the rows of a file are read."""

    programme: Programme
    headings: list[str]
    where: dict[str, int]
    defaults: Defaults
    asked: Sequence[Asked]


def sort_rows(rows: list[tuple[int, list[str]]], reading: Reading) -> tuple[list[Guest], list[Bad]]:
    """Good and bad rows; the first row under the headings is row 2, as a spreadsheet program counts."""
    words = words_of(own=reading.programme.own_topics, levels=reading.programme.levels)
    good: list[Guest] = []
    bad: list[Bad] = []
    seen: dict[tuple[str, str], int] = {}
    for number, cells in rows:
        found = check_person(cells, reading.where, words, reading.defaults, asked=reading.asked)
        refuse_surplus(found, cells, len(reading.headings))
        refuse_twice(found, seen)
        problems = [*found.problems, *_unreadable(found)]
        if problems:
            bad.append(Bad(number, cells, "; ".join(problem(one) for one in problems)))
            continue
        take(found, number, seen)
        good += [_guest(found, role) for role in found.roles]
    return good, bad


def _unreadable(found: Checked) -> list[Problem]:
    """Without role or language nobody can be invited; other words that nobody knows are left out of the draft."""
    return [("unknown word", field, word) for field, word in found.unknown if field in ("role", "language")]


def _guest(found: Checked, role: str) -> Guest:
    prepared = cast(Prepared, found.prepared)
    return Guest(email=found.email, role=role, language=found.language, name=found.name, prepared=prepared)


def _programme(slug: str) -> Programme:
    found = queries.programme_by_slug(slug)
    if found is None:
        raise click.ClickException(
            f"There is no programme {slug!r}. Its address ends with its name: /programmes/NAME/."
        )
    return found


@click.group()
def command() -> None:
    """Import from a CSV or XLSX file."""


@command.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--programme", "slug", required=True, help="The programme, as it stands in its address.")
@click.option("--role", type=click.Choice(["mentor", "mentee"]), help="For files without a role column.")
@click.option(
    "--language",
    type=click.Choice(["fr", "en"]),
    default="fr",
    show_default=True,
    help="For files without a language column.",
)
@click.option(
    "--map",
    "given",
    multiple=True,
    metavar="FIELD=COLUMN",
    help=f"Which column holds a field ({', '.join(FIELDS)}), or the answers to a question, by its English or only words.",
)
@click.option(
    "--skip-bad", is_flag=True, help="Import the good rows; write the others to a file beside this one."
)
def participants(
    *, file: Path, slug: str, role: str | None, language: str, given: tuple[str, ...], skip_bad: bool
) -> None:
    """Invite the people of FILE. Each gets a personal link; the charter stays theirs to answer, and what the file
    says of them is a draft: of their profile, and of their answers to the programme's questions, which it has for
    headings. What words mean that neither the catalogue nor the programme knows,
    units and reporting lines are a matter of the import in the browser; here they are left out."""
    programme = _programme(slug)
    with override("en"):
        headings, rows = read(file)
        asked = asked_in(programme, "en")
        where = columns(headings, given, asked)
        good, bad = sort_rows(
            rows, Reading(programme, headings, where, Defaults(role or "", language), asked)
        )
        for one in bad:
            click.echo(f"  row {one.number}: {one.reason}", err=True)
        if bad and not skip_bad:
            raise click.ClickException(
                f"{len(bad)} of {len(rows)} rows can't be imported; nothing was. Mend them, or import the others with --skip-bad."
            )
        invited, known = _invite(programme, good)
    click.echo(f"{invited} invited, {known} had their invitation or their place already.")
    if bad:
        rejected = file.with_name(f"{file.stem}-rejected.csv")
        width = len(headings)
        lines = ([*one.cells[:width], one.reason, *one.cells[width:]] for one in bad)
        with rejected.open("w", encoding="utf-8", newline="") as out:
            out.writelines(sheets.as_csv([*headings, "reason"], lines))
        click.echo(f"{len(bad)} rejected rows stand in {rejected}.")


def _invite(programme: Programme, guests: list[Guest]) -> tuple[int, int]:
    """(invitations made, people who had theirs or take part already)."""
    coordinators = queries.coordinators_of(programme)
    if not coordinators:
        raise click.ClickException("The programme has no coordinator in whose name people could be invited.")
    try:
        outcomes = actions.prepare_invitations(
            actor=coordinators[0], programme=programme, guests=guests, send=True
        )
    except Refusal as refusal:
        raise click.ClickException(str(refusal))
    made = sum(outcome.what == "prepared" for outcome in outcomes)
    return made, len(outcomes) - made
