"""The search in memory, against one that reads every mentor."""

from collections.abc import Sequence
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from ithaca.directory.folding import place_key, words_of
from ithaca.directory.index import Card, Index, Search
from ithaca.kernel.folding import fold

VALUES = st.frozensets(st.sampled_from(["a", "b", "c", "d"]), max_size=3)
WORDS = st.frozensets(st.sampled_from(["port", "portee", "voile", "mer", "meridien"]), max_size=3)


@st.composite
def cards(draw: st.DrawFn) -> list[Card]:
    count = draw(st.integers(1, 12))
    return [
        Card(
            participation_id=UUID(int=draw(st.integers(1, 8))),
            person_id=UUID(int=100 + number),
            version=number,
            listed=draw(st.booleans()),
            available=draw(st.booleans()),
            headline_words=draw(WORDS),
            other_words=draw(WORDS),
            facets={"expertise": draw(VALUES), "sector": draw(VALUES)},
        )
        for number in range(count)
    ]


searches = st.builds(
    Search,
    words=st.sampled_from(["", "por", "Port mér", "voile", "x"]),
    facets=st.fixed_dictionaries({"expertise": VALUES, "sector": VALUES}),
    available=st.booleans(),
    day=st.integers(0, 5),
)


def newest(told: Sequence[Card]) -> list[Card]:
    return list({card.participation_id: card for card in told}.values())


def fits(card: Card, search: Search, *, without: str = "") -> bool:
    everything = {*card.headline_words, *card.other_words}
    return (
        card.listed
        and all(any(word.startswith(start) for word in everything) for start in words_of(search.words))
        and all(
            name == without or not values or not values.isdisjoint(card.facets[name])
            for name, values in search.facets.items()
        )
        and (without == "available" or not search.available or card.available)
    )


@given(cards(), searches, st.integers(0, 12))
def test_it_finds_and_counts_like_a_reader_of_every_mentor(
    told: list[Card], search: Search, known: int
) -> None:
    # Some are there when the index is built, the others come or change later.
    index = Index()
    index.build(newest(told[:known]))
    index.change(told[known:])
    expected = [card for card in newest(told) if fits(card, search)]

    found = index.search(search, take=100)

    assert found.total == len(expected)
    assert set(found.page) == {card.participation_id for card in expected}
    for name in ("expertise", "sector"):
        others = [card for card in newest(told) if fits(card, search, without=name)]
        counted = {value: n for value in "abcd" if (n := sum(value in card.facets[name] for card in others))}
        assert dict(found.counts[name]) == counted
    others = [card for card in newest(told) if fits(card, search, without="available")]
    assert found.available == sum(card.available for card in others)


@given(cards(), searches)
def test_pages_follow_each_other_without_gap_or_repetition(told: list[Card], search: Search) -> None:
    index = Index()
    index.build(newest(told))
    whole = index.search(search, take=100).page
    assert [one for skip in range(0, 12, 3) for one in index.search(search, skip=skip, take=3).page] == list(
        whole
    )


def mentor(
    number: int, *, headline: str = "", text: str = "", available: bool = True, topics: str = ""
) -> Card:
    facets = {"expertise": list(topics)}
    return Card(
        UUID(int=number), UUID(int=100 + number), 1, True, available, headline.split(), text.split(), facets
    )


def test_a_word_in_the_headline_counts_more_than_one_in_the_text_and_available_mentors_come_first() -> None:
    index = Index()
    index.build(
        [
            mentor(1, text="reconversion"),
            mentor(2, headline="reconversion", available=False),
            mentor(3, headline="reconversion"),
            mentor(4, text="reconversion", available=False),
        ]
    )
    assert [one.int for one in index.search(Search(words="Réconv")).page] == [3, 2, 1, 4]


def test_the_order_turns_from_day_to_day_so_that_everyone_comes_first_some_day() -> None:
    index = Index()
    index.build([mentor(number) for number in range(1, 6)])
    assert {index.search(Search(day=day), take=1).page[0].int for day in range(20)} == {1, 2, 3, 4, 5}


def test_suggestions_share_the_most_topics_and_are_filled_up_with_others() -> None:
    index = Index()
    index.build(
        [mentor(1, topics="ab"), mentor(2, topics="a"), mentor(3), mentor(4, topics="abc", available=False)]
    )
    hidden = frozenset[UUID]()
    found = index.nearest({"expertise": ["a", "b", "c"]}, hidden=hidden, day=0, take=3)
    assert [one.int for one in found] == [1, 2, 3]
    found = index.nearest({"expertise": ["a"]}, hidden=frozenset({UUID(int=101)}), day=0, take=1)
    assert [one.int for one in found] == [2]


def test_accents_case_and_ligatures_do_not_count() -> None:
    assert fold("Œuvre À ÉVRY") == "oeuvre a evry"
    assert words_of("L’équipe, à l'écoute") == {"l", "equipe", "a", "ecoute"}
    assert place_key(" Saint-Étienne ") == place_key("saint etienne")
