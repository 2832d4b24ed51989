"""Large files: batch by batch, resumable wherever a worker dies, and bounded in what they may do."""

import io
import tracemalloc
import zipfile
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ithaca.accounts.models import Person
from ithaca.intake import sheets
from ithaca.intake.actions import advance, confirm, set_columns, work_on_imports, working, writing
from ithaca.intake.forms import ChartFileForm
from ithaca.intake.models import Import, ImportRow
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.programmes.models import Invitation, Programme
from ithaca.programmes.prepared import Guest
from tests.cast import Cast
from tests.intake.files import PEOPLE, checked, csv_file, upload, written

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]
ROWS = 2300


@pytest.fixture
def client(cast: Cast, sign_in: SignIn) -> Client:
    return sign_in(cast.coordinator)


def many(number: int = ROWS) -> SimpleUploadedFile:
    return csv_file(("email", "ville"), *((f"p{n}@example.org", "Brest") for n in range(number)))


class Killed(BaseException):
    """As kill -9: nothing after it runs."""


def worked_through_kills(job: Import, monkeypatch: pytest.MonkeyPatch) -> int:
    """Has the worker die in every third batch, at the end of its transaction; says how often."""
    deaths, turns = 0, count()

    def make_deadly(name: str) -> None:
        real = getattr(working, name)

        def step(*arguments: object) -> object:
            done = real(*arguments)
            if next(turns) % 3 == 1:
                raise Killed
            return done

        patch.setattr(working, name, step)

    with monkeypatch.context() as patch:
        for name in ("check_some", "write_some", "_finish"):
            make_deadly(name)
        job.refresh_from_db()
        while job.state in ("checking", "creating"):
            with suppress(Killed):
                deaths += 1
                advance(job, seconds=0)
                deaths -= 1
            job.refresh_from_db()
    return deaths


def test_a_worker_that_dies_leaves_nothing_half_done(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = upload(client, many())
    set_columns(actor=cast.coordinator, job=job, columns={"email": 0, "place": 1})
    assert worked_through_kills(job, monkeypatch) > 1
    job.refresh_from_db()
    assert (job.state, job.rows.count()) == ("review", ROWS)
    confirm(actor=cast.coordinator, job=job, send=False)
    assert worked_through_kills(job, monkeypatch) > 1
    job.refresh_from_db()
    assert (job.state, job.result) == ("done", {"prepared": ROWS, "rejected": 0})
    assert Invitation.objects.count() == ROWS


def test_a_batch_takes_the_same_number_of_queries_whatever_it_holds(cast: Cast, client: Client) -> None:
    """Only inserts and updates in bulk are split by what a statement can hold."""

    def queries(number: int) -> int:
        job = checked(client, upload(client, many(number)))
        confirm(actor=cast.coordinator, job=job, send=False)
        with CaptureQueriesContext(connection) as captured:
            advance(job, seconds=0)
        return sum("INSERT" not in query["sql"] and "UPDATE" not in query["sql"] for query in captured)

    assert queries(20) == queries(200)


def test_the_worker_goes_on_with_what_the_page_began(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "AT_ONCE", 0)
    job = upload(client, many())
    set_columns(actor=cast.coordinator, job=job, columns={"email": 0})
    advance(job, seconds=0)
    page = client.get(f"/imports/{job.pk}/").content.decode()
    assert "page-again" in page
    while work_on_imports():
        pass
    job.refresh_from_db()
    assert job.state == "review"
    assert written(client, job).state in ("done", "creating")


def test_who_lost_the_right_meanwhile_writes_nothing(cast: Cast, client: Client) -> None:
    job = checked(client, upload(client, many(10)))
    confirm(actor=cast.coordinator, job=job, send=False)
    cast.programme.coordinators.all().delete()
    assert work_on_imports() == 0
    job.refresh_from_db()
    assert job.state == "failed"
    assert job.problem
    assert not Invitation.objects.exists()


def test_an_import_that_ends_halfway_says_how_far_it_came(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ithaca.intake.actions.writing.BATCH", 4)
    job = checked(client, upload(client, many(10)))
    confirm(actor=cast.coordinator, job=job, send=False)
    advance(job, seconds=0)
    cast.programme.coordinators.all().delete()
    work_on_imports()
    job.refresh_from_db()
    assert (job.state, job.result) == ("failed", {"prepared": 4})
    assert Invitation.objects.count() == 4


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"<x/>" + b" " * 30_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("people.csv", b""),
        ("people.csv", b"\x00\x01\x02"),
        ("people.xlsx", b"PK\x03\x04broken"),
        ("people.xlsx", bomb()),
        ("people.csv", b'email\n"never closed'),
        ("people.csv", b"%PDF-1.7\x00\x00"),
    ],
    ids=["empty", "bytes", "no archive", "bomb", "quote", "pdf"],
)
def test_a_file_that_is_no_list_is_refused_in_a_sentence(client: Client, name: str, data: bytes) -> None:
    given = {"file": SimpleUploadedFile(name, data), "role": "mentee", "language": "fr"}
    given["id"] = "01920000-0000-7000-8000-000000000001"
    answer = client.post(PEOPLE, given)
    assert answer.status_code == 422
    assert not Import.objects.exists()


