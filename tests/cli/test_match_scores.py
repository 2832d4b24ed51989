"""`ithaca match --scores`: triplets in any shape, every fault at once, and nothing half written."""

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result

from ithaca.cli.match import command, lexing, plain
from ithaca.cli.match import triplets as reading

PLAIN = "mentee,mentor,score\na,x,5\na,y,3\nb,x,4\n"


class Folder:
    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, name: str, content: str | bytes) -> Path:
        file = self.path / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return file

    def match(self, scores: str | bytes, capacity: str | bytes | None = None, *more: str) -> Result:
        arguments = ["--scores", str(self.write("scores.csv", scores))]
        if capacity is not None:
            arguments += ["--capacity", str(self.write("capacity.csv", capacity))]
        arguments += [
            "--out",
            str(self.path / "pairs.csv"),
            "--report",
            str(self.path / "report.json"),
            *more,
        ]
        return CliRunner().invoke(command.command, arguments)

    @property
    def pairs(self) -> str:
        return (self.path / "pairs.csv").read_text()

    @property
    def report(self) -> dict[str, object]:
        return json.loads((self.path / "report.json").read_text())  # type: ignore[no-any-return]

    @property
    def is_untouched(self) -> bool:
        return not [p for p in self.path.iterdir() if p.name not in ("scores.csv", "capacity.csv")]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def test_the_best_pairs_and_their_proof(folder: Folder) -> None:
    result = folder.match(PLAIN, "mentor,capacity\nx,1\ny,1\n")
    assert result.exit_code == 0, result.output
    assert folder.pairs == "mentee,mentor,score\na,y,3\nb,x,4\n"
    wanted = {
        "objective": 7,
        "bound": 7,
        "gap": 0,
        "matched": 2,
        "mode": "total",
        "certificate_checked": True,
    }
    assert {name: folder.report[name] for name in wanted} == wanted
    assert folder.report["total_seconds"] >= folder.report["solve_seconds"] >= 0  # type: ignore[operator]


@pytest.mark.parametrize(
    "scores",
    [
        "\ufeff" + PLAIN,
        PLAIN.replace("\n", "\r\n"),
        PLAIN.replace("\n", "\r"),
        PLAIN.replace(",", ";"),
        PLAIN.replace(",", "\t"),
        PLAIN.rstrip("\n"),
        PLAIN.replace("\n", "\n\n"),
        PLAIN.replace("a", '"a"'),
        PLAIN.replace("a,", " a ,"),
        PLAIN.replace("mentee,", "MENTEE,"),
        PLAIN.replace(",5", ",+5").replace(",3", ", 3 "),
    ],
    ids=[
        "mark",
        "returns",
        "old returns",
        "semicolons",
        "tabs",
        "no end",
        "blank",
        "quotes",
        "blanks",
        "case",
        "signs",
    ],
)
def test_one_table_in_many_spellings(folder: Folder, scores: str) -> None:
    result = folder.match(scores)
    assert result.exit_code == 0, result.output
    assert folder.pairs == "mentee,mentor,score\na,y,3\nb,x,4\n"


def test_columns_stand_in_any_order_and_others_beside_them(folder: Folder) -> None:
    scores = "note,score,mentor,mentee\n-,5,x,a\n-,3,y,a\n-,4,x,b\n"
    assert folder.match(scores).exit_code == 0
    assert folder.report["objective"] == 7


def test_names_with_line_breaks_commas_and_accents_come_back_as_they_were(folder: Folder) -> None:
    scores = 'mentee;mentor;score\n"Zoé, née\nDupont";"O""Hara";5\n'
    assert folder.match(scores).exit_code == 0
    assert folder.pairs == 'mentee,mentor,score\n"Zoé, née\nDupont","O""Hara",5\n'
    assert folder.match("mentee;mentor;score\nZoé, D;x;5\n".encode("cp1252")).exit_code == 0
    assert folder.pairs == 'mentee,mentor,score\n"Zoé, D",x,5\n'


