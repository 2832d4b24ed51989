"""The scan can find: a word planted where a leak would stand is found, in each place and each time it looks."""

import logging
from pathlib import Path

import pytest
from pytest_django import Settings

from tests.browser.canary import Scan, plant_controls
from tests.cast import Cast

LEAK = "cormoran/échappé 3318"


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path) -> None:
    """What other workers write must not be found here."""
    settings.DATA_DIR = tmp_path


def kinds(scan: Scan) -> set[str]:
    return {where.split(" ")[0] for where, _word in scan.finds([LEAK])}


def test_every_way_of_writing_a_word_is_seen_through() -> None:
    plant_controls()


def test_a_word_in_a_row_is_found_each_time_and_in_the_backup(cast: Cast, scan: Scan) -> None:
    assert kinds(scan) == set()
    cast.programme.theme = {"fr": LEAK}
    cast.programme.save()
    for _time in range(2):
        assert {"row", "backup"} <= kinds(scan)


def test_a_word_in_a_log_a_file_or_a_request_is_found(
    cast: Cast, scan: Scan, settings: Settings, tmp_path: Path
) -> None:
    logging.getLogger("ithaca.web").error("could not do: %s", LEAK)
    assert kinds(scan) == {"log"}
    file = Path(settings.DATA_DIR) / "files" / "left-behind.txt"
    file.parent.mkdir(parents=True)
    file.write_text(LEAK)
    scan.requests.append(("request to /api/", LEAK.encode()))
    assert kinds(scan) == {"log", "file", "request", "backup"}
    file.unlink()


def test_a_leak_fails_the_test(cast: Cast, scan: Scan) -> None:
    scan.requests.append(("request to /api/", b"." * 3_000))
    scan.never_saw([LEAK])
    logging.getLogger("ithaca.web").error("could not do: %s", LEAK)
    with pytest.raises(AssertionError):
        scan.never_saw([LEAK])
