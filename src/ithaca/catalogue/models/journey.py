"""What guides a pair on its way: phases with duties, the agreement template, short guides."""

from collections.abc import Iterator, Mapping
from typing import Literal

from pydantic import Field

from ithaca.catalogue.models.base import Document, Frozen, ItemSlug, Problem, Role, Section, Text

# What the product knows by itself of a pair, so that nobody has to tick it off.
DutyFact = Literal[
    "independence_checked",
    "charter_accepted",
    "cv_shared",
    "first_meeting_planned",
    "willingness_confirmed",
    "goal_set",
    "agreement_signed",  # by the person whose duty it is
    "agreement_in_effect",
    "official_end_announced",
    "decision_made",
    "evaluation_given",  # by the person whose duty it is
    "evaluations_given",
    "closing_recorded",
]


class Phase(Frozen):
    """A phase and the duties of each role in it, in order; some are answered by a fact."""

    slug: ItemSlug
    mentee: tuple[ItemSlug, ...] = Field(min_length=1)
    mentor: tuple[ItemSlug, ...] = Field(min_length=1)
    coordinator: tuple[ItemSlug, ...] = Field(min_length=1)
    answered_by: Mapping[Role, Mapping[ItemSlug, DutyFact]] = {}

    def duties(self, role: Role) -> tuple[str, ...]:
        """The slugs of what this role sees to in the phase."""
        by_role = {"mentee": self.mentee, "mentor": self.mentor, "coordinator": self.coordinator}
        return by_role[role]


class PhaseText(Frozen):
    """A phase in one language; each duty can be ticked off."""

    title: Text
    purpose: Text
    mentee: Mapping[ItemSlug, Text]
    mentor: Mapping[ItemSlug, Text]
    coordinator: Mapping[ItemSlug, Text]

    def duties(self, role: Role) -> Mapping[str, str]:
        """The duties of this role: slug and sentence."""
        by_role = {"mentee": self.mentee, "mentor": self.mentor, "coordinator": self.coordinator}
        return by_role[role]


class PhaseSetTexts(Frozen):
    """A set of phases in one language."""

    name: Text
    introduction: Text
    phases: Mapping[ItemSlug, PhaseText]


class PhaseSet(Document[PhaseSetTexts]):
    """The phases of a mentorship, first to last."""

    phases: tuple[Phase, ...] = Field(min_length=1)

    def phase(self, slug: str) -> Phase:
        """The phase of this slug; KeyError where there is none."""
        return {phase.slug: phase for phase in self.phases}[slug]

    def text_keys(self) -> Mapping[str, tuple[str, ...]]:
        """Each phase and each duty has its words."""
        roles: tuple[Role, ...] = ("mentee", "mentor", "coordinator")
        duties = {
            f"phases.{phase.slug}.{role}": phase.duties(role) for phase in self.phases for role in roles
        }
        return {"phases": tuple(phase.slug for phase in self.phases), **duties}

    def problems(self) -> Iterator[Problem]:
        """Facts that answer a duty which the phase does not have."""
        for index, phase in enumerate(self.phases):
            for role, answers in phase.answered_by.items():
                for slug in sorted(set(answers) - set(phase.duties(role))):
                    yield Problem(
                        "structure.toml", f"phases.{index}.answered_by.{role}.{slug}", "no such duty"
                    )


class AgreementPart(Frozen):
    """A part of the agreement that the pair writes."""

    slug: ItemSlug
    required: bool = True


class AgreementPartText(Frozen):
    """The title of a part, the question that helps to write it, and an example of an answer."""

    title: Text
    question: Text
    hint: Text


class AgreementTexts(Frozen):
    """The agreement template in one language."""

    title: Text
    introduction: Text
    parts: Mapping[ItemSlug, AgreementPartText]


class Agreement(Document[AgreementTexts]):
    """The template of the agreement that mentor and mentee write and sign together."""

    parts: tuple[AgreementPart, ...] = Field(min_length=1)

    def text_keys(self) -> Mapping[str, tuple[str, ...]]:
        """Each part has its words."""
        return {"parts": tuple(part.slug for part in self.parts)}


class GuideTexts(Frozen):
    """A guide in one language."""

    title: Text
    introduction: Text
    sections: Mapping[ItemSlug, Section]


class Guide(Document[GuideTexts]):
    """A text of one screen, shown where it helps."""

    sections: tuple[ItemSlug, ...] = Field(min_length=1)

    def text_keys(self) -> Mapping[str, tuple[str, ...]]:
        """Each section has its words."""
        return {"sections": self.sections}
