"""A broken file is refused with the name of the file and of the key."""

from pathlib import Path

import pytest

from ithaca.catalogue import ContentError, NotInCatalogueError, Programme, programme
from ithaca.catalogue.loader import load
from tests.catalogue.conftest import Edit


@pytest.mark.parametrize(
    ("name", "old", "new", "key"),
    [
        ("structure.toml", "rhythm_days = 30", 'rhythm_days = "30"', "format.rhythm_days"),
        ("structure.toml", "rhythm_days = 30", "rhythm_days = 0", "format.rhythm_days"),
        ("structure.toml", "minors = false", "minors = false\ncolour = 1", "format.colour"),
        ("structure.toml", 'pairing = "directory"', 'pairing = "lottery"', "format.pairing"),
        ("structure.toml", "at_least = 5", "must_be = true", "questions.3.rule"),
        ("fr.toml", 'tagline = "', 'slogan = "', "tagline"),
        ("en.toml", "[questions.adult]", "[questions.grown_up]", "questions.adult"),
        ("en.toml", 'project = "A project to carry out"\n', "", "questions.need.options.project"),
        ("en.toml", 'refusal = "Without', 'help = "x"\nrefusal = "Without', ""),
        ("en.toml", '  "Widen the networks of those who need it most.",\n', "", "objectives"),
        ("en.toml", 'help = "That is the length', 'hint = "That is the length', "questions.available.hint"),
    ],
)  # fmt: skip
def test_a_fault_names_file_and_key(broken: Edit, name: str, old: str, new: str, key: str) -> None:
    folder = broken(name, old, new)
    with pytest.raises(ContentError) as caught:
        load(Programme, folder)
    assert caught.value.key == key
    assert key in str(caught.value)
    assert str(folder / name) in str(caught.value)


def test_words_that_the_structure_asks_for_must_be_there(broken: Edit) -> None:
    folder = broken("structure.toml", '"together", "mentor"', '"together", "prologue", "mentor"')
    with pytest.raises(ContentError, match=r"fr\.toml: charter\.sections\.prologue: missing"):
        load(Programme, folder)


def test_both_languages_keep_the_order_of_the_structure(broken: Edit) -> None:
    folder = broken("structure.toml", '"together", "mentor", "mentee"', '"mentor", "together", "mentee"')
    with pytest.raises(ContentError, match=r"fr\.toml: charter\.sections: write them in this order: mentor"):
        load(Programme, folder)


def test_a_rule_must_tell_its_reason(broken: Edit) -> None:
    folder = broken("fr.toml", 'refusal = "Accompagner', 'help = "Accompagner')
    broken("en.toml", 'refusal = "Mentoring people', 'help = "Mentoring people')
    with pytest.raises(ContentError, match=r"fr\.toml: questions\.adult\.refusal: the reason is missing"):
        load(Programme, folder)


def test_a_missing_language_is_a_fault(content: Path) -> None:
    folder = content / "programmes" / "association-directory" / "1"
    (folder / "en.toml").unlink()
    with pytest.raises(ContentError, match=r"en\.toml: the file is missing"):
        load(Programme, folder)


def test_an_unknown_document_is_named() -> None:
    with pytest.raises(NotInCatalogueError, match="no-such-programme is not in the catalogue"):
        programme("no-such-programme")
    with pytest.raises(NotInCatalogueError, match="association-directory@99"):
        programme("association-directory", 99)
    for reference in ("association-directory@99", "association-directory@", "association-directory@one"):
        with pytest.raises(NotInCatalogueError, match=reference):
            programme(reference)
