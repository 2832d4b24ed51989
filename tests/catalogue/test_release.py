"""A released version never changes; a new one is added beside it."""

import shutil
from pathlib import Path

from ithaca.catalogue.loader import load_all
from ithaca.catalogue.models import PhaseSet
from ithaca.catalogue.release import changed, present, release, released


def test_every_version_is_released_and_unchanged() -> None:
    assert changed() == []
    assert present().keys() == released().keys()


def test_a_change_to_a_released_version_is_seen(content: Path) -> None:
    file = content / "guides" / "first-meeting" / "1" / "fr.toml"
    file.write_text(file.read_text(encoding="utf-8") + "\n# one more line\n", encoding="utf-8")
    assert changed(content) == ["guides/first-meeting/1"]


def test_releasing_again_does_not_forgive_a_change(content: Path) -> None:
    (content / "guides" / "first-meeting" / "1" / "de.toml").write_text("", encoding="utf-8")
    assert release(content) == []
    assert changed(content) == ["guides/first-meeting/1"]


def test_a_removed_version_is_seen(content: Path) -> None:
    shutil.rmtree(content / "agreements" / "standard" / "1")
    assert changed(content) == ["agreements/standard/1"]


def test_a_new_version_stands_beside_the_old_one(content: Path) -> None:
    home = content / "phases" / "three-phases"
    shutil.copytree(home / "2", home / "3")
    assert release(content) == ["phases/three-phases/3"]
    assert changed(content) == []
    assert list(load_all(PhaseSet, content / "phases")["three-phases"]) == [1, 2, 3]
