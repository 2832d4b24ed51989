"""The shipped content is whole, in both languages, and its references lead somewhere."""

import re
from pathlib import Path
from typing import get_args

import pytest

from ithaca import catalogue
from ithaca.catalogue.loader import load
from ithaca.catalogue.models import LANGUAGES, ContactType, MentorRole
from ithaca.catalogue.shelves import CONTENT, KINDS
from tests.catalogue.words import FOLDERS, leaves, name_of, read

every_folder = pytest.mark.parametrize("folder", FOLDERS, ids=name_of)
every_programme = pytest.mark.parametrize("programme", catalogue.programmes(), ids=lambda each: each.slug)


def test_every_folder_belongs_to_a_known_kind() -> None:
    assert {path.name for path in CONTENT.iterdir() if path.is_dir()} == set(KINDS)


@every_folder
def test_every_document_loads(folder: Path) -> None:
    document = load(KINDS[folder.parent.parent.name], folder)
    assert set(document.texts) >= set(LANGUAGES)


@every_folder
def test_both_languages_have_the_same_keys(folder: Path) -> None:
    french, english = ([key for key, _ in leaves(read(folder / f"{each}.toml"))] for each in LANGUAGES)
    assert sorted(french) == sorted(english)


@every_folder
def test_no_sentence_was_left_untranslated(folder: Path) -> None:
    french, english = (dict(leaves(read(folder / f"{each}.toml"))) for each in LANGUAGES)
    assert not [key for key, text in french.items() if len(text) > 25 and english[key] == text]


@every_folder
def test_french_marks_keep_their_word(folder: Path) -> None:
    """No line may break before a colon, a semicolon, a question mark or inside guillemets."""
    loose = re.compile(r" [:;!?»%]|« |\w[;!?»]|\w'\w")
    texts = leaves(read(folder / "fr.toml"))
    assert not [key for key, text in texts if loose.search(text)]


@every_programme
def test_a_programme_refers_to_documents_that_exist(programme: catalogue.Programme) -> None:
    catalogue.phase_set(str(programme.phases))
    catalogue.agreement(str(programme.agreement))
    for role in ("mentee", "mentor"):
        reference = getattr(programme.questionnaires, role)
        assert catalogue.questionnaire(str(reference)).audience == role


@every_programme
def test_a_programme_suggests_topics_that_exist(programme: catalogue.Programme) -> None:
    for name in ("expertise", "sectors"):
        assert set(getattr(programme.suggestions, name)) <= set(catalogue.topic_list(name).topics)


@every_programme
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_charter_says_enough_and_can_be_read_in_one_go(
    programme: catalogue.Programme, language: str
) -> None:
    words = len(programme.text(language).charter.plain().split())
    assert 500 <= words <= 900


@every_programme
@pytest.mark.parametrize(
    ("language", "relations", "ban"), [("fr", "sexuelle", "interdite"), ("en", "sexual", "forbidden")]
)
def test_every_charter_plainly_bans_sexual_relations(
    programme: catalogue.Programme, language: str, relations: str, ban: str
) -> None:
    sentences = re.split(r"[.\n]", programme.text(language).charter.plain().casefold())
    about = [sentence for sentence in sentences if relations in sentence]
    assert about
    assert all(ban in sentence and "consent" not in sentence for sentence in about)


def test_topics_cover_contact_types_and_mentor_roles_of_the_code() -> None:
    assert set(catalogue.topic_list("contact-types").topics) == set(get_args(ContactType))
    assert set(catalogue.topic_list("mentor-roles").topics) == set(get_args(MentorRole))


def test_each_phase_gives_each_role_four_to_ten_duties() -> None:
    for phase in catalogue.phase_set("three-phases").phases:
        for duties in (phase.mentee, phase.mentor, phase.coordinator):
            assert 4 <= len(duties) <= 10
            assert len(set(duties)) == len(duties)
