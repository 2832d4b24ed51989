"""docs/credentials.md names a test for each requirement of the norms, and each of these tests is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "credentials.md").read_text()
LEGEND, *TABLES = TEXT.split("## Requirements, one by one")[1].split("## For developers")[0].split("\n### ")
ROWS = re.findall(r"^\| (.+) \| ([VAILPKOB] .+) \|$", "\n".join(TABLES), re.MULTILINE)
# As the page writes them: the letter of a file, then parts of the names of its tests.
FILES = dict(re.findall(r"\*\*(\w)\*\*\s+`([^`]+\.py)`", LEGEND))
NAMED = sorted(
    {
        (letter, name)
        for _what, by in ROWS
        for letter, names in re.findall(r"([VAILPKOB]) ((?:`[^`]+`(?:, )?)+)", by)
        for name in re.findall(r"`([^`]+)`", names)
    }
)


def names_in(letter: str) -> list[str]:
    name = FILES[letter]
    path = ROOT / name if "/" in name else ROOT / "tests" / "credentials" / name
    return re.findall(r"^def test_(\w+)", path.read_text(), re.MULTILINE)


@pytest.mark.parametrize(("letter", "name"), NAMED)
def test_a_test_that_the_page_names_is_there(letter: str, name: str) -> None:
    pattern = re.compile(".*".join(re.escape(part) for part in name.split("…")))
    assert len([each for each in names_in(letter) if pattern.fullmatch(each)]) == 1


def test_every_requirement_names_a_test() -> None:
    rows = [line for line in "\n".join(TABLES).splitlines() if line.startswith("| ")]
    unproven = [line for line in rows if not line.startswith("| requirement |")]
    assert len(unproven) == len(ROWS) > 40
    assert [what for what, by in ROWS if not re.match(r"[VAILPKOB] `", by)] == []
