"""Files for imports, and the way of one through the pages without JavaScript."""

import csv
import io
from collections.abc import Iterable
from typing import Any
from uuid import UUID

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ithaca.intake.actions import work_on_imports
from ithaca.intake.models import Import
from ithaca.kernel.ids import new_id
from ithaca.programmes.models import EligibilityQuestion
from tests.cast import Cast

PEOPLE = "/programmes/cap-ouest/import/"
CHART = "/organisations/les-voiles/chart/"


def csv_file(
    *lines: Iterable[str], name: str = "people.csv", encoding: str = "utf-8", separator: str = ","
) -> SimpleUploadedFile:
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(lines)
    return SimpleUploadedFile(name, out.getvalue().encode(encoding))


def xlsx_file(*lines: Iterable[object], name: str = "people.xlsx") -> SimpleUploadedFile:
    book = openpyxl.Workbook()
    assert book.active is not None
    for line in lines:
        book.active.append(list(line))
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile(name, out.getvalue())


def upload(client: Client, file: SimpleUploadedFile, url: str = PEOPLE, **fields: str) -> Import:
    """Brings a file in, as far as the page of its columns."""
    given = {
        "id": str(new_id()),
        "file": file,
        "role": "mentee",
        "language": "fr",
        "replace": "update",
        **fields,
    }
    answer = client.post(url, given)
    assert answer.status_code == 302, answer.content.decode()
    return Import.objects.get(pk=UUID(answer["Location"].split("/")[-2]))


def columns(job: Import, **changed: int | None) -> dict[str, str]:
    """The form of the columns as it was guessed, some said otherwise."""
    held = {**job.columns, **changed}
    return {f"c{number}": name for name, number in held.items() if number is not None}


def checked(client: Client, job: Import, **changed: int | None) -> Import:
    client.post(f"/imports/{job.pk}/", columns(job, **changed))
    work_through()
    job.refresh_from_db()
    return job


def written(client: Client, job: Import, **fields: str) -> Import:
    client.post(f"/imports/{job.pk}/confirm/", fields)
    work_through()
    job.refresh_from_db()
    return job


def work_through() -> None:
    """What the page had no time for, the worker does."""
    while work_on_imports():
        pass


def ask(cast: Cast, kind: str, label: str, **more: Any) -> EligibilityQuestion:
    return EligibilityQuestion.objects.create(
        programme=cast.programme, position=1, kind=kind, label={"fr": label, "en": f"{label} (en)"}, **more
    )
