"""A scheme leaves as TOML or CSV and comes back the same; a bad file is told line by line."""

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ithaca import catalogue
from ithaca.editions.faults import Faulty
from ithaca.schemes.document import content_of, scheme_of
from ithaca.schemes.exchange import FORMATS, read, write
from tests.schemes.small import schemes

SHIPPED = catalogue.scheme("programme-quality")


def faults(data: bytes, name: str) -> list[tuple[int | None, str, str]]:
    with pytest.raises(Faulty) as caught:
        read(data, name)
    return [(fault.line, fault.where, fault.rule) for fault in caught.value.faults]


def lines() -> list[list[str]]:
    return list(csv.reader(io.StringIO(write(SHIPPED, "csv").decode("utf-8-sig"))))


def as_file(rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


@pytest.mark.parametrize("form", FORMATS)
def test_the_shipped_scheme_comes_back_as_it_went(form: str) -> None:
    assert content_of(read(write(SHIPPED, form), f"scheme.{form}")) == content_of(SHIPPED)


@settings(max_examples=30, deadline=None)
@given(schemes(), st.sampled_from(list(FORMATS)), st.text("abcé’=;,\"'-+ |", min_size=1, max_size=20))
def test_whatever_rules_and_words_a_network_has_survive(
    content: dict[str, Any], form: str, words: str
) -> None:
    content["texts"]["en"]["standards"]["r0_s0"]["label"] = f"x{words}x"
    scheme = scheme_of(content)
    assert content_of(read(write(scheme, form), f"scheme.{form}")) == content_of(scheme)


def test_bad_lines_are_named() -> None:
    rows = lines()
    weight, facts = rows[0].index("weight"), rows[0].index("facts")
    at = next(n for n, row in enumerate(rows) if row[:2] == ["standard", "needs_goals"])
    rows[at][weight], rows[at + 1][facts], rows[at + 2][0] = "heavy", "goals_set=70", "rule of thumb"
    assert faults(as_file(rows), "x.csv") == [
        (at + 1, "weight", "number"),
        (at + 2, "facts", "fact"),
        (at + 3, "row", "row"),
    ]
    rows = lines()
    rows[at][rows[0].index("tier")] = "golden"
    assert faults(as_file(rows), "x.csv") == [(at + 1, "standards.needs_goals.tier", "reference")]


def test_a_scale_whose_first_step_is_enough_is_refused() -> None:
    content = json.loads(json.dumps(content_of(SHIPPED)))
    content["scales"][0]["met"] = "absent"
    with pytest.raises(Faulty) as caught:
        scheme_of(content)
    assert [fault.where for fault in caught.value.faults] == ["scales.maturity.met"]
