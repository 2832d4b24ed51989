"""The shipped seal scheme: ten requirements and two more, each with basic and additional standards, some by facts."""

import re
from typing import get_args

from ithaca import catalogue
from ithaca.catalogue.models import LANGUAGES, ProgrammeFact
from ithaca.schemes.wording import FACTS, UNITS

SCHEME = catalogue.scheme("programme-quality")
TEN = [
    "aims",
    "resources",
    "safety",
    "referral",
    "needs",
    "recruitment",
    "training",
    "support",
    "matching",
    "monitoring",
]


def test_ten_requirements_and_closure_and_data_protection_as_optional_ones() -> None:
    assert [each.slug for each in SCHEME.requirements if not each.optional] == TEN
    assert [each.slug for each in SCHEME.requirements if each.optional] == ["closure", "data"]


def test_each_requirement_has_basic_and_additional_standards() -> None:
    for each in SCHEME.requirements:
        assert {one.tier for one in each.standards} == {"basic", "additional"}
        assert 5 <= len([one for one in each.standards if not one.minors]) <= 7


def test_two_levels_valid_three_years() -> None:
    assert [(level.slug, level.after, level.valid_months) for level in SCHEME.levels] == [
        ("recognised", None, 36),
        ("advanced", "recognised", 36),
    ]
    assert any(one.mandatory for one in SCHEME.standards.values() if one.tier == "additional")
    assert any(one.minors for one in SCHEME.standards.values())


def test_nobody_elses_seal_is_named() -> None:
    for language in LANGUAGES:
        words = SCHEME.text(language).model_dump_json()
        assert not re.search(r"MC Seal|MC\+|CONSTEL|MENTOR\b|sello", words)


def test_every_fact_can_be_told_in_its_unit() -> None:
    assert set(FACTS) == set(UNITS) == set(get_args(ProgrammeFact))
