import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ithaca.catalogue.shelves import CONTENT

Edit = Callable[[str, str, str], Path]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the whole content that a test may break."""
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


@pytest.fixture
def broken(content: Path) -> Edit:
    """Replaces words in one file of the association's programme and returns its folder."""

    def edit(name: str, old: str, new: str) -> Path:
        folder = content / "programmes" / "association-directory" / "1"
        before = (folder / name).read_text(encoding="utf-8")
        assert old in before
        (folder / name).write_text(before.replace(old, new, 1), encoding="utf-8")
        return folder

    return edit
