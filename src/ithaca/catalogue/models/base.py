"""What every kind of content shares: frozen models, texts by language, references."""

from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Generic, Literal, NamedTuple, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

FALLBACK = "fr"
LANGUAGES = ("fr", "en")

Role = Literal["mentor", "mentee", "coordinator"]
ContactType = Literal["telephone", "video", "in_person", "in_writing"]
MentorRole = Literal["adviser", "companion", "go_between", "initiator", "knowledge_giver"]

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
DocumentSlug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
ItemSlug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Frozen(BaseModel):
    """A value that refuses unknown keys, loose types and later changes."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Reference(Frozen):
    """One version of another document."""

    slug: DocumentSlug
    version: int = Field(ge=1)

    def __str__(self) -> str:
        return f"{self.slug}@{self.version}"


class Section(Frozen):
    """A heading with paragraphs, bullet points, or both; and a hint where somebody is to write."""

    heading: Text
    paragraphs: tuple[Text, ...] = ()
    points: tuple[Text, ...] = ()
    hint: str = ""

    def plain(self) -> str:
        """Plain text: the heading after `# `, points after `- `, a blank line between blocks."""
        points = "\n".join(f"- {point}" for point in self.points)
        return "\n\n".join(block for block in (f"# {self.heading}", *self.paragraphs, points) if block)


class Problem(NamedTuple):
    """Something wrong that only shows across files: where it stands, and what it is."""

    file: str
    key: str
    message: str
    rule: str = "reference"  # how `editions.wording` tells whoever wrote it


T = TypeVar("T", bound=Frozen)


class Document(Frozen, Generic[T]):
    """One version of one piece of content, with its texts by language."""

    slug: DocumentSlug
    version: int = Field(ge=1)
    digest: Digest
    texts: Mapping[str, T]

    def text(self, language: str) -> T:
        """The texts in this language, else in its main language (`fr-ch`: `fr`), else in French."""
        for candidate in (language, language.split("-")[0]):
            if candidate in self.texts:
                return self.texts[candidate]
        return self.texts[FALLBACK]

    def in_every_language(self, pick: Callable[[T], str]) -> dict[str, str]:
        """One text in each language that has it: what a row keeps when it copies from the catalogue."""
        return {language: words for language, text in self.texts.items() if (words := pick(text))}

    @property
    def reference(self) -> Reference:
        """What to keep, as `slug@version`, so that this very wording is found again later."""
        return Reference(slug=self.slug, version=self.version)

    def text_keys(self) -> Mapping[str, tuple[str, ...]]:
        """The keys that each table of the texts must hold, by dotted path."""
        return {}

    def problems(self) -> Iterator[Problem]:
        """Further faults of this document that its types can't express."""
        yield from ()


class WrittenDocument(Document[T]):
    """A document that people write as well: theirs may lack French."""

    def text(self, language: str) -> T:
        """As every document; without French in its first language."""
        for candidate in (language, language.split("-")[0], FALLBACK):
            if candidate in self.texts:
                return self.texts[candidate]
        return next(iter(self.texts.values()))
