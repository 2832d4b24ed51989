"""Rules of eligibility questions in words."""

import pytest
from django.utils.translation import override

from ithaca.programmes.models import EligibilityQuestion
from ithaca.programmes.wording import rule_in_words

OPTIONS = [
    {"value": "a", "label": {"fr": "Avant", "en": "Before"}},
    {"value": "b", "label": {"fr": "Après", "en": "After"}},
]


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ({}, ""),
        ({"must_be": True}, "The answer must be yes."),
        ({"must_be": False}, "The answer must be no."),
        ({"at_least": 3}, "At least 3."),
        ({"at_most": 9}, "At most 9."),
        ({"at_least": 3, "at_most": 9}, "Between 3 and 9."),
        ({"one_of": ["a", "b"]}, "The answer must be Before or After."),
    ],
)
def test_a_rule_reads_as_a_sentence(rule: dict[str, object], words: str) -> None:
    with override("en"):
        assert rule_in_words(EligibilityQuestion(rule=rule, options=OPTIONS), "en") == words
