"""Answers against rules, and the plain layout of charters."""

import pytest

from ithaca.programmes import rules, texts


@pytest.mark.parametrize(
    ("rule", "answer", "met"),
    [
        ({}, None, True),
        ({"must_be": True}, True, True),
        ({"must_be": True}, False, False),
        ({"must_be": True}, 1, False),
        ({"at_least": 5}, 5, True),
        ({"at_least": 5}, 4, False),
        ({"at_most": 5}, 6, False),
        ({"at_least": 2, "at_most": 4}, 3, True),
        ({"at_least": 0}, True, False),
        ({"at_least": 5}, None, False),
        ({"one_of": ["a", "b"]}, "b", True),
        ({"one_of": ["a", "b"]}, "c", False),
    ],
)
def test_an_answer_meets_its_rule(rule: dict[str, object], answer: rules.Answer | None, met: bool) -> None:
    assert rules.meets(rule, answer) is met


def test_only_the_questions_of_the_role_count() -> None:
    asked = [
        rules.Question("a", "number", "mentor", {"at_least": 5}),
        rules.Question("b", "yes_no", "both", {"must_be": True}),
    ]
    assert rules.unmet(asked, "mentee", {"b": True}) == []
    assert rules.unmet(asked, "mentor", {"a": 1, "b": False}) == ["a", "b"]


def test_a_text_falls_back_to_french_and_then_to_any() -> None:
    assert texts.localised({"fr": "Oui", "en": "Yes"}, "en-gb") == "Yes"
    assert texts.localised({"fr": "Oui", "en": ""}, "en") == "Oui"
    assert texts.localised({"de": "Ja"}, "en") == "Ja"
    assert texts.localised({}, "en") == ""


def test_a_charter_is_read_as_headings_paragraphs_and_points() -> None:
    found = list(texts.blocks("Avant.\n\n# Titre\n\n- un\n- deux\n\n# Fin\nsuite"))
    assert [block.kind for block in found] == ["paragraph", "heading", "points", "heading", "paragraph"]
    assert found[2].points == ("un", "deux")


def test_the_digest_does_not_depend_on_the_order_of_languages() -> None:
    assert texts.digest({"fr": "a", "en": "b"}) == texts.digest({"en": "b", "fr": "a"})
