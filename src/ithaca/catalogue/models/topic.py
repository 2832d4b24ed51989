"""Lists of topics for profiles and search: stable slugs, words by language."""

from collections.abc import Iterator, Mapping
from unicodedata import normalize

from pydantic import Field

from ithaca.catalogue.models.base import Document, Frozen, ItemSlug, Problem, Text


class TopicText(Frozen):
    """The name of a topic, with a line of explanation where the name doesn't say it all."""

    label: Text
    explanation: str = ""


class TopicListTexts(Frozen):
    """A list in one language."""

    title: Text
    topics: Mapping[ItemSlug, TopicText]


class TopicList(Document[TopicListTexts]):
    """A list of topics; `ordered` where the order has a meaning, else it is sorted by name."""

    ordered: bool
    topics: tuple[ItemSlug, ...] = Field(min_length=1)

    def label(self, slug: str, language: str) -> str:
        """The name of a topic; the slug itself where it is unknown (a later version's topic)."""
        topic = self.text(language).topics.get(slug)
        return topic.label if topic else slug

    def choices(self, language: str) -> list[tuple[str, str]]:
        """Slug and name of every topic, in the order to show them."""
        pairs = [(slug, self.label(slug, language)) for slug in self.topics]
        return pairs if self.ordered else sorted(pairs, key=lambda pair: _sort_key(pair[1]))

    def text_keys(self) -> Mapping[str, tuple[str, ...]]:
        """Each topic has its words."""
        return {"topics": self.topics}

    def problems(self) -> Iterator[Problem]:
        """Topics that carry the same name."""
        for language, text in self.texts.items():
            seen: set[str] = set()
            for slug, topic in text.topics.items():
                if topic.label in seen:
                    yield Problem(f"{language}.toml", f"topics.{slug}.label", "name used twice")
                seen.add(topic.label)


def _sort_key(label: str) -> str:
    """The label without case and accents, so that « Économie » stands among the E."""
    return "".join(char for char in normalize("NFD", label.casefold()) if char.isalnum() or char == " ")
