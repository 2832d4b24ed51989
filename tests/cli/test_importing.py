"""`ithaca import participants`: people by list, all or nothing unless told otherwise."""

from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from ithaca.cli import importing
from ithaca.programmes.models import Invitation
from tests.cast import Cast
from tests.intake.files import ask

pytestmark = pytest.mark.django_db
DATA = Path(__file__).resolve().parents[1] / "data"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(importing.command, ["participants", *[str(a) for a in arguments]])


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    file = tmp_path / "people.csv"
    file.write_text(
        "courriel;rôle\nanne@example.org;mentor\npas-une-adresse;mentor\nanne@example.org;mentor\nluc@example.org;chef\n"
    )
    return file


def test_a_list_becomes_personal_invitations_once(cast: Cast, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("e-mail,role\nanne@example.org,mentor\nluc@example.org,mentorée\n")
    assert "2 invited" in run(file, "--programme", "cap-ouest").output
    assert "0 invited" in run(file, "--programme", "cap-ouest").output
    assert set(Invitation.objects.values_list("email", "role")) == {
        ("anne@example.org", "mentor"),
        ("luc@example.org", "mentee"),
    }


def test_with_bad_rows_nothing_is_imported_and_each_is_named(cast: Cast, broken: Path) -> None:
    result = run(broken, "--programme", "cap-ouest")
    assert result.exit_code == 1
    assert [f"row {n}" in result.output for n in (3, 4, 5)] == [True] * 3
    assert not Invitation.objects.exists()


def test_the_good_rows_go_in_and_the_others_come_back_as_a_file(cast: Cast, broken: Path) -> None:
    assert run(broken, "--programme", "cap-ouest", "--skip-bad").exit_code == 0
    assert Invitation.objects.count() == 1
    rejected = (broken.parent / "people-rejected.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(rejected) == 4
    assert "is not an e-mail address" in rejected[1]


def test_a_sheet_is_read_with_a_column_mapping(cast: Cast, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["Qui", "Où écrire"])
    book.active.append(["Anne", "anne@example.org"])
    book.save(tmp_path / "people.xlsx")
    assert (
        "No column holds"
        in run(tmp_path / "people.xlsx", "--programme", "cap-ouest", "--role", "mentor").output
    )
    result = run(
        tmp_path / "people.xlsx", "--programme", "cap-ouest", "--role", "mentor", "--map", "email=Où écrire"
    )
    assert "1 invited" in result.output


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"PK\x03\x04broken"])
def test_a_file_that_is_no_list_is_refused_in_a_sentence(cast: Cast, tmp_path: Path, content: bytes) -> None:
    for name in ("people.csv", "people.xlsx"):
        (tmp_path / name).write_bytes(content)
        result = run(tmp_path / name, "--programme", "cap-ouest", "--role", "mentor")
        assert result.exit_code == 1
        assert "Error:" in result.output
        assert not isinstance(result.exception, (ValueError, KeyError)), result.exception


@pytest.mark.parametrize(("name", "role"), [("mentors-50.csv", "mentor"), ("mentees-50.csv", "mentee")])
def test_an_export_of_another_programme_with_fifty_rows_and_foreign_columns(
    cast: Cast, name: str, role: str
) -> None:
    result = run(DATA / name, "--programme", "cap-ouest", "--role", role, "--map", "email=email address")
    both = (DATA / name).read_text().count(",yes,")
    assert f"{50 + both} invited" in result.output
    assert Invitation.objects.filter(role=role).count() == 50


def test_answers_to_the_questions_are_taken_and_asked_by_their_rules(cast: Cast, tmp_path: Path) -> None:
    years = ask(cast, "number", "Années d’expérience", rule={"at_least": 3}, refusal={"fr": "Trois ans."})
    file = tmp_path / "people.csv"
    file.write_text("e-mail,Années d’expérience\nanne@example.org,5\nluc@example.org,2\n")
    arguments = (file, "--programme", "cap-ouest", "--role", "mentor")
    refused = run(*arguments)
    assert refused.exit_code == 1
    assert "row 3: “2” does not meet what the programme asks: “Années d’expérience" in refused.output
    assert "1 invited" in run(*arguments, "--skip-bad").output
    assert Invitation.objects.get().prepared == {"answers": {str(years.pk): 5}}


def test_a_question_can_be_said_to_stand_in_another_column(cast: Cast, tmp_path: Path) -> None:
    years = ask(cast, "number", "Années d’expérience")
    file = tmp_path / "people.csv"
    file.write_text("e-mail,Depuis\nanne@example.org,5\n")
    label = years.label.get("en") or years.label["fr"]
    assert (
        run(file, "--programme", "cap-ouest", "--role", "mentor", "--map", f"{label}=Depuis").exit_code == 0
    )
    assert Invitation.objects.get().prepared == {"answers": {str(years.pk): 5}}


def test_a_row_with_more_cells_than_headings_comes_back_whole(cast: Cast, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("e-mail,nom\nanne@example.org,Anne,Martin\n")
    result = run(file, "--programme", "cap-ouest", "--role", "mentor", "--skip-bad")
    assert "more cells than there are headings" in result.output
    rejected = (tmp_path / "people-rejected.csv").read_text(encoding="utf-8-sig").splitlines()
    assert rejected[1].endswith(",Martin")
