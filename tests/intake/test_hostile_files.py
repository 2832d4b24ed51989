"""Files that were made to hurt whoever opens them, or broke on their way: refused in a sentence, and soon."""

import io
import re
import zipfile
from collections.abc import Callable

import pytest

from ithaca.intake import sheets
from ithaca.intake.checks import Defaults, check_person
from ithaca.intake.values import Words
from ithaca.kernel.errors import Refusal
from tests.intake.files import xlsx_file

SHEET = "xl/worksheets/sheet1.xml"


def spoilt(spoil: Callable[[bytes], bytes], part: str = SHEET) -> io.BytesIO:
    """A workbook of three rows, one part of it changed."""
    whole = xlsx_file(("email", "name"), ("a@example.org", "A"), ("b@example.org", "B"))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole.read())) as read, zipfile.ZipFile(out, "w") as write:
        for each in read.infolist():
            content = read.read(each)
            write.writestr(each.filename, spoil(content) if each.filename == part else content)
    return out


def rows(file: io.BytesIO) -> list[tuple[int, list[str]]]:
    with sheets.opened(file, "people.xlsx") as sheet:
        return list(sheet.lines)


def test_a_row_that_claims_to_stand_billions_of_rows_below_is_not_waited_for() -> None:
    assert len(rows(spoilt(lambda xml: xml))) == 2
    far = spoilt(
        lambda xml: re.sub(rb"<dimension[^>]*>", b"", xml).replace(b'<row r="3">', b'<row r="9999999999">')
    )
    with pytest.raises(Refusal):
        rows(far)


def test_a_cell_that_points_at_nothing_is_refused_also_far_below_the_headings() -> None:
    inline = rb'(<c r="A3" t=)"inlineStr"><is>.*?</is>'
    nowhere = spoilt(lambda xml: re.sub(inline, rb'\1"s"><v>4444</v>', xml))
    with pytest.raises(Refusal):
        rows(nowhere)


def test_a_damaged_part_is_refused() -> None:
    with pytest.raises(Refusal):
        rows(
            spoilt(
                lambda xml: b"<styleSheet><cellXfs><xf numFmtId='x'/></cellXfs></styleSheet>", "xl/styles.xml"
            )
        )
    whole = bytearray(xlsx_file(("email",), *((f"{n}@example.org",) for n in range(2000))).read())
    with zipfile.ZipFile(io.BytesIO(bytes(whole))) as archive:
        info = archive.getinfo(SHEET)
    start = info.header_offset + 30 + len(SHEET)
    whole[start : start + 40] = b"\xff" * 40
    with pytest.raises(Refusal):
        rows(io.BytesIO(bytes(whole)))


def test_a_number_of_thousands_of_digits_is_no_capacity() -> None:
    found = check_person(
        ["a@example.org", "9" * 5000], {"email": 0, "capacity": 1}, Words({}), Defaults("mentor")
    )
    assert [code for code, _field, _shown in found.problems] == ["no capacity"]


def test_a_level_that_no_participation_can_hold_is_refused_before_anybody_is_invited_with_it() -> None:
    """Placed as new by the coordinator, it would stop the import half-way, and later the person who joins."""
    long = "x" * 90
    words = Words({}, {"level": {long: "new"}})
    found = check_person(["a@example.org", long], {"email": 0, "level": 1}, words, Defaults("mentor"))
    assert [(code, field) for code, field, _shown in found.problems] == [("too long", "level")]
    assert "level" not in found.prepared