def test_every_fault_is_named_at_once_and_nothing_is_written(folder: Folder) -> None:
    scores = "mentee,mentor,score\na,x,high\n,x,5\na,x,nan\nb,y\n=1+1,y,2\nc,x,1.5\nc,x,99999999999999999999\nc,x,3\nc,x,4\nd,z,1\n"
    result = folder.match(scores, "mentor,capacity\nx,-1\ny,2\ny,3\n,4\nw,many\n")
    assert result.exit_code == 2
    for fault in (
        "scores.csv, row 2, column score: 'high' is no integer",
        "scores.csv, row 3, column mentee: is empty",
        "scores.csv, row 4, column score: 'nan' is no integer",
        "scores.csv, row 5: has 2 cells",
        "scores.csv, row 6, column mentee: '=1+1' begins as a formula",
        "scores.csv, row 7, column score: '1.5' is no integer",
        "scores.csv, row 8, column score: '99999999999999999999' is not between",
        "capacity.csv, row 2, column capacity: '-1' is not between 0",
        "capacity.csv, row 4, column mentor: 'y' stands in row 3 already",
        "capacity.csv, row 5, column mentor: is empty",
        "capacity.csv, row 6, column capacity: 'many' is no integer",
    ):
        assert fault in result.output
    assert folder.is_untouched


