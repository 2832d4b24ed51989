"""Writes the good rows of an import by the actions of programmes and organisations."""

from collections.abc import Mapping, Sequence
from typing import cast

from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from ithaca.intake import policies, queries
from ithaca.intake.columns import PEOPLE
from ithaca.intake.models import Import, ImportRow
from ithaca.intake.states import RowState
from ithaca.intake.values import FACETS
from ithaca.kernel.errors import Refusal
from ithaca.organisations.actions import Placed, write_positions
from ithaca.programmes import actions as programmes
from ithaca.programmes.models import Programme
from ithaca.programmes.prepared import Guest, Outcome, Prepared
from ithaca.programmes.queries import own_people

BATCH = 500
PLACED = "placed"  # the outcome of a row of a chart
# Which outcome a row is told by that led to two (both roles), the most telling first.
TELLING = ("excluded", "prepared", "updated", "joined", "unchanged")


def write_some(job: Import) -> bool:
    """The next good rows, in the transaction that holds the import; False where all are written."""
    waiting = ImportRow.objects.filter(job=job, state=RowState.GOOD, outcome="").order_by("number")
    if job.kind == PEOPLE:
        return _write_people(job, list(waiting[:BATCH]))
    return _write_chart(job, list(waiting))


def set_aside(job: Import) -> bool:
    """The rows that `write_some` failed with, each for itself; those at fault are rejected. A chart fails as a whole."""
    if job.kind != PEOPLE:
        raise Refusal(_("The chart could not be written. Look for unusual rows in the file."))
    waiting = list(queries.unwritten(job)[:BATCH])
    for row in waiting:
        try:
            with transaction.atomic():
                _write_people(job, [row])
        except (DatabaseError, ValueError, TypeError, LookupError):
            row.state, row.problems = RowState.BAD, [["not writable", "email", row.key]]
            row.save(update_fields=["state", "problems"])
    return bool(waiting)


def _write_people(job: Import, rows: list[ImportRow]) -> bool:
    programme = job.programme
    if not rows or programme is None:
        return False
    if job.levels:
        wanted = [*job.levels, *(level for level in programme.levels if level not in job.levels)]
        programmes.set_levels(actor=job.started_by, programme=programme, levels=wanted)
    slugs = _own_topics(job, programme, rows)
    guests = [guest for row in rows for guest in _guests(job, row, slugs)]
    outcomes = programmes.prepare_invitations(
        actor=job.started_by, programme=programme, guests=guests, send=job.send
    )
    told: dict[str, list[Outcome]] = {}
    for guest, outcome in zip(guests, outcomes, strict=True):
        told.setdefault(guest.email, []).append(outcome)
    for row in rows:
        mine = told[row.checked["email"]]
        row.outcome = min((one.what for one in mine), key=TELLING.index)
        row.kept = sorted({name for one in mine for name in one.kept})
    left = _place(job, rows)
    for row in rows:
        row.kept = [*row.kept, *left.get(row.checked["email"], ())]
    _tell(rows)
    return True


def _tell(rows: Sequence[ImportRow]) -> None:
    """One statement for all rows of which the same is to be said: nearly all of them, as a rule."""
    alike: dict[tuple[str, ...], list[int]] = {}
    for row in rows:
        alike.setdefault((row.outcome, *row.kept), []).append(row.pk)
    for (outcome, *kept), keys in alike.items():
        ImportRow.objects.filter(pk__in=keys).update(outcome=outcome, kept=kept)


def _write_chart(job: Import, rows: list[ImportRow]) -> bool:
    """All at once: half a chart would let people be paired with those who lead them."""
    if not rows:
        return False
    policies.require_to_write(job.started_by, job)
    _place(job, rows, replace=bool(job.defaults.get("replace")))
    ImportRow.objects.filter(pk__in=[row.pk for row in rows]).update(outcome=PLACED)
    return True


def _place(job: Import, rows: Sequence[ImportRow], *, replace: bool = False) -> Mapping[str, Sequence[str]]:
    """What of the chart it left as it was, by address."""
    if "unit" not in job.columns and "manager" not in job.columns:
        return {}
    placed = [
        Placed(
            email=row.checked["email"],
            name=row.checked["name"],
            manager=row.checked["manager"],
            unit=row.checked["unit"],
        )
        for row in rows
    ]
    written = write_positions(
        actor=job.started_by,
        organisation=job.organisation,
        rows=placed,
        own=own_people(job.organisation),
        replace=replace,
    )
    return written.left


def _own_topics(job: Import, programme: Programme, rows: Sequence[ImportRow]) -> dict[tuple[str, str], str]:
    """{(field, "new:name"): slug}: the topics that the programme gets with these rows."""
    slugs: dict[tuple[str, str], str] = {}
    for name, facet in FACETS.items():
        wanted = {
            one for row in rows for one in row.checked["prepared"].get(name, []) if one.startswith("new:")
        }
        names = [one.removeprefix("new:") for one in sorted(wanted)]
        if names:
            made = programmes.add_own_topics(
                actor=job.started_by, programme=programme, facet=facet, names=names
            )
            slugs |= {(name, f"new:{told}"): slug for told, slug in made.items()}
    return slugs


def _guests(job: Import, row: ImportRow, slugs: dict[tuple[str, str], str]) -> list[Guest]:
    told = row.checked
    prepared = cast(Prepared, dict(told["prepared"]))
    if "expertise" in prepared:
        prepared["expertise"] = [slugs.get(("expertise", one), one) for one in prepared["expertise"]]
    if "sectors" in prepared:
        prepared["sectors"] = [slugs.get(("sectors", one), one) for one in prepared["sectors"]]
    if "level" in prepared:
        prepared["level"] = prepared["level"].removeprefix("new:")
    without_capacity = cast(Prepared, {name: one for name, one in prepared.items() if name != "capacity"})
    return [
        Guest(
            email=told["email"],
            role=role,
            language=told["language"],
            name=told["name"],
            cohort=job.cohort_id,
            prepared=prepared if role == "mentor" else without_capacity,
        )
        for role in told["roles"]
    ]
