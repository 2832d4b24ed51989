"""Pure decisions: does an answer meet a rule, what does a programme lack before it can open."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Answer = bool | int | str

RULES_OF = {
    "yes_no": frozenset({"must_be"}),
    "number": frozenset({"at_least", "at_most"}),
    "choice": frozenset({"one_of"}),
    "text": frozenset[str](),
}
SECTIONS = ("presentation", "format", "questions", "charter", "duties", "coordinators")


@dataclass(frozen=True)
class Question:
    """What the rules know of an eligibility question."""

    id: str
    kind: str
    asked_of: str
    rule: Mapping[str, Any] = field(default_factory=dict)

    def concerns(self, role: str) -> bool:
        return self.asked_of in ("both", role)


def meets(rule: Mapping[str, Any], answer: Answer | None) -> bool:
    """Whether the answer lies within every bound of the rule; where there is no rule, everything does."""
    if not rule:
        return True
    if answer is None:
        return False
    if "must_be" in rule:
        return answer is rule["must_be"]
    if "one_of" in rule:
        return answer in rule["one_of"]
    if isinstance(answer, bool) or not isinstance(answer, int):
        return False
    return bool(rule.get("at_least", answer) <= answer <= rule.get("at_most", answer))


def unmet(questions: Iterable[Question], role: str, answers: Mapping[str, Answer]) -> list[str]:
    """The ids of the questions asked of this role whose answer lies outside their rule."""
    return [q.id for q in questions if q.concerns(role) and not meets(q.rule, answers.get(q.id))]


def without_answer(questions: Iterable[Question], role: str, answers: Mapping[str, Answer]) -> list[str]:
    """The ids of the questions asked of this role that were left open."""
    return [q.id for q in questions if q.concerns(role) and answers.get(q.id) in (None, "")]


@dataclass(frozen=True)
class Wording:
    """One text that applicants read, wherever in the set-up it stands."""

    section: str
    what: str  # name | theme | objectives | charter | question | refusal
    texts: Mapping[str, str]


@dataclass(frozen=True)
class Lack:
    """Something without which the programme cannot open."""

    section: str
    what: str
    language: str = ""


def lacks(languages: Sequence[str], wordings: Iterable[Wording], contact_types: Sequence[str]) -> list[Lack]:
    """Everything that is missing, each once, in the order of the set-up."""
    found = [] if languages else [Lack("presentation", "languages")]
    if not contact_types:
        found.append(Lack("format", "contact types"))
    for wording in wordings:
        for language in languages:
            if not wording.texts.get(language, "").strip():
                found.append(Lack(wording.section, wording.what, language))
    unique = dict.fromkeys(found)
    return sorted(unique, key=lambda lack: SECTIONS.index(lack.section))
