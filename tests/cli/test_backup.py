"""Backup and restore, on whichever database the tests run; a damaged file changes nothing."""

import io
import tarfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import click
import pytest
import time_machine
from click.testing import CliRunner, Result
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from pytest_django import Settings

from ithaca.accounts.models import Person
from ithaca.cli import backup, doctor, restore
from ithaca.cli.running import running, stopped
from ithaca.journal.models import Event
from ithaca.kernel.ids import new_id
from tests.cast import make_cast

pytestmark = pytest.mark.django_db(transaction=True)


def run(command: object, *arguments: object) -> Result:
    return CliRunner().invoke(command, [str(a) for a in arguments])  # type: ignore[arg-type]


@pytest.fixture
def place(tmp_path: Path, settings: Settings) -> Path:
    settings.DATA_DIR = tmp_path / "data"
    (tmp_path / "data" / "files" / "photos").mkdir(parents=True)
    (tmp_path / "data" / "files" / "photos" / "one.webp").write_bytes(b"a picture")
    return tmp_path


def test_what_was_backed_up_comes_back_with_its_files(place: Path) -> None:
    make_cast()
    Event.objects.create(verb="test.before", subject_id=new_id())
    people = set(Person.objects.values_list("email", flat=True))
    file = place / "copy.tar.gz"
    result = run(backup.command, file)
    assert result.exit_code == 0, result.output
    assert file.stat().st_mode & 0o077 == 0
    Person.objects.filter(email__startswith="marc").update(email="perdu@example.org")
    (place / "data" / "files" / "photos" / "one.webp").write_bytes(b"lost")
    assert "already" in run(restore.command, file).output
    result = run(restore.command, file, "--replace")
    assert result.exit_code == 0, result.output
    assert set(Person.objects.values_list("email", flat=True)) == people
    assert (place / "data" / "files" / "photos" / "one.webp").read_bytes() == b"a picture"
    assert (
        Event.objects.create(verb="test.after", subject_id=new_id()).pk
        > Event.objects.get(verb="test.before").pk
    )


def test_no_copy_signs_anybody_in(place: Path, sign_in: Callable[[Person], Client]) -> None:
    browser = sign_in(make_cast().mentee)
    half = "h4lf" * 10 + "abc"
    assert browser.put("/api/vault/session-half", {"half": half}, "application/json").status_code == 204
    stored, key = Session.objects.get().session_data, str(browser.session.session_key)
    file = place / "copy.tar.gz"
    run(backup.command, file)
    with tarfile.open(file) as whole:
        opened = [whole.extractfile(part) for part in whole.getmembers() if part.isfile()]
        texts = [bytes(one.read()) for one in opened if one]
    assert len(texts) > 1
    assert not any(secret.encode() in text for text in texts for secret in (stored, key))
    assert run(restore.command, file, "--replace").exit_code == 0
    assert browser.get("/account/settings/").status_code == 302


def test_a_damaged_file_changes_nothing(place: Path) -> None:
    make_cast()
    file = place / "copy.tar.gz"
    run(backup.command, file)
    whole = file.read_bytes()
    before = Person.objects.count()
    for broken in (whole[: len(whole) // 2], whole[:2000] + b"\0" * 50 + whole[2050:], b"no archive"):
        file.write_bytes(broken)
        result = run(restore.command, file, "--replace")
        assert result.exit_code == 1
        assert "Nothing was changed" in result.output
        assert "Traceback" not in result.output
    assert Person.objects.count() == before


def test_a_file_that_would_write_elsewhere_is_refused(place: Path) -> None:
    file = place / "evil.tar.gz"
    with tarfile.open(file, "w:gz") as archive:
        entry = tarfile.TarInfo("../escaped")
        entry.size = 3
        archive.addfile(entry, io.BytesIO(b"bad"))
    result = run(restore.command, file, "--replace")
    assert "no backup of Ithaca" in result.output
    assert not (place / "escaped").exists()


def test_a_file_with_something_more_in_it_is_refused(place: Path) -> None:
    make_cast()
    whole, more = place / "copy.tar.gz", place / "more.tar.gz"
    run(backup.command, whole)
    with tarfile.open(whole) as source, tarfile.open(more, "w:gz") as target:
        for member in source.getmembers():
            target.addfile(member, source.extractfile(member))
        extra = tarfile.TarInfo("files/photos/planted.webp")
        extra.size = 3
        target.addfile(extra, io.BytesIO(b"bad"))
    result = run(restore.command, more, "--replace")
    assert result.exit_code == 1
    assert "Nothing was changed" in result.output


def test_nothing_is_restored_under_a_running_server(place: Path) -> None:
    make_cast()
    file = place / "copy.tar.gz"
    run(backup.command, file)
    with running():
        result = run(restore.command, file, "--replace")
    assert result.exit_code == 1
    assert "Stop" in result.output
    with stopped(), pytest.raises(click.ClickException, match="restore is under way"), running():
        pass
    assert run(restore.command, file, "--replace").exit_code == 0


def test_what_was_there_before_a_restore_is_kept_aside_each_time(place: Path) -> None:
    make_cast()
    file = place / "copy.tar.gz"
    run(backup.command, file)
    for day in (1, 2):
        with time_machine.travel(datetime(2026, 11, day, tzinfo=UTC), tick=False):
            assert run(restore.command, file, "--replace").exit_code == 0
    assert len(list((place / "data").glob("files.before-restore-*"))) == 2


def test_a_backup_never_writes_over_a_file(place: Path) -> None:
    (place / "copy.tar.gz").write_text("precious")
    assert "exists already" in run(backup.command, place / "copy.tar.gz").output
    assert (place / "copy.tar.gz").read_text() == "precious"


def test_the_doctor_finds_an_installation_in_order(place: Path) -> None:
    result = run(doctor.command)
    assert result.exit_code == 0, result.output
    assert connection.vendor in result.output


def test_the_doctor_says_what_to_mend(place: Path) -> None:
    (place / "data" / "secret-key").write_text("x")
    (place / "data" / "secret-key").chmod(0o644)
    result = run(doctor.command)
    assert result.exit_code == 1
    assert "chmod 600" in result.output
