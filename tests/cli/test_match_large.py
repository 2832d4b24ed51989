"""A file of 100 MB is refused in a sentence, or read, within bounded memory."""

import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ithaca.cli.match import people, sheets, triplets
from ithaca.cli.match.faults import BadFiles

SIZE = 100 * 1024 * 1024
HEADING = b"mentee,mentor,score\n"
ROWS = b"".join(b"mentee-%d,mentor-%d,%d\n" % (n, n % 7, n % 100) for n in range(400))


def of_100_mb(path: Path, begin: bytes, end: bytes = b"") -> Path:
    """Nothing but its beginning and its end takes room on the disk."""
    with path.open("wb") as file:
        file.write(begin)
        file.truncate(SIZE)
        file.seek(-len(end) or 0, 2)
        file.write(end)
    return path


@contextmanager
def bounded(megabytes: int) -> Iterator[None]:
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < megabytes * 1024 * 1024
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("begin", "end", "told"),
    [
        (HEADING, b"", "is no CSV file"),
        (HEADING + ROWS, b"", "row 402: is longer than 1 MB"),
        (HEADING + ROWS, b"\na,x,1\n", "row 402: is longer than 1 MB"),
        (HEADING + ROWS + b'"a","x",1\n', b"", "larger than 64 MB and not of plain lines"),
        (HEADING.replace(b"\n", b"\r") + ROWS.replace(b"\n", b"\r"), b"", "larger than 64 MB"),
    ],
    ids=["holes", "one line", "one line among others", "quotes", "old line ends"],
)
def test_scores_of_another_kind(tmp_path: Path, begin: bytes, end: bytes, told: str) -> None:
    small = tmp_path / "small.csv"
    small.write_bytes(HEADING + ROWS)
    triplets.read(small)  # compiles the kernels, which takes memory of its own
    file = of_100_mb(tmp_path / "scores.csv", begin, end)
    with bounded(32), pytest.raises(BadFiles) as refused:
        triplets.read(file)
    assert told in "; ".join(str(fault) for fault in refused.value.faults)


@pytest.mark.parametrize("read", [sheets.read, triplets.capacities, people._policy])
def test_people_places_and_policies_are_held_as_a_whole_and_so_have_a_limit(
    tmp_path: Path, read: Callable[[Path], object]
) -> None:
    file = of_100_mb(tmp_path / "people.csv", b"id,topics\na,law\n")
    with bounded(8), pytest.raises(BadFiles) as refused:
        read(file)
    assert "is larger than 64 MB" in str(refused.value.faults[0])


def test_a_file_whose_rows_are_all_wrong_is_told_of_once_it_is_clear(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(triplets, "MOST_FAULTS", 5)
    file = tmp_path / "scores.csv"
    file.write_bytes(HEADING + b"no score,at,all\n" * 20)
    with pytest.raises(BadFiles) as refused:
        triplets.read(file)
    assert len(refused.value.faults) == 6
