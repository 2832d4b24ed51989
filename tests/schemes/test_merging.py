"""Two versions compared part by part, and the origin's later changes taken in: nothing is lost, nothing is guessed."""

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ithaca import catalogue
from ithaca.schemes import editing, merging
from ithaca.schemes.document import content_of as stored
from ithaca.schemes.document import scheme_of
from ithaca.schemes.editing import Said
from ithaca.schemes.merging import Meeting
from ithaca.schemes.parts import How, changes, joined, parts_of, reordered
from tests.schemes.small import content_of, standard

SHIPPED = stored(catalogue.scheme("programme-quality"))
LEVEL = {"slug": "seal", "rules": [{"rule": "all_of", "tiers": ["basic"]}]}
Content = dict[str, Any]


def base() -> Content:
    rows = [
        {"slug": "a", "optional": False, "standards": [standard("a_1"), standard("a_2")]},
        {"slug": "b", "optional": False, "standards": [standard("b_1")]},
    ]
    return stored(scheme_of(content_of(rows, [LEVEL])))


def reworded(content: Content, slug: str, words: str) -> Content:
    new = copy.deepcopy(content)
    new["texts"]["fr"]["standards"][slug]["label"] = words
    return new


def added(content: Content, home: str, slug: str) -> Content:
    said = Said({"label": {"fr": slug, "en": slug}, "guidance": {"fr": "", "en": ""}})
    return editing.with_standard(content, home, standard(slug), said)


def summary(before: Content, after: Content) -> dict[str, str]:
    return {each.key: each.how for each in changes(before, after)}


@pytest.mark.parametrize("content", [SHIPPED, base()], ids=["shipped", "small"])
def test_what_is_cut_into_parts_is_whole_again(content: Content) -> None:
    assert joined(parts_of(content)) == content


def test_each_difference_is_told_once_and_where() -> None:
    changed = reworded(added(editing.without_standard(base(), "a_2"), "b", "b_2"), "a_1", "autrement")
    assert summary(base(), changed) == {
        "standard.a_1": How.CHANGED,
        "standard.a_2": How.DROPPED,
        "standard.b_2": How.ADDED,
    }
    field = next(each for each in changes(base(), changed) if each.slug == "a_1").fields[0]
    assert (field.name, field.language, field.before, field.after) == ("label", "fr", "a_1 fr", "autrement")


def test_a_standard_in_another_requirement_is_moved_not_new() -> None:
    one = base()["requirements"][0]["standards"][1]
    words = {
        name: {code: base()["texts"][code]["standards"]["a_2"][name] for code in ("fr", "en")}
        for name in ("label", "guidance")
    }
    assert summary(base(), editing.with_standard(base(), "b", one, Said(words))) == {
        "standard.a_2": How.MOVED
    }


def test_another_order_is_told_and_changes_no_part() -> None:
    turned = editing.moved(base(), "standard", "a_1", "down")
    assert [one["slug"] for one in turned["requirements"][0]["standards"]] == ["a_2", "a_1"]
    assert (changes(base(), turned), reordered(base(), turned)) == ([], True)
    assert editing.moved(base(), "requirement", "a", "up") == base(), "at the edge it stays"


def test_what_changed_there_only_is_taken_and_what_changed_here_only_stays() -> None:
    ours, theirs = reworded(base(), "a_1", "chez nous"), added(reworded(base(), "b_1", "là-bas"), "a", "a_3")
    found = {each.key: each.how for each in merging.crossings(base(), ours, theirs)}
    assert found == {"standard.b_1": Meeting.TAKEN, "standard.a_3": Meeting.TAKEN}
    result = merging.merged(base(), ours, theirs, {})
    labels = {slug: words["label"] for slug, words in result["texts"]["fr"]["standards"].items()}
    assert labels == {"a_1": "chez nous", "a_2": "a_2 fr", "a_3": "a_3", "b_1": "là-bas"}
    assert list(labels) == ["a_1", "a_2", "a_3", "b_1"], "what is new stands after what it follows there"
    scheme_of(result)


