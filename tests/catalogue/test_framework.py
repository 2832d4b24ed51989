"""The shipped competence framework says all that its source lists, and attaches evidence by sense."""

from ithaca import catalogue

LETTERS = {1: 5, 2: 4, 3: 5, 4: 4, 5: 4, 6: 3, 7: 13, 8: 8, 9: 4, 10: 4, 11: 5, 12: 4, 13: 4, 14: 4, 15: 4}
AREAS = {"plan": range(1, 6), "do": range(6, 10), "check": range(10, 14), "act": range(14, 16)}


def test_four_areas_hold_fifteen_competences_and_seventy_five_abilities() -> None:
    framework = catalogue.framework("business-mentor")
    assert {a.slug: [c.code for c in a.competences] for a in framework.areas} == {
        area: [str(n) for n in numbers] for area, numbers in AREAS.items()
    }
    expected = [f"{n}{chr(96 + k)}" for n, most in LETTERS.items() for k in range(1, most + 1)]
    assert [ability.code for ability in framework.abilities.values()] == expected
    assert len(expected) == 75


def test_three_abilities_ask_for_three_files_and_two_for_a_referent_mentor() -> None:
    abilities = catalogue.framework("business-mentor").abilities.values()
    assert [a.code for a in abilities if a.files == 3] == ["3a", "7m", "10d"]
    assert [a.code for a in abilities if a.referent] == ["15a", "15b"]


def test_evidence_is_attached_by_sense() -> None:
    abilities = catalogue.framework("business-mentor").abilities
    assert "network" in abilities["c13c"].evidence
    assert "training" in abilities["c15c"].evidence
    assert "contract" in abilities["c5d"].evidence
    assert "mentee_evaluation" in abilities["c13b"].evidence


def test_every_kind_serves_and_levels_follow_each_other() -> None:
    framework = catalogue.framework("business-mentor")
    used = {kind for ability in framework.abilities.values() for kind in ability.evidence}
    assert used == set(framework.validity)
    assert [(level.slug, level.after) for level in framework.levels] == [
        ("junior", None),
        ("senior", "junior"),
        ("master", "senior"),
    ]
