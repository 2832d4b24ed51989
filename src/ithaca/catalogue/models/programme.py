"""Ready programmes: theme, format, eligibility questions, charter, suggestions."""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Annotated, Literal

from pydantic import Field

from ithaca.catalogue.models.base import (
    ContactType,
    Document,
    Frozen,
    ItemSlug,
    MentorRole,
    Problem,
    Reference,
    Section,
    Text,
)

Answer = bool | int | str
Pairing = Literal["directory", "coordinator", "both"]
QuestionKind = Literal["yes_no", "number", "choice", "text"]

RULES_BY_KIND: Mapping[QuestionKind, frozenset[str]] = {
    "yes_no": frozenset({"must_be"}),
    "number": frozenset({"at_least", "at_most"}),
    "choice": frozenset({"one_of"}),
    "text": frozenset(),
}


class Format(Frozen):
    """How a mentorship of the programme runs; days, minutes and months are whole numbers."""

    contact_types: tuple[ContactType, ...] = Field(min_length=1)
    rhythm_days: int = Field(ge=1)
    contacts_to_official_end: int = Field(ge=1)
    contact_minutes: int = Field(ge=5)
    length_months: int = Field(ge=1)
    capacity_per_mentor: int = Field(ge=1)
    reply_days: int = Field(ge=1)
    pairing: Pairing
    same_unit_excluded: bool
    minors: bool


class Rule(Frozen):
    """What an answer must meet; every bound that is set counts."""

    must_be: bool | None = None
    at_least: int | None = None
    at_most: int | None = None
    # Lax, because rows that copy a rule hand it back as a JSON list.
    one_of: Annotated[tuple[str, ...], Field(strict=False)] | None = None

    @property
    def bounds(self) -> frozenset[str]:
        """The names of the bounds that are set."""
        return frozenset(self.model_dump(exclude_none=True))

    def accepts(self, answer: Answer | None) -> bool:
        """Whether the answer meets every bound; no answer never does."""
        if answer is None:
            return False
        if self.must_be is not None:
            return answer is self.must_be
        if self.one_of is not None:
            return answer in self.one_of
        if isinstance(answer, bool) or not isinstance(answer, int):
            return False
        return (self.at_least is None or answer >= self.at_least) and (
            self.at_most is None or answer <= self.at_most
        )


class Question(Frozen):
    """An eligibility question, with the rule that a fitting answer meets, if there is one."""

    slug: ItemSlug
    audience: Literal["mentor", "mentee", "both"] = Field(alias="for")
    kind: QuestionKind
    options: tuple[ItemSlug, ...] = ()
    rule: Rule | None = None

    def asked_of(self, role: str) -> bool:
        """Whether people of this role answer the question."""
        return self.audience in ("both", role)

    def accepts(self, answer: Answer | None) -> bool:
        """Whether the answer lets the person take part."""
        return self.rule is None or self.rule.accepts(answer)


class Suggestions(Frozen):
    """What to offer first in the profiles of the programme."""

    expertise: tuple[ItemSlug, ...]
    sectors: tuple[ItemSlug, ...] = ()
    mentor_roles: tuple[MentorRole, ...]


class Questionnaires(Frozen):
    """The closing questionnaire of each role."""

    mentee: Reference
    mentor: Reference


class QuestionText(Frozen):
    """The wording of a question; `refusal` says why the criterion matters to who doesn't meet it."""

    label: Text
    help: str = ""
    refusal: str = ""
    options: Mapping[ItemSlug, Text] = {}


class CharterText(Frozen):
    """The charter in one language."""

    title: Text
    preamble: Text
    sections: Mapping[ItemSlug, Section]

    def plain(self) -> str:
        """The charter under its title: plain text, `# ` before headings and `- ` before points."""
        return "\n\n".join((self.preamble, *(part.plain() for part in self.sections.values())))

    @property
    def digest(self) -> str:
        """The SHA-256 of the plain text: what an acceptance keeps beside the version."""
        return sha256(self.plain().encode()).hexdigest()


class ProgrammeTexts(Frozen):
    """The programme in one language."""

    name: Text
    tagline: Text
    theme: Text
    objectives: tuple[Text, ...] = Field(min_length=1)
    questions: Mapping[ItemSlug, QuestionText]
    charter: CharterText


class Programme(Document[ProgrammeTexts]):
    """A ready programme: what a coordinator starts from and then makes their own."""

    format: Format
    questions: tuple[Question, ...]
    charter_sections: tuple[ItemSlug, ...] = Field(min_length=1)
    suggestions: Suggestions
    phases: Reference
    agreement: Reference
    questionnaires: Questionnaires

    def questions_for(self, role: str) -> tuple[Question, ...]:
        """The questions that people of this role answer, in order."""
        return tuple(question for question in self.questions if question.asked_of(role))

    def text_keys(self) -> Mapping[str, tuple[str, ...]]:
        """Each question, each option and each charter section has its words."""
        options = {f"questions.{each.slug}.options": each.options for each in self.questions}
        return {
            "questions": tuple(question.slug for question in self.questions),
            **options,
            "charter.sections": self.charter_sections,
        }

    def problems(self) -> Iterator[Problem]:
        """Rules that don't fit their question, and rules whose reason isn't told."""
        for index, question in enumerate(self.questions):
            key = f"questions.{index}"
            if (question.kind == "choice") != bool(question.options):
                yield Problem("structure.toml", f"{key}.options", "options go with a choice")
            if question.rule is None:
                continue
            if not question.rule.bounds or question.rule.bounds - RULES_BY_KIND[question.kind]:
                yield Problem("structure.toml", f"{key}.rule", f"no such rule for a {question.kind} question")
            if not set(question.rule.one_of or ()) <= set(question.options):
                yield Problem("structure.toml", f"{key}.rule.one_of", "not among the options")
            for language, text in self.texts.items():
                if not text.questions[question.slug].refusal:
                    yield Problem(
                        f"{language}.toml", f"questions.{question.slug}.refusal", "the reason is missing"
                    )