@pytest.mark.parametrize(("side", "label"), [("ours", "chez nous"), ("theirs", "là-bas")])
def test_what_both_have_changed_is_for_a_person_to_choose(side: Any, label: str) -> None:
    ours, theirs = reworded(base(), "a_1", "chez nous"), reworded(base(), "a_1", "là-bas")
    assert [each.how for each in merging.crossings(base(), ours, theirs)] == [Meeting.BOTH]
    with pytest.raises(KeyError):
        merging.merged(base(), ours, theirs, {})
    result = merging.merged(base(), ours, theirs, {"standard.a_1": side})
    assert result["texts"]["fr"]["standards"]["a_1"]["label"] == label


def test_the_same_change_on_both_sides_is_no_choice() -> None:
    both = reworded(base(), "a_1", "pareil")
    assert [each.how for each in merging.crossings(base(), both, both)] == [Meeting.ALIKE]
    assert merging.merged(base(), both, both, {}) == both


def test_dropped_here_and_changed_there_is_a_choice_and_brings_its_requirement_back() -> None:
    ours = editing.without_requirement(base(), "b")
    theirs = reworded(base(), "b_1", "là-bas")
    assert [each.how for each in merging.crossings(base(), ours, theirs)] == [Meeting.BOTH]
    assert merging.merged(base(), ours, theirs, {"standard.b_1": "ours"}) == ours
    back = merging.merged(base(), ours, theirs, {"standard.b_1": "theirs"})
    assert [each["slug"] for each in back["requirements"]] == ["a", "b"]
    scheme_of(back)


def test_our_languages_stay_ours() -> None:
    ours, theirs = base(), reworded(base(), "a_1", "là-bas")
    ours["texts"]["de"] = copy.deepcopy(ours["texts"]["en"])
    del ours["texts"]["en"]
    result = merging.merged(base(), ours, added(theirs, "b", "b_2"), {})
    assert set(result["texts"]) == {"fr", "de"}
    assert result["texts"]["fr"]["standards"]["a_1"]["label"] == "là-bas"
    scheme_of(result)


steps = st.lists(
    st.tuples(st.sampled_from(["reword", "drop", "add"]), st.sampled_from(["a_1", "a_2", "b_1"])), max_size=3
)


def walked(content: Content, made: list[tuple[str, str]], mark: str) -> Content:
    """A version after some edits; what would leave nothing is not done."""
    for verb, slug in made:
        standards = {one["slug"] for each in content["requirements"] for one in each["standards"]}
        homes = {each["slug"] for each in content["requirements"]}
        if verb == "reword" and slug in standards:
            content = reworded(content, slug, mark)
        elif verb == "drop" and slug in standards and len(standards) > 1:
            content = editing.without_standard(content, slug)
        elif verb == "add" and slug[0] in homes and f"{slug}_{mark}" not in standards:
            content = added(content, slug[0], f"{slug}_{mark}")
    return content


@settings(max_examples=60, deadline=None)
@given(steps, steps, st.sampled_from(["ours", "theirs"]))
def test_every_standard_comes_from_whoever_changed_it(here: Any, there: Any, side: Any) -> None:
    ours, theirs = walked(base(), here, "x"), walked(base(), there, "y")
    found = merging.crossings(base(), ours, theirs)
    result = merging.merged(
        base(), ours, theirs, {each.key: side for each in found if each.how == Meeting.BOTH}
    )
    old, mine, new, now = (
        {key: part for key, part in parts_of(each).items() if key.startswith("standard.")}
        for each in (base(), ours, theirs, result)
    )
    for key in old | mine | new:
        if mine.get(key) == old.get(key):
            expected = new.get(key)
        elif new.get(key) == old.get(key):
            expected = mine.get(key)
        else:
            expected = mine.get(key) if side == "ours" else new.get(key)
        assert now.get(key) == expected, key
