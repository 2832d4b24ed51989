"""A policy is read and written as TOML, and says by field what is wrong with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ithaca.matching.policy import (
    CRITERIA,
    RULES,
    Aim,
    Policy,
    Proposer,
    WrongPolicy,
    changes,
    of_content,
    of_toml,
    to_content,
    to_toml,
)

WEIGHTS = st.fixed_dictionaries({name: st.integers(0, 10) for name in CRITERIA}).filter(
    lambda weights: any(weights.values())
)
POLICIES = st.builds(
    lambda aim, proposer, weights, rules, gap, capacity: of_content(
        {
            "aim": aim,
            "proposer": proposer,
            "weights": weights,
            "rules": rules,
            "seniority": {"least": min(gap), "most": max(gap)},
            "capacity": {"least": capacity[0], "most": capacity[1]},
        }
    ),
    st.sampled_from(Aim),
    st.sampled_from(Proposer),
    WEIGHTS,
    st.fixed_dictionaries({name: st.booleans() for name in RULES}),
    st.tuples(st.integers(-20, 20), st.integers(-20, 20)),
    st.tuples(st.integers(0, 3), st.one_of(st.none(), st.integers(3, 50))),
)


@given(POLICIES)
def test_toml_and_json_keep_every_policy(policy: Policy) -> None:
    assert of_toml(to_toml(policy)) == policy
    assert of_content(to_content(policy)) == policy
    assert changes(policy, policy) == []


def problems(text: str) -> dict[str, str]:
    with pytest.raises(WrongPolicy) as caught:
        of_toml(text)
    return {problem.field: problem.message for problem in caught.value.problems}


def test_every_wrong_field_is_named_at_once() -> None:
    found = problems(
        'aim = "best"\nweight = 3\n[weights]\ntopics = 11\nsectors = "much"\ncolour = 1\n'
        "[seniority]\nleast = 3\nmost = 1\n[rules]\nother_unit = 1\n[capacity]\nmost = 0\n"
    )
    assert set(found) == {
        "aim",
        "weight",
        "weights.topics",
        "weights.sectors",
        "weights.colour",
        "seniority",
        "rules.other_unit",
        "capacity.most",
    }
    assert "less than or equal to 10" in found["weights.topics"]
    assert found["seniority"] == "least must not be more than most"


def test_a_policy_in_which_nothing_counts_is_none() -> None:
    nothing = "[weights]\n" + "".join(f"{name} = 0\n" for name in CRITERIA)
    assert problems(nothing) == {"weights": "at least one criterion must count"}


@pytest.mark.parametrize("text", ["aim = ", "\x00", "a" * 30_000, "[" * 5_000, "a = 1\na = 2"])
def test_what_is_no_toml_is_said_to_be_none(text: str) -> None:
    assert list(problems(text)) == [""]


def test_an_empty_file_is_the_policy_that_everybody_begins_with() -> None:
    assert of_toml("") == Policy()


def test_a_version_shows_what_it_changed() -> None:
    before = Policy()
    after = of_content(
        {"aim": "fair", "weights": {"topics": 3, "wishes_of_mentees": 4}, "capacity": {"most": 2}}
    )
    assert [(change.field, change.before, change.after) for change in changes(before, after)] == [
        ("aim", "people", "fair"),
        ("weights.topics", 10, 3),
        ("weights.wishes_of_mentees", 0, 4),
        ("capacity.most", None, 2),
    ]


def test_a_number_of_thousands_of_digits_is_no_policy() -> None:
    assert list(problems("[weights]\ntopics = " + "9" * 5000)) == [""]
