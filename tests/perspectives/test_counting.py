"""What may be shown of counts: nothing from which one person's answer could be worked out."""

from hypothesis import given
from hypothesis import strategies as st

from ithaca.perspectives import rules
from ithaca.perspectives.rules import Group, Item

ITEMS = [Item("listens", 1, 5), Item("takes_over", 1, 5, reversed=True)]
ANSWER = st.fixed_dictionaries({}, optional={item.slug: st.integers(1, 5) for item in ITEMS})
GIVEN = st.lists(st.tuples(st.sampled_from([group.value for group in Group]), ANSWER), max_size=9)
Given = list[tuple[str, dict[str, int]]]


def counted(given_: Given) -> rules.Counted:
    found = rules.nothing_yet(ITEMS)
    for group, answers in given_:
        found = rules.added(found, group, ITEMS, answers)
    return found


@given(GIVEN)
def test_the_order_of_the_answers_leaves_no_trace(given_: Given) -> None:
    assert counted(given_[::-1]) == counted(given_) == counted(given_[1:] + given_[:1])


@given(GIVEN)
def test_no_mean_rests_on_fewer_than_three(given_: Given) -> None:
    result = rules.result(counted(given_), ITEMS)
    if len(given_) < rules.SMALLEST:
        assert result is None
        return
    assert result is not None
    for seen in result.seen:
        by_group = {
            group.value: [a[seen.item.slug] for g, a in given_ if g == group and seen.item.slug in a]
            for group in Group
        }
        whole = [value for values in by_group.values() for value in values]
        assert (seen.mean is not None) == (len(whole) >= rules.SMALLEST)
        if seen.mean is not None:
            assert abs(seen.mean - sum(whole) / len(whole)) < 1e-9
        for values in by_group.values():
            if seen.groups:
                assert len(values) >= rules.SMALLEST, (
                    "from the whole and one group the other could be worked out"
                )


@given(GIVEN)
def test_what_is_kept_says_nothing_but_how_often(given_: Given) -> None:
    found = counted(given_)
    assert found.keys() == {group.value for group in Group}
    for one in found.values():
        assert one.keys() == {"answers", "items"}
        assert {slug: len(n) for slug, n in one["items"].items()} == {item.slug: 5 for item in ITEMS}
    assert sum(one["answers"] for one in found.values()) == len(given_)


def test_a_theme_turns_round_what_is_asked_the_other_way() -> None:
    result = rules.result(counted([("mentees", {"listens": 5, "takes_over": 1})] * 3), ITEMS)
    assert result is not None
    assert result.mean_of(["listens", "takes_over"]) == 5
    assert result.mean_of(["unknown"]) is None
