"""`ithaca match --mentees … --mentors …`: people, line and policy from files, without a database."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ithaca.cli.match import command

MENTEES = (
    "id,topics,languages,unit,level,wishes\n"
    "ana,leading;law,fr,north,1,max\n"
    "ben,law,fr;en,south,2,\n"
    "cleo,chess,fr,,1,\n"
    "dora,law,el,north,1,\n"
)
MENTORS = "id,topics,languages,capacity,unit,level\nmax,leading;law,fr,1,north,3\nnina,law,fr,2,west,4\n"
POLICY = "[rules]\nother_unit = false\n[weights]\ntopics = 10\nwishes_of_mentees = 3\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def match(folder: Path, **content: str) -> Result:
    files = {"mentees": MENTEES, "mentors": MENTORS, "policy": POLICY, **content}
    arguments = []
    for name, text in files.items():
        file = folder / f"{name}.{'toml' if name == 'policy' else 'csv'}"
        file.write_text(text)
        arguments += [f"--{name}", str(file)]
    targets = ["--out", str(folder / "pairs.out"), "--report", str(folder / "report.out")]
    return CliRunner().invoke(command.command, arguments + targets)


def pairs(folder: Path) -> dict[str, str]:
    with (folder / "pairs.out").open(newline="") as file:
        return {row["mentee"]: row["mentor"] for row in csv.DictReader(file)}


def test_people_are_matched_and_who_has_nobody_is_told_why(folder: Path) -> None:
    result = match(folder)
    assert result.exit_code == 0, result.output
    assert pairs(folder)["ana"] == "max"
    report = json.loads((folder / "report.out").read_text())
    assert (report["mode"], report["gap"], report["certificate_checked"]) == ("people", 0, True)
    assert {one["mentee"]: one["excluded"] for one in report["unmatched"]} == {"dora": {"common_language": 2}}


def test_who_stands_in_the_line_is_never_paired_at_any_depth(folder: Path) -> None:
    assert match(folder, reporting="person,manager\nana,chief\nchief,max\nmax,\n").exit_code == 0
    assert pairs(folder).get("ana") != "max"


def test_conflicts_and_answers_of_a_column_exclude(folder: Path) -> None:
    mentors = MENTORS.replace("level\n", "level,declared_conflicts,checked_mentors\n")
    mentors = mentors.replace(",3\n", ",3,ana,yes\n").replace(",4\n", ",4,,no\n")
    assert (
        match(
            folder, mentors=mentors, policy=POLICY.replace("[rules]\n", "[rules]\nchecked_mentors = true\n")
        ).exit_code
        == 0
    )
    found = pairs(folder)
    assert "nina" not in found.values()
    assert "ana" not in found


def test_every_fault_of_all_files_is_named_and_nothing_is_written(folder: Path) -> None:
    result = match(
        folder,
        mentees=MENTEES + "ana,law,fr,x,1,\neva,law,fr,x,high,ghost\n",
        mentors=MENTORS + "@otto,law,fr,-1,,\n",
        policy="[weights]\ntopics = 99\ncolour = 1\n",
        reporting="person,manager\nana,ana\n",
    )
    assert result.exit_code == 2
    for fault in (
        "mentees.csv, row 6, column id: 'ana' stands in row 2 already",
        "mentees.csv, row 7, column level: 'high' is no integer",
        "mentors.csv, row 4, column id: '@otto' begins as a formula",
        "mentors.csv, row 4, column capacity: '-1' is not between 0",
        "policy.toml, column weights.topics",
        "policy.toml, column weights.colour",
        "reporting.csv, row 2, column manager: 'ana' reports to themselves",
    ):
        assert fault in result.output, result.output
    assert not list(folder.glob("*.out"))


def test_every_row_of_a_circle_is_named_and_no_other(folder: Path) -> None:
    result = match(
        folder, reporting="person,manager\nana,max\nmax,chief\nchief,max\nmax,board\neva,ana\nx,y\ny,z\nz,x\n"
    )
    assert result.exit_code == 2
    told = [line for line in result.output.splitlines() if "circle" in line]
    assert told == [
        "reporting.csv, row 3, column manager: 'max' and 'chief' stand in a circle of 2 people",
        "reporting.csv, row 4, column manager: 'chief' and 'max' stand in a circle of 2 people",
        "reporting.csv, row 7, column manager: 'x' and 'y' stand in a circle of 3 people",
        "reporting.csv, row 8, column manager: 'y' and 'z' stand in a circle of 3 people",
        "reporting.csv, row 9, column manager: 'z' and 'x' stand in a circle of 3 people",
    ]
    assert not list(folder.glob("*.out"))


def test_a_wish_for_nobody_and_a_missing_column_are_named(folder: Path) -> None:
    result = match(folder, mentees=MENTEES.replace(",max\n", ",mex\n"))
    assert "mentees.csv, row 2, column wishes: 'mex' does not stand in mentors.csv" in result.output
    result = match(folder, policy=POLICY.replace("[rules]\n", "[rules]\neligible = true\n"))
    assert (
        "mentees.csv, row 1, column eligible: the column is missing, and the policy asks for it"
        in result.output
    )


def test_a_column_that_nothing_is_known_of_is_told(folder: Path) -> None:
    assert match(folder, mentees=MENTEES.replace("wishes", "whishes")).exit_code == 0
    assert json.loads((folder / "report.out").read_text())["ignored_columns"] == {"mentees.csv": ["whishes"]}


@pytest.mark.parametrize("given", [[], ["--scores", "x.csv", "--policy", "x.csv"], ["--mentees", "x.csv"]])
def test_half_a_set_of_files_is_refused_in_a_sentence(folder: Path, given: list[str]) -> None:
    (folder / "x.csv").write_text("a\n")
    arguments = [a if a.startswith("--") else str(folder / a) for a in given]
    result = CliRunner().invoke(
        command.command, [*arguments, "--out", str(folder / "p"), "--report", str(folder / "r")]
    )
    assert result.exit_code == 2
    assert "Give" in result.output


def test_help_stays_quick_and_needs_no_kernels() -> None:
    code = "import sys; from click.testing import CliRunner; from ithaca.cli.main import main; sys.argv = ['ithaca', '--help']; "
    code += (
        "r = CliRunner().invoke(main, ['--help']); assert 'match' in r.output; print('numba' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize(
    "files",
    [
        {"reporting": "person,manager\nana@x.org,Max@x.org\n"},
        {"reporting": "person,manager\nana@x.org,Chief@x.org\nchief@x.org,max@x.org\n"},
        {"mentees": "id,topics,declared_conflicts\nana@x.org,law,MAX@x.org\n"},
        {"mentees": "id,topics\nMax@x.org,law\n"},
    ],
)
def test_an_address_in_other_letters_never_slips_past_a_rule(folder: Path, files: dict[str, str]) -> None:
    policy = "[rules]\ncommon_language = false\n[weights]\ntopics = 10\n"
    given = {"mentees": "id,topics\nana@x.org,law\n", "mentors": "id,topics\nmax@x.org,law\n", **files}
    result = match(folder, policy=policy, **given)
    assert result.exit_code == 2
    assert "write it alike" in result.output
    assert not (folder / "pairs.out").exists()