def test_pairs_that_stand_twice_and_mentors_without_places_are_named(folder: Folder) -> None:
    result = folder.match(PLAIN + "\na,x,5\nb,q,1\n", "mentor,capacity\nx,1\n")
    assert result.exit_code == 2
    assert "scores.csv, row 6, column mentor: 'a' and 'x' stand in row 2 already" in result.output
    assert "scores.csv, row 3, column mentor: 'y' does not stand in capacity.csv" in result.output
    assert "scores.csv, row 7, column mentor: 'q' does not stand" in result.output
    assert folder.is_untouched


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "is empty"),
        (b"\n\n", "is empty"),
        (b"a,b,c\n1,2,3\n", "column mentee: the column is missing"),
        (b"mentee,mentee,mentor,score\n", "stands twice"),
        ("mentee,mentor,score\n".encode("utf-16"), "UTF-16"),
        (b"PK\x03\x04\x00\x00", "is no CSV"),
        (b'mentee,mentor,score\n"a,x,5\n', "is no well-formed CSV"),
        (b"mentee,mentor,score\na,x\x00,5\n", "is no CSV"),
        (PLAIN.encode() * 1_000 + b"a,x\x00,5\n", "holds a byte that no text has"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_a_sentence(folder: Folder, content: bytes, word: str) -> None:
    result = folder.match(content)
    assert result.exit_code == 2
    assert word in result.output
    assert folder.is_untouched


def test_empty_tables_no_places_and_scores_below_nothing_are_odd_but_fine(folder: Folder) -> None:
    assert folder.match("mentee,mentor,score\n").exit_code == 0
    assert (folder.report["objective"], folder.report["matched"]) == (0, 0)
    assert folder.match(PLAIN, "mentor,capacity\nx,0\ny,0\n").exit_code == 0
    assert folder.report["matched"] == 0
    assert folder.match("mentee,mentor,score\na,x,-5\nb,x,0\nb,y,-2147483647\n").exit_code == 0
    assert folder.report["objective"] == 0
    assert (
        folder.match("mentee,mentor,score\na,x,-5\nb,y,-2147483647\n", None, "--aim", "people").exit_code == 0
    )
    assert (folder.report["objective"], folder.report["matched"]) == (-2147483652, 2)


def test_what_was_there_stays_where_a_run_fails(folder: Folder) -> None:
    assert folder.match(PLAIN).exit_code == 0
    before = folder.pairs
    assert folder.match(PLAIN + "a,x\n").exit_code == 2
    assert folder.pairs == before


@pytest.mark.parametrize("aim", ["total", "people", "fair", "stable"])
def test_each_aim_is_solved_and_checked(folder: Folder, aim: str) -> None:
    assert folder.match(PLAIN, None, "--aim", aim).exit_code == 0
    assert (folder.report["mode"], folder.report["certificate_checked"]) == (aim, True)


def of_lines(data: bytes, *, order: tuple[int, int, int] = (0, 1, 2), part: int = plain.PART) -> plain.Lines:
    """Of a file whose first line is a heading."""
    first = data.index(b"\n") + 1
    return plain.read(np.frombuffer(data, np.uint8), first, plain.Shape(ord(","), order, 3), part=part)


def triplets_of(data: bytes, lines: plain.Lines) -> list[tuple[bytes, bytes, int] | None]:
    """Row by row; of odd ones nothing is known."""
    sides = [
        [data[begin:end] for begin, end in names.cells[: names.count].tolist()]
        for names in (lines.mentee_names, lines.mentor_names)
    ]
    rows = zip(lines.mentees.tolist(), lines.mentors.tolist(), lines.scores.tolist(), strict=True)
    return [None if i == lexing.UNKNOWN else (sides[0][i], sides[1][j], s) for i, j, s in rows]


HEADING = b"mentee,mentor,score\n"
NAMES = [
    b"7",
    b"12345",
    b"seven77",
    b"eight888",
    b"nine99999",
    b"sixteen-letters-",
    b"a name of many letters",
]
NAMES += [b"Zo\xc3\xa9", b"\xc3\xa9", b"x\xff", b"e" * 200]


@pytest.mark.parametrize("part", [64, 1 << 10, 1 << 20])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_parts_of_a_file_fit_together_whatever_their_names_are(part: int, end: bytes) -> None:
    random = np.random.default_rng(1)
    rows = [
        (b"%b%d" % (NAMES[random.integers(len(NAMES))], i), NAMES[j] + b"%d" % (s % 3), s - 500)
        for i, j, s in zip(
            np.sort(random.integers(0, 700, 3_000)).tolist(),
            random.integers(0, len(NAMES), 3_000).tolist(),
            random.integers(0, 10 ** random.integers(1, 8, 3_000)).tolist(),
            strict=True,
        )
    ]
    data = HEADING + b"".join(b"%b,%b,%d%b" % (*row, end) for row in rows)
    for whole in (data, data[: -len(end)], data.replace(end, end + end)):
        lines = of_lines(whole, part=part)
        assert triplets_of(whole, lines) == rows
        assert not lines.odd.size
        alone = of_lines(whole, part=len(whole) + 1)
        assert lines.mentees.tolist() == alone.mentees.tolist()
        assert lines.mentors.tolist() == alone.mentors.tolist()


@pytest.mark.parametrize("part", [16, 1 << 20])
@pytest.mark.parametrize(
    "odd",
    [
        b"a,x",
        b"a,x,1,2",
        b",x,1",
        b"a,,1",
        b"a,x,",
        b"a,x,-",
        b"a,x,1.5",
        b"a,x,12/",
        b"a,x,1:",
        b"a,x,123456789",
        b" a,x,1",
        b"a ,x,1",
        b"a,x\t,1",
        b"=a,x,1",
        b"a,@x,1",
        b"a,-x,1",
        b"a,\xef\xbc\x9dx,1",
        b"nine\x0099999,x,1",
        b"a,x\x1f,1",
        b"   ",
    ],
)
def test_a_line_that_is_not_plain_is_left_alone_wherever_it_stands(odd: bytes, part: int) -> None:
    fine = b"b,y,2"
    for lines in ([odd], [odd, fine], [fine, odd, fine], [fine, fine, odd]):
        data = HEADING + b"\n".join(lines)
        found = of_lines(data, part=part)
        assert triplets_of(data, found) == [None if line is odd else (b"b", b"y", 2) for line in lines]
        assert [data[begin:end] for _row, begin, end in found.odd.tolist()] == [odd]
        assert found.odd[:, 0].tolist() == [lines.index(odd)]


def test_a_name_at_the_very_end_of_a_file_is_read_no_further() -> None:
    heading = b"score,mentee,mentor\n"
    for name in (b"x", b"a-longer-name", b"x\r"):
        data = heading + b"1,a," + name
        assert triplets_of(data, of_lines(data, order=(1, 2, 0))) == [(b"a", name.rstrip(), 1)]
    assert of_lines(heading + b"1,a,", order=(1, 2, 0)).odd.tolist() == [[0, 20, 24]]


def test_places_of_other_people_are_told_without_a_look_at_all_rows_for_each() -> None:
    count = 400_000
    mentees, mentors = (reading.People(np.empty(0, np.uint8), np.empty((0, 2), np.int64)) for _side in "ab")
    mentors.more = [f"m{number}" for number in range(count)]
    rows = np.arange(count, dtype=np.int32)
    found = reading.Triplets(mentees, mentors, np.zeros(count, np.int32), rows, rows)
    faults = list(reading.unknown_mentors(found, {"m1": 1}, "scores.csv", "capacity.csv"))
    assert len(faults) == count - 1
    assert str(faults[1]) == "scores.csv, row 4, column mentor: 'm2' does not stand in capacity.csv"


@pytest.mark.parametrize("target", ["--out", "--report"])
def test_what_is_read_is_never_written_over(tmp_path: Path, target: str) -> None:
    folder = Folder(tmp_path)
    result = folder.match(PLAIN, None, target, str(tmp_path / "." / "scores.csv"))
    assert result.exit_code == 2
    assert (tmp_path / "scores.csv").read_text() == PLAIN
    assert sorted(file.name for file in tmp_path.iterdir()) == ["scores.csv"]
