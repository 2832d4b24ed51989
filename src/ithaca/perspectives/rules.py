"""Counting answers, and what may be shown of them. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypedDict

SMALLEST = 3  # answers, below which nothing is shown
MOST = 30  # people asked in one round
SHORTEST, USUAL, LONGEST = 7, 21, 60  # days that a round stays open


class Group(StrEnum):
    MENTEES = "mentees"
    OTHERS = "others"  # colleagues, coordinators, trainers: whoever has seen the mentor at work


class Counts(TypedDict):
    """Of one group: how many have answered, and by item how often each value was chosen, from the lowest on."""

    answers: int
    items: dict[str, list[int]]


Counted = dict[str, Counts]


@dataclass(frozen=True)
class Item:
    """One question: its values are the whole numbers from `low` to `high`."""

    slug: str
    low: int
    high: int
    reversed: bool = False


@dataclass(frozen=True)
class Seen:
    """What is shown of one question: means, None where too few have answered it."""

    item: Item
    mean: float | None
    groups: Mapping[str, float]  # empty where a group is too small


@dataclass(frozen=True)
class Result:
    """Everything that is shown of a round."""

    answers: int
    seen: tuple[Seen, ...]

    def mean_of(self, slugs: Iterable[str]) -> float | None:
        """Of several questions of one scale, those turned round that are asked the other way."""
        chosen = set(slugs)
        values = [
            each.item.low + each.item.high - each.mean if each.item.reversed else each.mean
            for each in self.seen
            if each.item.slug in chosen and each.mean is not None
        ]
        return sum(values) / len(values) if values else None


def nothing_yet(items: Sequence[Item]) -> Counted:
    """Every counter there will ever be, at nought: which of them was needed first can't be told from the row."""
    return {
        group.value: {"answers": 0, "items": {each.slug: [0] * (each.high - each.low + 1) for each in items}}
        for group in Group
    }


def added(counted: Counted, group: str, items: Sequence[Item], answers: Mapping[str, int]) -> Counted:
    """One person's answers counted in; what they were can't be told from the outcome of three and more."""
    found = {
        each: Counts(answers=one["answers"], items={slug: list(n) for slug, n in one["items"].items()})
        for each, one in counted.items()
    }
    found[group]["answers"] += 1
    for item in items:
        if item.slug in answers:
            found[group]["items"][item.slug][answers[item.slug] - item.low] += 1
    return found


def result(counted: Counted, items: Sequence[Item]) -> Result | None:
    """
    What may be shown, or None. Groups are told apart only where none of them is small: from the whole and one
    group the other could be worked out.
    """
    answers = sum(one["answers"] for one in counted.values())
    if answers < SMALLEST:
        return None
    return Result(answers, tuple(_seen(counted, item) for item in items))


def _seen(counted: Counted, item: Item) -> Seen:
    by_group = {group: one["items"][item.slug] for group, one in counted.items()}
    whole = [sum(column) for column in zip(*by_group.values(), strict=True)]
    apart = sum(whole) >= SMALLEST and all(sum(n) >= SMALLEST for n in by_group.values())
    groups = {group: _mean(n, item.low) for group, n in by_group.items()} if apart else {}
    return Seen(item, _mean(whole, item.low) if sum(whole) >= SMALLEST else None, groups)


def _mean(counts: Sequence[int], low: int) -> float:
    return sum((low + step) * n for step, n in enumerate(counts)) / sum(counts)
