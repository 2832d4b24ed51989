"""Files that were made to hurt whoever opens them, or broke on their way: refused in a sentence, and soon."""

import io
import re
import subprocess
import sys
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from time import process_time
from typing import Any

import pytest
import xlsxwriter

from ithaca.intake import sheets, workbook
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


def test_a_row_that_claims_to_stand_billions_of_rows_below_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sheets, "MOST_LINES", 20_000)
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


def numbers(many: int, cell: str) -> bytes:
    """XML of so many cells that don't compress as a bomb does."""
    drawn = Random(1)
    return "".join(cell % drawn.getrandbits(40) for _n in range(many)).encode()


def one_row_of_cells(xml: bytes) -> bytes:
    return xml.replace(b"</row>", numbers(400_000, "<c><v>%d</v></c>") + b"</row>", 1)


def strings_without_end(xml: bytes) -> bytes:
    return b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">%s</sst>' % numbers(
        400_000, "<si><t>%d</t></si>"
    )


def shared_strings(strings: bytes) -> io.BytesIO:
    whole, out = xlsx_file(("email",), ("a@example.org",)), io.BytesIO()
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    part = b'<Override PartName="/xl/sharedStrings.xml" ContentType="%s"/></Types>' % kind
    with zipfile.ZipFile(io.BytesIO(whole.read())) as read, zipfile.ZipFile(out, "w") as write:
        for each in read.infolist():
            if each.filename == "xl/sharedStrings.xml":
                continue
            content = read.read(each)
            if each.filename == "[Content_Types].xml" and b"sharedStrings" not in content:
                content = content.replace(b"</Types>", part)
            write.writestr(each.filename, content)
        write.writestr("xl/sharedStrings.xml", strings)
    return out


@pytest.mark.parametrize(
    "make",
    [lambda: spoilt(one_row_of_cells), lambda: shared_strings(strings_without_end(b""))],
    ids=["one row", "shared strings"],
)
def test_what_a_file_unpacks_to_is_never_held_by_the_server(
    make: Callable[[], io.BytesIO], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = make()
    assert len(rows(spoilt(lambda xml: xml))) == 2
    monkeypatch.setattr(sheets, "MOST_MEMORY", 72 * 1024 * 1024)
    assert len(rows(spoilt(lambda xml: xml))) == 2
    tracemalloc.start()
    with pytest.raises(Refusal, match="décompressé"):
        rows(file)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 * 1024 * 1024


def test_a_text_that_is_written_once_and_stands_in_every_cell_does_not_fill_the_database() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, [f"column {n}" for n in range(90)])
    for number in range(1, 131):
        sheet.write_row(number, 0, ["ô" * sheets.LONGEST_CELL] * 90)
    book.close()
    assert len(out.getvalue()) < 100_000
    with pytest.raises(Refusal, match="décompressé"):
        rows(out)


def test_a_line_of_millions_of_columns_is_soon_done_with() -> None:
    begun = process_time()
    with sheets.opened(io.BytesIO(b"email\n" + b"," * 5_000_000 + b"\na@example.org\n"), "a.csv") as sheet:
        assert list(sheet.lines) == [(3, ["a@example.org"])]
    with pytest.raises(Refusal), sheets.opened(io.BytesIO(b"," * 5_000_000 + b"\n"), "a.csv"):
        pass
    assert process_time() - begun < 2


def test_rejected_rows_come_back_as_they_were() -> None:
    row = ["a@example.org", "- Pilotage\n- Budget; =1+1", "l'été"]
    text = "".join(sheets.as_csv(["email", "presentation", "name"], iter([row])))
    assert "\n'- Budget; '=1" in text
    with sheets.opened(io.BytesIO(text.encode()), "a.csv") as sheet:
        assert list(sheet.lines) == [(2, row)]


def test_reading_ends_with_the_wish_to_read(monkeypatch: pytest.MonkeyPatch) -> None:
    started = []
    real = subprocess.Popen

    def start(*arguments: Any, **more: Any) -> "subprocess.Popen[bytes]":
        started.append(real(*arguments, **more))
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", start)
    long = xlsx_file(("email",), *((f"p{n}@example.org",) for n in range(5_000)))
    with sheets.opened(io.BytesIO(long.read()), "people.xlsx") as sheet:
        assert next(sheet.lines)[1] == ["p0@example.org"]
    assert [one.returncode is not None for one in started] == [True]


def test_a_workbook_is_read_where_the_system_allows_less_than_we_would(tmp_path: Path) -> None:
    (tmp_path / "people.xlsx").write_bytes(xlsx_file(("email",), ("a@example.org",)).read())
    less = f'ulimit -t {sheets.MOST_SECONDS // 2} && exec "$@"'
    reader = [
        sys.executable,
        "-I",
        workbook.__file__,
        str(sheets.MOST_MEMORY),
        str(sheets.MOST_SECONDS),
        "1",
        "99",
    ]
    with (tmp_path / "people.xlsx").open("rb") as file:
        done = subprocess.run(
            ["bash", "-c", less, "bash", *reader], stdin=file, capture_output=True, check=True
        )
    assert done.stdout.splitlines() == [b'["email"]', b'["a@example.org"]']
