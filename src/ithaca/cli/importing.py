"""`ithaca import participants`: invites the people of a CSV or XLSX file to a programme."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import click
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import override

from ithaca.cli.sheets import Row, read_rows, write_rows
from ithaca.kernel.errors import Refusal
from ithaca.programmes import actions, queries
from ithaca.programmes.models import Programme

FIELDS = ("email", "role", "language")
KNOWN_AS = {
    "email": ("email", "e-mail", "email address", "mail", "courriel", "adresse e-mail", "adresse mail"),
    "role": ("role", "rôle"),
    "language": ("language", "langue"),
}
ROLES = {
    "mentor": "mentor",
    "mentore": "mentor",
    "mentor·e": "mentor",
    "mentee": "mentee",
    "mentoré": "mentee",
    "mentorée": "mentee",
    "mentoré·e": "mentee",
}


@dataclass(frozen=True)
class Guest:
    """One good row. Names are the guests' own to give when they join: until then none is kept."""

    email: str
    role: str
    language: str


@dataclass(frozen=True)
class Bad:
    """A row that can't be imported, by its number in the file, and why."""

    number: int
    row: Row
    reason: str


def columns(headings: list[str], given: tuple[str, ...]) -> dict[str, str]:
    """Field → heading: what --map says, else what the headings are usually called."""
    found: dict[str, str] = {}
    for pair in given:
        field, _equals, heading = pair.partition("=")
        if field not in FIELDS or heading not in headings:
            raise click.ClickException(
                f"--map {pair!r} fits nothing. Write FIELD=COLUMN with a field of: {', '.join(FIELDS)}; "
                f"the file's columns are: {', '.join(headings)}."
            )
        found[field] = heading
    for field, names in KNOWN_AS.items():
        if field not in found:
            usual = next((h for h in headings if h.casefold() in names), None)
            if usual:
                found[field] = usual
    if "email" not in found:
        raise click.ClickException(
            f"No column holds the e-mail address. Name it with --map 'email=COLUMN'; the columns are: {', '.join(headings)}."
        )
    return found


def sort_rows(
    rows: list[Row], where: Mapping[str, str], role: str | None, language: str
) -> tuple[list[Guest], list[Bad]]:
    """Good and bad rows; the first row under the headings is row 2, as a spreadsheet program counts."""
    good: list[Guest] = []
    bad: list[Bad] = []
    seen: dict[tuple[str, str], int] = {}
    for number, row in enumerate(rows, start=2):
        guest, reason = _read(row, where, role, language)
        if guest is not None and (guest.email, guest.role) in seen:
            reason = f"the same address and role as row {seen[guest.email, guest.role]}"
        if guest is None or reason:
            bad.append(Bad(number, row, reason))
            continue
        seen[guest.email, guest.role] = number
        good.append(guest)
    return good, bad


def _read(row: Row, where: Mapping[str, str], role: str | None, language: str) -> tuple[Guest | None, str]:
    cell = {field: row.get(heading, "").strip() for field, heading in where.items()}
    email = cell["email"].lower()
    try:
        validate_email(email)
    except ValidationError:
        return (
            None,
            f"{cell['email']!r} is not an e-mail address" if email else "the e-mail address is missing",
        )
    asked = ROLES.get(cell.get("role", "").casefold(), "") if cell.get("role") else role or ""
    if not asked:
        return None, "the role is neither mentor nor mentee; give it in a column or with --role"
    spoken = cell.get("language", "").lower()[:2] or language
    if spoken not in ("fr", "en"):
        return None, f"the language {cell.get('language')!r} is neither fr nor en"
    return Guest(email, asked, spoken), ""


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
    help=f"Which column holds a field ({', '.join(FIELDS)}).",
)
@click.option(
    "--skip-bad", is_flag=True, help="Import the good rows; write the others to a file beside this one."
)
def participants(
    *, file: Path, slug: str, role: str | None, language: str, given: tuple[str, ...], skip_bad: bool
) -> None:
    """Invite the people of FILE. Each gets a personal link; charter and questions stay theirs to answer."""
    programme = _programme(slug)
    headings, rows = read_rows(file)
    good, bad = sort_rows(rows, columns(headings, given), role, language)
    for one in bad:
        click.echo(f"  row {one.number}: {one.reason}", err=True)
    if bad and not skip_bad:
        raise click.ClickException(
            f"{len(bad)} of {len(rows)} rows can't be imported; nothing was. Mend them, or import the others with --skip-bad."
        )
    sent = _invite(programme, good)
    click.echo(f"{sent} invited, {len(good) - sent} had their invitation or their place already.")
    if bad:
        rejected = file.with_name(f"{file.stem}-rejected.csv")
        write_rows(rejected, [*headings, "reason"], [{**one.row, "reason": one.reason} for one in bad])
        click.echo(f"{len(bad)} rejected rows stand in {rejected}.")


def _invite(programme: Programme, guests: list[Guest]) -> int:
    coordinators = queries.coordinators_of(programme)
    if not coordinators:
        raise click.ClickException("The programme has no coordinator in whose name people could be invited.")
    groups: dict[tuple[str, str], list[str]] = {}
    for guest in guests:
        groups.setdefault((guest.role, guest.language), []).append(guest.email)
    try:
        with override("en"):
            return actions.invite_many(actor=coordinators[0], programme=programme, groups=groups)
    except Refusal as refusal:
        raise click.ClickException(str(refusal))
