"""The search among a programme's mentors: masks in memory, no query. Pure: who fills it stands in `searching.py`.

A changed mentor gets a new position and the old one dies, so that nothing is ever taken out of a mask;
an index with many dead positions is to be built anew (`worn`).
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from heapq import nsmallest
from itertools import chain, islice
from uuid import UUID

from ithaca.directory.bitsets import Words, bits, mask_of, rotated
from ithaca.directory.folding import place_key, words_of

FACETS = ("expertise", "sector", "language", "place", "role", "certificate")
STEP = 0.6180339887498949  # the golden ratio's part: successive days start far from each other


@dataclass(frozen=True)
class Card:
    """What the index is told of one mentor."""

    participation_id: UUID
    person_id: UUID
    version: int
    listed: bool
    available: bool
    headline_words: Collection[str]  # of name, headline and expertise
    other_words: Collection[str]
    facets: Mapping[str, Collection[str]]


@dataclass(frozen=True)
class Search:
    """What a person looks for. Within a facet any of the values will do, across facets all must."""

    words: str = ""
    facets: Mapping[str, frozenset[str]] = field(default_factory=dict)
    available: bool = False
    hidden: frozenset[UUID] = frozenset()  # people not independent of the one who looks
    day: int = 0  # the ordinal of today: turns the order


@dataclass(frozen=True)
class Found:
    """The answer: how many, whom to show, and what each further choice would give."""

    total: int
    available: int
    page: tuple[UUID, ...]
    counts: Mapping[str, Mapping[str, int]]
    would_be_without: Mapping[str, int]  # results with the words, or one facet, let go


class Index:
    """All mentors of one programme, as of `version`."""

    def __init__(self) -> None:
        self.version = 0
        self._participations: list[UUID] = []
        self._position: dict[UUID, int] = {}
        self._of_person: dict[UUID, int] = {}
        self._headlines = Words()
        self._texts = Words()
        self._facets: dict[str, dict[str, int]] = {name: {} for name in FACETS}
        self._listed = 0
        self._available = 0
        self.place_names: dict[str, str] = {}

    @property
    def worn(self) -> bool:
        """Whether a third of the positions are dead."""
        return len(self._participations) > 64 + 1.5 * len(self._position)

    def build(self, cards: Iterable[Card]) -> None:
        """Fills an empty index."""
        kept = list(cards)
        size = len(kept)
        gathered: dict[str, dict[str, list[int]]] = {name: {} for name in FACETS}
        for position, card in enumerate(kept):
            self._note(card, position)
            for name, value in self._values(card):
                gathered[name].setdefault(value, []).append(position)
        self._facets = {
            name: {value: mask_of(found, size) for value, found in values.items()}
            for name, values in gathered.items()
        }
        self._listed = mask_of((p for p, card in enumerate(kept) if card.listed), size)
        self._available = mask_of((p for p, card in enumerate(kept) if card.listed and card.available), size)
        self._headlines.fill(card.headline_words for card in kept)
        self._texts.fill(card.other_words for card in kept)

    def change(self, cards: Iterable[Card]) -> None:
        """Takes in mentors that are new or have changed."""
        for card in cards:
            before = self._position.get(card.participation_id)
            if before is not None:
                self._listed &= ~(1 << before)
                self._available &= ~(1 << before)
            position = len(self._participations)
            bit = 1 << position
            self._note(card, position)
            for name, value in self._values(card):
                values = self._facets[name]
                values[value] = values.get(value, 0) | bit
            self._listed |= bit if card.listed else 0
            self._available |= bit if card.listed and card.available else 0
            self._headlines.add(position, card.headline_words)
            self._texts.add(position, card.other_words)

    def search(self, search: Search, *, skip: int = 0, take: int = 24) -> Found:
        """Answers a search; `skip` and `take` choose the page."""
        seen = self._listed & ~self._hidden(search.hidden)
        worded, strong = self._worded(search.words)
        chosen = {name: self._any_of(name, values) for name, values in search.facets.items() if values}
        if search.available:
            chosen["available"] = self._available
        found = _all(seen & worded, chosen.values())
        without = {
            name: _all(seen & worded, (m for other, m in chosen.items() if other != name)) for name in chosen
        }
        counts = {
            name: {
                value: n
                for value, mask in values.items()
                if (n := (mask & without.get(name, found)).bit_count())
            }
            for name, values in self._facets.items()
        }
        loosened = {name: mask.bit_count() for name, mask in without.items()}
        if search.words:
            loosened["words"] = _all(seen, chosen.values()).bit_count()
        return Found(
            total=found.bit_count(),
            available=(without.get("available", found) & self._available).bit_count(),
            page=tuple(
                self._participations[p]
                for p in islice(self._ordered(found, strong, search.day), skip, skip + take)
            ),
            counts=counts,
            would_be_without=loosened,
        )

    def nearest(
        self, topics: Mapping[str, Collection[str]], *, hidden: frozenset[UUID], day: int, take: int
    ) -> list[UUID]:
        """Available mentors who share most of the topics; where topics are equal, it is somebody else's turn each day."""
        seen = self._available & ~self._hidden(hidden)
        shared: Counter[int] = Counter()
        for name, values in topics.items():
            for value in values:
                shared.update(bits(self._facets[name].get(value, 0) & seen))
        start, size = self._start(day), len(self._participations)
        best = nsmallest(take, shared, key=lambda position: (-shared[position], (position - start) % size))
        others = (position for position in rotated(seen, start) if position not in shared)
        return [self._participations[position] for position in islice(chain(best, others), take)]

    def _note(self, card: Card, position: int) -> None:
        self.version = max(self.version, card.version)
        self._participations.append(card.participation_id)
        self._position[card.participation_id] = position
        self._of_person[card.person_id] = position

    def _values(self, card: Card) -> Iterator[tuple[str, str]]:
        for name in FACETS:
            for value in card.facets.get(name, ()):
                if name == "place":
                    key = place_key(value)
                    self.place_names.setdefault(key, value)
                    yield name, key
                else:
                    yield name, value

    def _any_of(self, name: str, values: Iterable[str]) -> int:
        found = 0
        for value in values:
            found |= self._facets[name].get(value, 0)
        return found

    def _hidden(self, people: Iterable[UUID]) -> int:
        found = 0
        for person in people:
            if person in self._of_person:
                found |= 1 << self._of_person[person]
        return found

    def _worded(self, words: str) -> tuple[int, int]:
        """(everybody who has every word somewhere, those who have them all in name, headline or expertise)."""
        everywhere = strong = (1 << len(self._participations)) - 1
        for word in words_of(words):
            in_headline = self._headlines.beginning_with(word)
            strong &= in_headline
            everywhere &= in_headline | self._texts.beginning_with(word)
        return everywhere, strong

    def _ordered(self, found: int, strong: int, day: int) -> Iterator[int]:
        start = self._start(day)
        tiers = (
            found & strong & self._available,
            found & strong & ~self._available,
            found & ~strong & self._available,
            found & ~strong & ~self._available,
        )
        return chain.from_iterable(rotated(tier, start) for tier in tiers)

    def _start(self, day: int) -> int:
        return int(day * STEP % 1 * len(self._participations))


def _all(start: int, masks: Iterable[int]) -> int:
    for mask in masks:
        start &= mask
    return start
