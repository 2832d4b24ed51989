"""French texts of the room: signs stay with their words, as in the texts that the server renders."""

import re
from pathlib import Path

import pytest

TEXTS = Path(__file__).resolve().parents[2] / "frontend" / "room" / "texts"
FRENCH = sorted(path.name for path in TEXTS.glob("*.ts") if path.name != "en.ts")
LOOSE = re.compile(r"""[\w)»’…] [?!;:»](?=[\s"`])|« """)


@pytest.mark.parametrize("name", FRENCH)
def test_no_line_breaks_before_a_sign_nor_inside_quotation_marks(name: str) -> None:
    source = re.sub(r"\$\{[^{}]*\}", "X", (TEXTS / name).read_text())
    sentences = re.findall(r'"[^"\n]*"|`[^`]*`', source)
    assert not [sentence for sentence in sentences if LOOSE.search(sentence)]
