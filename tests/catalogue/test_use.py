"""What other apps do with the catalogue."""

import json

import pytest
from pydantic import ValidationError

from ithaca import catalogue
from ithaca.catalogue.models import Rule


def test_a_coordinator_finds_three_ready_programmes() -> None:
    slugs = [programme.slug for programme in catalogue.programmes()]
    assert slugs == ["association-directory", "chapter-three-phases", "institution-confidential"]


def test_the_association_programme_keeps_its_norms() -> None:
    norms = catalogue.programme("association-directory").format
    assert (norms.pairing, norms.contacts_to_official_end, norms.contact_minutes) == ("directory", 4, 60)
    assert (norms.reply_days, norms.capacity_per_mentor) == (7, 2)
    assert norms.contact_types == ("telephone", "video", "in_person", "in_writing")


def test_the_institution_keeps_units_apart() -> None:
    assert catalogue.programme("institution-confidential").format.same_unit_excluded
    assert not catalogue.programme("association-directory").format.same_unit_excluded


def test_a_missing_language_is_shown_in_french() -> None:
    programme = catalogue.programme("association-directory")
    assert programme.text("de") is programme.text("fr")
    assert programme.text("fr-ch") is programme.text("fr")
    assert programme.text("en") is not programme.text("fr")


def test_mentor_and_mentee_answer_their_own_questions() -> None:
    programme = catalogue.programme("association-directory")
    mentor = {question.slug for question in programme.questions_for("mentor")}
    mentee = {question.slug for question in programme.questions_for("mentee")}
    assert "years" in mentor - mentee
    assert "need" in mentee - mentor
    assert "member" in mentor & mentee


@pytest.mark.parametrize(
    ("rule", "fitting", "unfitting"),
    [
        (Rule(must_be=True), True, False),
        (Rule(at_least=3), 3, 2),
        (Rule(at_least=3), 4, True),
        (Rule(at_least=3), 4, "4"),
        (Rule(at_least=1, at_most=5), 5, 6),
        (Rule(one_of=("member", "partner")), "partner", "none"),
        (Rule(must_be=False), False, None),
    ],
)
def test_a_rule_tells_fitting_answers_from_others(rule: Rule, fitting: object, unfitting: object) -> None:
    assert rule.accepts(fitting)  # type: ignore[arg-type]
    assert not rule.accepts(unfitting)  # type: ignore[arg-type]


def test_the_charter_has_a_digest_of_its_words() -> None:
    programme = catalogue.programme("association-directory")
    french, english = programme.text("fr").charter, programme.text("en").charter
    assert french.digest != english.digest
    assert french.plain().startswith(french.preamble)
    assert all(f"\n\n# {section.heading}\n\n" in french.plain() for section in french.sections.values())


def test_a_row_keeps_a_reference_and_finds_the_same_version_again() -> None:
    programme = catalogue.programme("association-directory")
    assert str(programme.reference) == "association-directory@2"
    assert catalogue.programme(str(programme.reference)) is programme
    assert catalogue.phase_set(str(programme.phases)).version == programme.phases.version


def test_a_row_copies_words_in_every_language_that_has_them() -> None:
    programme = catalogue.programme("association-directory")
    assert set(programme.in_every_language(lambda text: text.name)) == {"fr", "en"}
    assert programme.in_every_language(lambda text: text.questions["adult"].help) == {}


def test_a_rule_survives_its_way_through_a_row() -> None:
    for question in catalogue.programme("chapter-three-phases").questions:
        if question.rule:
            kept = json.loads(json.dumps(question.rule.model_dump(mode="json", exclude_none=True)))
            assert Rule.model_validate(kept) == question.rule


def test_scores_turn_reversed_items_round() -> None:
    closing = catalogue.questionnaire("closing-mentee")
    best = {item.slug: 1 if item.reversed else 5 for item in closing.items}
    assert closing.scores(best) == {"process": 5, "results": 5}


def test_too_few_answers_give_no_score() -> None:
    closing = catalogue.questionnaire("closing-mentor")
    few = {item.slug: 4 for item in closing.items[:3]}
    assert closing.scores(few) == {"process": None, "results": None}


def test_topics_are_sorted_as_a_reader_expects() -> None:
    names = [name for _, name in catalogue.topic_list("sectors").choices("fr")]
    assert names.index("Éducation et formation") < names.index("Environnement") < names.index("Santé")
    assert catalogue.topic_list("sectors").label("gone", "fr") == "gone"


def test_mentor_roles_keep_their_order() -> None:
    slugs = [slug for slug, _ in catalogue.topic_list("mentor-roles").choices("en")]
    assert slugs == ["adviser", "companion", "go_between", "initiator", "knowledge_giver"]


def test_a_document_cannot_be_changed() -> None:
    programme = catalogue.programme("association-directory")
    with pytest.raises(ValidationError):
        programme.version = 2  # type: ignore[misc]