def test_more_rows_than_allowed_are_refused_and_nothing_is_kept(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ithaca.intake.sheets.MOST_ROWS", 20)
    job = checked(client, upload(client, many(30)))
    assert job.state == "failed"
    assert not job.file


def failed_half_way(cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch) -> Import:
    """Four rows of ten are written when the programme is closed again."""
    monkeypatch.setattr("ithaca.intake.actions.writing.BATCH", 4)
    job = checked(client, upload(client, many(10)))
    confirm(actor=cast.coordinator, job=job, send=True)
    advance(job, seconds=0)
    Programme.objects.filter(pk=cast.programme.pk).update(state="draft")
    work_on_imports()
    return job


def test_whoever_may_goes_on_with_what_a_failed_import_left_or_takes_it_back_as_a_file(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = failed_half_way(cast, client, monkeypatch)
    job.refresh_from_db()
    assert (job.state, job.result) == ("failed", {"prepared": 4})
    page = client.get(f"/imports/{job.pk}/")
    assert page.context["unwritten"] == 6
    lines = b"".join(client.get(f"/imports/{job.pk}/rejected/")).decode("utf-8-sig").splitlines()
    assert len(lines) == 7
    assert "p4@example.org" in lines[1]
    assert written(client, job, send="on").state == "failed"  # still a draft: nobody can be invited
    job = written(client, job)  # without inviting they can be prepared
    assert (job.state, job.result) == ("done", {"prepared": 10, "rejected": 0})
    assert Invitation.objects.count() == 10
    assert written(client, job).state == "done"


def test_a_failed_import_can_be_taken_back_to_its_columns(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = failed_half_way(cast, client, monkeypatch)
    client.post(f"/imports/{job.pk}/back/")
    job.refresh_from_db()
    assert job.state == "mapping"
    job = written(client, checked(client, job))
    assert (job.state, job.result) == ("done", {"unchanged": 4, "prepared": 6, "rejected": 0})


def test_a_row_that_cant_be_written_keeps_no_other_from_it(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = writing._guests

    def guests(job: Import, row: ImportRow, slugs: dict[tuple[str, str], str]) -> list[Guest]:
        if row.number == 5:
            raise ValueError("nobody foresaw that")
        return real(job, row, slugs)

    monkeypatch.setattr(writing, "_guests", guests)
    job = written(client, checked(client, upload(client, many(10))))
    assert (job.state, job.result) == ("done", {"prepared": 9, "rejected": 1})
    assert b"p3@example.org" in b"".join(client.get(f"/imports/{job.pk}/rejected/"))


def test_a_file_of_100_mb_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    with path.open("wb") as file:
        file.write(b"email\na@example.org\n")
        file.truncate(100 * 1024 * 1024)
    tracemalloc.start()
    with path.open("rb") as opened, pytest.raises(Refusal, match="25"), sheets.opened(opened, path.name):
        pass
    with path.open("rb") as opened:
        upload_ = UploadedFile(opened, name=path.name, size=path.stat().st_size)
        form = ChartFileForm({"id": str(new_id()), "replace": "update"}, {"file": upload_})
        assert "file" in form.errors
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 * 1024 * 1024
