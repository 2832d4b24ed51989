"""Questionnaires: short scales with subscales, reversed items and a recommendation score."""

from collections.abc import Iterator, Mapping
from statistics import fmean
from typing import Literal

from pydantic import Field

from ithaca.catalogue.models.base import Document, Frozen, ItemSlug, Problem, Text

RECOMMENDATION = "recommendation"  # how its score is called among the answers


class Range(Frozen):
    """The whole numbers of an answer, both ends included."""

    low: int
    high: int

    @property
    def values(self) -> range:
        """Every possible answer, low to high."""
        return range(self.low, self.high + 1)


class Item(Frozen):
    """A statement to rate; `reversed` where agreeing is a bad sign."""

    slug: ItemSlug
    reversed: bool = False


class Subscale(Frozen):
    """Items that are averaged together once enough of them are answered."""

    slug: ItemSlug
    minimum_answers: int = Field(ge=1)
    items: tuple[Item, ...] = Field(min_length=1)


class RecommendationText(Frozen):
    """The question of the recommendation score and the meaning of its two ends."""

    question: Text
    low: Text
    high: Text


class QuestionnaireTexts(Frozen):
    """The questionnaire in one language; `scale` names the answers, low to high."""

    title: Text
    introduction: Text
    scale: tuple[Text, ...]
    subscales: Mapping[ItemSlug, Text]
    items: Mapping[ItemSlug, Text]
    recommendation: RecommendationText


class Questionnaire(Document[QuestionnaireTexts]):
    """A questionnaire for one role, or for whoever has seen somebody in it, with where it comes from and under which licence."""

    audience: Literal["mentor", "mentee", "others"] = Field(alias="for")
    citation: Text
    licence: Text
    scale: Range
    recommendation: Range
    subscales: tuple[Subscale, ...] = Field(min_length=1)

    @property
    def items(self) -> tuple[Item, ...]:
        """Every item, in the order of the page."""
        return tuple(item for subscale in self.subscales for item in subscale.items)

    def scores(self, answers: Mapping[str, int]) -> dict[str, float | None]:
        """The mean of each subscale with reversed items turned round; None with too few answers."""
        return {each.slug: self._mean(each, answers) for each in self.subscales}

    def _mean(self, subscale: Subscale, answers: Mapping[str, int]) -> float | None:
        ends = self.scale.low + self.scale.high
        values = [
            ends - answers[item.slug] if item.reversed else answers[item.slug]
            for item in subscale.items
            if item.slug in answers
        ]
        return fmean(values) if len(values) >= subscale.minimum_answers else None

    def text_keys(self) -> Mapping[str, tuple[str, ...]]:
        """Each subscale and each item has its words."""
        return {
            "subscales": tuple(subscale.slug for subscale in self.subscales),
            "items": tuple(item.slug for item in self.items),
        }

    def problems(self) -> Iterator[Problem]:
        """Scales whose answers are not all named, and minimums that can't be met."""
        for language, text in self.texts.items():
            if len(text.scale) != len(self.scale.values):
                yield Problem(f"{language}.toml", "scale", f"{len(self.scale.values)} names wanted")
        for index, subscale in enumerate(self.subscales):
            if subscale.minimum_answers > len(subscale.items):
                key = f"subscales.{index}.minimum_answers"
                yield Problem("structure.toml", key, "more than there are items")
