"""Eligibility questions as columns of a file: what a cell answers, and whether the rule is met. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ithaca.intake.values import NO, YES
from ithaca.programmes.rules import Answer, Question, meets
from ithaca.programmes.vocabulary import folded

PREFIX = "q:"  # of the field that holds answers to a question
LONGEST_TEXT = 2000
LARGEST = 1_000_000


@dataclass(frozen=True)
class Asked:
    """A question that a column may answer."""

    question: Question
    label: str  # as whoever brings the file in reads it
    headings: Sequence[str]  # as it is asked, in every language
    options: Mapping[str, str] = field(default_factory=dict)  # {folded label or value: value}

    @property
    def field(self) -> str:
        return PREFIX + self.question.id

    def read(self, text: str) -> Answer | None:
        """The answer that a cell holds; None where it holds none of this kind."""
        kind, word = self.question.kind, folded(text)
        if kind == "yes_no":
            return True if word in YES else False if word in NO else None
        if kind == "number":
            fits = text.isdecimal() and len(text) < 8 and int(text) <= LARGEST
            return int(text) if fits else None
        if kind == "choice":
            return self.options.get(word)
        return text if len(text) <= LONGEST_TEXT else None

    def within(self, answer: Answer) -> bool:
        return meets(self.question.rule, answer)


def headings(asked: Iterable[Asked]) -> dict[str, str]:
    """{folded heading: field}: files often have the question itself for a heading."""
    return {folded(heading): one.field for one in asked for heading in one.headings}
