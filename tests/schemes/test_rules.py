"""What answers are worth: held against an oracle that counts plainly and tries everything."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ithaca import catalogue
from ithaca.schemes import planning, rules
from ithaca.schemes.document import scheme_of
from ithaca.schemes.rules import Case, Status, What
from tests.schemes import oracle
from tests.schemes.small import cases, content_of, schemes, standard

SHIPPED = catalogue.scheme("programme-quality")
few = settings(max_examples=60, deadline=None)


@few
@given(st.data())
def test_every_level_is_awarded_as_by_plain_counting(data: st.DataObject) -> None:
    content = data.draw(schemes())
    known = data.draw(cases(content))
    result = rules.evaluate(scheme_of(content), Case(**known))
    at = oracle.places(content, known["answers"], known["facts"], known["minors"])
    expected = {
        level["slug"]: oracle.holds(content, level, at, known["months"]) for level in content["levels"]
    }
    assert {each.level: each.awarded for each in result.outcomes} == expected
    assert {slug for slug, each in result.standings.items() if each.applies} == set(at)


@few
@given(st.data())
def test_a_plan_leads_there_and_nothing_in_it_can_be_left_out(data: st.DataObject) -> None:
    content = data.draw(schemes())
    known = data.draw(cases(content))
    scheme, level = scheme_of(content), content["levels"][-1]
    at = oracle.places(content, known["answers"], known["facts"], known["minors"])
    found = planning.plan(scheme, Case(**known), level["slug"])
    long_ago = {each["slug"]: 1000 for each in content["levels"]}
    raised = {each.standard: each.to for each in found.improvements}
    assert all(at[slug] < to for slug, to in raised.items())
    assert oracle.holds(content, level, {**at, **raised}, long_ago)
    for slug in raised:
        fewer = {key: step for key, step in raised.items() if key != slug}
        assert not oracle.holds(content, level, {**at, **fewer}, long_ago), slug
    assert all(each.what in (What.GATE, What.MONTHS) for each in found.further)


@few
@given(st.data())
def test_the_plan_of_a_single_rule_is_the_shortest_there_is(data: st.DataObject) -> None:
    content = data.draw(schemes(most_rules=1, most_levels=1))
    known = data.draw(cases(content))
    at = oracle.places(content, known["answers"], known["facts"], known["minors"])
    found = planning.plan(scheme_of(content), Case(**known), "l0")
    assert len(found.improvements) == oracle.fewest_to_raise(content, content["levels"][0], at)


def scheme_with(*levels: dict[str, Any], **of_second: Any) -> catalogue.Scheme:
    rows = [standard("one"), standard("two", **of_second)]
    return scheme_of(content_of([{"slug": "only", "optional": False, "standards": rows}], list(levels)))


def test_sixty_nine_point_nine_is_not_seventy() -> None:
    level: dict[str, Any] = {
        "slug": "bronze",
        "rules": [{"rule": "percent", "overall": 70, "each_requirement": 0}],
    }
    scheme = scheme_with(level, weight=9)  # of 30 points
    outcome = rules.evaluate(scheme, Case({"one": "shown", "two": "done"})).outcomes[0]  # 3 + 18 of 30
    assert outcome.awarded
    lacking = rules.evaluate(scheme, Case({"one": "done", "two": "done"})).outcomes[0]  # 20 of 30
    assert [(lack.what, lack.has, lack.wants) for lack in lacking.lacks] == [(What.PERCENT, 66, 70)]


def test_a_fact_outweighs_the_answer_and_is_named() -> None:
    level: dict[str, Any] = {"slug": "seal", "rules": [{"rule": "all_of", "tiers": ["basic"]}]}
    scheme = scheme_with(level, facts=[{"fact": "requests_answered", "at_least": 90}])
    said = {"one": "done", "two": "shown"}
    good = rules.evaluate(scheme, Case(said, facts={"requests_answered": 90.0}))
    bad = rules.evaluate(scheme, Case(said, facts={"requests_answered": 89.9}))
    nothing_to_count = rules.evaluate(scheme, Case(said, facts={"requests_answered": None}))
    assert (good.level, bad.level, nothing_to_count.level) == ("seal", None, "seal")
    assert [test.fact for test in bad.standings["two"].against] == ["requests_answered"]
    assert bad.outcomes[0].lacks[0].standards == ("two",)


def test_what_is_only_for_minors_counts_only_with_minors() -> None:
    level: dict[str, Any] = {"slug": "seal", "rules": [{"rule": "all_of", "tiers": ["basic"]}]}
    scheme = scheme_with(level, minors=True)
    adults, children = (
        rules.evaluate(scheme, Case({"one": "done"}, minors=minors)) for minors in (False, True)
    )
    assert (adults.level, children.level) == ("seal", None)
    assert adults.standings["two"].status == Status.NOT_APPLICABLE


def test_a_gate_stands_before_every_level() -> None:
    fact, vouched = (each.slug for each in SHIPPED.gates[1:])
    everything = dict.fromkeys(SHIPPED.standards, "reviewed")
    case = Case(everything, confirmed={"cycle", vouched}, facts={"coordinators": None})
    first = rules.evaluate(SHIPPED, case)
    assert first.level is None, "a gate's fact must be known"
    assert {lack.subject for each in first.outcomes for lack in each.lacks} == {fact}
    facts = {"coordinators": 1.0}
    assert rules.evaluate(SHIPPED, Case(everything, facts, confirmed=case.confirmed)).level == "advanced"


def test_facts_answer_by_themselves_where_they_can() -> None:
    answered = rules.answered_by_facts(
        SHIPPED, {"aims_described": 1, "requests_answered": 95, "closings": 10}
    )
    assert answered["aims_written"] == "in_place"
    assert answered["closure_prepared"] == "absent"
    assert "matching_answer" not in answered, "its second fact is not known"


@pytest.mark.parametrize("level", ["recognised", "advanced"])
def test_the_shipped_scheme_has_a_way_from_nothing(level: str) -> None:
    basic = {one.slug for one in SHIPPED.standards.values() if one.tier == "basic" and not one.minors}
    basic -= {one.slug for each in SHIPPED.requirements if each.optional for one in each.standards}
    found = planning.plan(SHIPPED, Case({}), level)
    raised = {each.standard for each in found.improvements}
    assert basic <= raised
    assert len(raised - basic) == (0 if level == "recognised" else 15)
    assert {lack.subject for lack in found.further} == {"cycle", "coordinated", "answerable"}
