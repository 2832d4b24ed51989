"""Every sentence is ours: none shares eight words in a row with the founding documents."""

from pathlib import Path

import pytest

from ithaca.catalogue.models import LANGUAGES
from tests.catalogue.words import FOLDERS, leaves, name_of, read, runs

SOURCES = Path(__file__).resolve().parents[3] / "shared" / "sources"


@pytest.fixture(scope="module")
def borrowed() -> set[tuple[str, ...]]:
    texts = [path.read_text(encoding="utf-8") for path in sorted(SOURCES.glob("*.txt"))]
    if not texts:
        pytest.skip("the founding documents are not beside this checkout")
    return set().union(*(runs(text) for text in texts))


@pytest.mark.parametrize("folder", FOLDERS, ids=name_of)
def test_no_sentence_is_copied(folder: Path, borrowed: set[tuple[str, ...]]) -> None:
    for language in LANGUAGES:
        for key, text in leaves(read(folder / f"{language}.toml")):
            shared = runs(text) & borrowed
            assert not shared, f"{key}: {' '.join(shared.pop())}"


def test_a_copied_sentence_would_be_found(borrowed: set[tuple[str, ...]]) -> None:
    first = " ".join(sorted(borrowed)[0])
    assert runs(f"Before. {first.upper()}, after.") & borrowed
