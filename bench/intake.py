"""
Times the import of 50,000 people, from the file to the invitations: `intake.py DATABASE OUT`. The floor is the least that
any Django program does for them: the same rows read with `csv`, their addresses validated by Django, inserted in bulk.
"""

import csv
import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "ithaca.config.settings"
django.setup()

from django.core.exceptions import ValidationError  # noqa: E402
from django.core.files.base import ContentFile  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.core.validators import validate_email  # noqa: E402
from django.db import transaction  # noqa: E402

from ithaca.cli.demo.crowd import build  # noqa: E402
from ithaca.intake import actions  # noqa: E402
from ithaca.intake.models import Import, ImportRow  # noqa: E402
from ithaca.kernel.ids import new_id  # noqa: E402
from ithaca.programmes.models import Invitation, Programme  # noqa: E402
from ithaca.programmes.queries import coordinators_of  # noqa: E402

ROWS, TIMES, BATCH = 50_000, 3, 500
HEADINGS = ("Courriel", "Nom complet", "Métier", "Ville", "Compétences", "Langues", "Présentation")


def main(database: str, out: Path) -> None:
    call_command("migrate", verbosity=0, interactive=False)
    programme = build(20, mentorships=5)
    file = b"".join(_lines())
    floors, imports = [], []
    for _turn in range(TIMES):  # in turn, so that noise meets both
        floors.append(_timed(lambda: _floor(programme, file)))
        imports.append(_timed(lambda: _import(programme, file)))
        Invitation.objects.filter(programme=programme).delete()
        Import.objects.all().delete()
    floor, own = statistics.median(floors), statistics.median(imports)
    print(f"floor {ROWS / floor:,.0f} rows a second, import {ROWS / own:,.0f} ({database})")
    name = f"import of 50,000 people, every row checked, drafts and invitations written ({database})"
    unit = "times plain Django"
    out.write_text(json.dumps([{"name": name, "value": round(own / floor, 2), "limit": 8, "unit": unit}]))


def _lines() -> Iterator[bytes]:
    yield (";".join(HEADINGS) + "\n").encode()
    towns = ("Brest", "Nantes", "Lyon", "Metz")
    for n in range(ROWS):
        cells = (f"p{n}@example.org", f"Prénom{n} Nom{n % 997}", "Acheteuse", towns[n % 4])
        more = (
            "Négociation, Leadership" if n % 2 else "Law",
            "français, anglais",
            "Je voudrais avancer. " * 8,
        )
        yield (";".join((*cells, *more)) + "\n").encode()


def _timed(work: Callable[[], None]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


@transaction.atomic
def _floor(programme: Programme, file: bytes) -> None:
    """As invitations too; taken back, so that the next turn finds the same table."""
    point = transaction.savepoint()
    rows = csv.reader(file.decode().splitlines(), delimiter=";")
    next(rows)
    letters = []
    for n, cells in enumerate(rows):
        try:
            validate_email(cells[0])
        except ValidationError:
            continue
        prepared = dict(zip(HEADINGS[2:], cells[2:], strict=True))
        letters.append(
            Invitation(
                programme=programme,
                email=cells[0],
                name=cells[1],
                role="mentee",
                token=f"t{n}",
                prepared=prepared,
            )
        )
    Invitation.objects.bulk_create(letters, batch_size=BATCH)
    transaction.savepoint_rollback(point)


def _import(programme: Programme, file: bytes) -> None:
    actor = coordinators_of(programme)[0]
    source = actions.Source(
        upload=ContentFile(file, name="people.csv"),
        organisation=programme.organisation,
        programme=programme,
        role="mentee",
    )
    job = actions.start_import(actor=actor, id=new_id(), source=source)
    actions.set_columns(actor=actor, job=job, columns=job.columns)
    _work(job)
    assert job.state == "review", (job.state, job.problem)
    actions.confirm(actor=actor, job=job, send=False)
    _work(job)
    assert job.result == {"prepared": ROWS, "rejected": 0}, job.result
    assert not ImportRow.objects.filter(job=job).exists()


def _work(job: Import) -> None:
    while actions.work_on_imports():
        pass
    job.refresh_from_db()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
